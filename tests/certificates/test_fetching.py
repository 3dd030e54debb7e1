"""Nothing but a document's own pictures is ever loaded, and nothing is embedded unasked."""

import http.server
import threading

import pytest

from certificates.rendering import RenderRefused
from tests.certificates import hostile, papers
from tests.certificates.test_printing import PIXEL, page, print_here

SECRET = "STRENG-GEHEIM"
NAMES = list(hostile.documents("http://x", "file:///x"))
HARMLESS = list(hostile.harmless_by_nature("http://x", "file:///x"))
MARKUP = [
    "<script>alert(1)</script>",
    "</p><img src=file:///etc/hostname>",
    "<link rel=attachment href=file:///etc/hostname>",
    "]]><!-- & &amp; {{ name }} {% now %}",
]


@pytest.fixture(scope="module")
def server():
    """A server on this machine that notes every request."""
    seen = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):  # noqa: N802
            seen.append(self.path)
            redirected = self.path == "/redirect"
            self.send_response(302 if redirected else 200)
            if redirected:
                self.send_header("Location", "/a.png")
            self.end_headers()
            self.wfile.write(PIXEL)

        def log_message(self, *args):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        server.seen, server.url = seen, f"http://127.0.0.1:{server.server_port}"
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def secret(tmp_path_factory):
    path = tmp_path_factory.mktemp("secrets") / "secret.txt"
    path.write_text(SECRET)
    return path.as_uri()


@pytest.fixture(scope="module")
def results(server, secret):
    jobs = hostile.documents(server.url, secret)
    return dict(zip(jobs, print_here(*jobs.values()), strict=True))


def test_there_are_sixty_of_them():
    assert len(NAMES) >= 60


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_fetched_or_embedded(results, server, name):
    result = results[name]
    assert server.seen == []
    if isinstance(result, bytes):
        assert papers.text_of(result) == "Probe"
        assert papers.attachments_of(result) == []
        assert SECRET.encode() not in result
    else:
        assert isinstance(result, RenderRefused)


def test_all_are_refused_but_what_the_engine_does_not_know(results):
    printed = {name for name, result in results.items() if isinstance(result, bytes)}
    assert printed <= set(HARMLESS)


def test_the_same_documents_do_fetch_where_they_may(server, secret):
    """The server is reachable and the documents are well made: an open renderer falls for it."""
    from weasyprint import HTML

    job = hostile.documents(server.url, secret)["picture by a redirect"]
    HTML(string=job.html).write_pdf()
    assert server.seen == ["/redirect", "/a.png"]
    server.seen.clear()


@pytest.mark.parametrize("markup", MARKUP)
def test_a_name_with_markup_is_text(markup):
    from django.utils.html import escape

    (pdf,) = print_here(page(f"<p>{escape(markup)}</p>"))
    assert papers.text_of(pdf) == f"Probe {markup}"
    assert papers.attachments_of(pdf) == []
