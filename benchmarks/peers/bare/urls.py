"""The references: what any view costs, what any signed-in view costs, what a page costs."""

import os
from pathlib import Path

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.urls import include, path
from wagtail import urls as wagtail_urls

from benchmarks.peers.bare.models import Note

HTML = "<!DOCTYPE html><title>x</title>" + "<p>Abstand halten ist erlaubt.</p>\n" * 570  # 20 kB
FILE = Path(os.environ["BENCHMARK_DIR"]) / "some-file.pdf"


def trivial(request):
    return HttpResponse(HTML)


@login_required
def session(request):
    return HttpResponse(f"{HTML}<p>{request.user.get_username()}</p>")


@login_required
def file(request):
    return FileResponse(FILE.open("rb"), as_attachment=True, filename="x.pdf")


@login_required
def insert(request):
    Note.objects.create(text=request.POST["text"])
    return HttpResponse("ok")


urlpatterns = [
    path("trivial/", trivial),
    path("session/", session),
    path("file/", file),
    path("insert/", insert),
    path("", include(wagtail_urls)),
]
