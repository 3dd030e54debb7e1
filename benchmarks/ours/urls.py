"""The platform's addresses, and the plainest view of a file that one could write for it."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.urls import path

from certificates.models import CertificateFile
from lms.urls import urlpatterns as ours


@login_required
def file(request, pk: int):
    """Look for the row, among the person's own, and hand out what lies in its storage."""
    own = CertificateFile.objects.filter(certificate__completion__user=request.user)
    row = get_object_or_404(own, pk=pk)
    return FileResponse(row.file.open("rb"), as_attachment=True, filename="x.pdf")


urlpatterns = [path("benchmark/file/<int:pk>/", file), *ours]
