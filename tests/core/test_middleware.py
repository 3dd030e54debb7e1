"""What happens to every response on its way out."""

import gzip

from django.http import FileResponse, HttpResponse
from django.test import RequestFactory

from core.middleware import PackedPagesMiddleware

TEXT = "<p>Sie können jederzeit unterbrechen.</p>" * 50


def _through(response):
    request = RequestFactory().get("/", headers={"Accept-Encoding": "gzip"})
    return PackedPagesMiddleware(lambda _request: response)(request)


def test_a_page_is_packed():
    response = _through(HttpResponse(TEXT))
    assert response["Content-Encoding"] == "gzip"
    assert gzip.decompress(response.content).decode() == TEXT


def test_two_packings_of_a_page_differ_in_length():
    """Otherwise the length would tell an attacker which of two guesses stands in the page."""
    lengths = {len(_through(HttpResponse(TEXT)).content) for _ in range(40)}
    assert len(lengths) > 1


def test_papers_and_parts_of_media_stay_as_they_are():
    paper = HttpResponse(b"%PDF" + b" " * 500, content_type="application/pdf")
    assert not _through(paper).has_header("Content-Encoding")
    part = FileResponse([b"a" * 500], content_type="video/mp4", status=206)
    assert not _through(part).has_header("Content-Encoding")
