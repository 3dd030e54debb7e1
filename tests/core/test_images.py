"""Pictures are served; originals, documents and everything else in the folder are not."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images.forms import get_image_form
from wagtail.images.tests.utils import get_test_image_file

from core.blocks import FigureBlock
from core.models import CustomImage

pytestmark = pytest.mark.django_db


DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 200" width="400" height="200">'
    b'<text x="9" y="20">Meldeweg</text>%s</svg>'
)


@pytest.fixture
def drawing():
    file = ContentFile(DRAWING % b"", "weg.svg")
    return CustomImage.objects.create(title="Meldeweg", file=file)


@pytest.fixture
def image():
    return CustomImage.objects.create(title="Lageplan", file=get_test_image_file())


def test_a_sized_picture_is_served_for_ever(client, image):
    response = client.get(image.get_rendition("width-40").url)
    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["Content-Type"] == "image/png"
    assert b"".join(response)[:4] == b"\x89PNG"


def test_nothing_else_is_served(client, image):
    assert default_storage.exists(image.file.name) is True
    for address in (
        f"/media/{image.file.name}",
        f"/media/images/../{image.file.name}",
        f"/media/images/%2e%2e/{image.file.name}",
        "/media/images/",
        "/media/images/.",
        "/media/images/%00",
        "/media/images/no-such.png",
        "/media/documents/x.pdf",
    ):
        assert client.get(address).status_code == 404, address


def test_a_drawing_is_served_as_a_drawing(client, drawing):
    response = client.get(drawing.get_rendition("original").url)
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert b"Meldeweg</text>" in b"".join(response)


def test_a_figure_shows_a_drawing_as_it_is_and_says_it_in_words(drawing):
    block = FigureBlock()
    words = "<p>Zuerst die <b>Leitung</b>.</p>"
    value = {"image": drawing.pk, "alt_text": "Ein Weg", "description": words}
    html = block.render(block.to_python(value))
    assert 'width="400"' in html
    assert 'height="200"' in html
    assert "original.svg" in html
    assert "<summary>Bild in Worten</summary>" in html
    assert words in html
    without = block.render(block.to_python({"image": drawing.pk, "alt_text": "Ein Weg"}))
    assert "<details" not in without


class TestUploading:
    def form(self, data: bytes):
        file = SimpleUploadedFile("weg.svg", data, content_type="image/svg+xml")
        return get_image_form(CustomImage)({"title": "Weg", "collection": 1}, {"file": file})

    def test_of_a_drawing_only_shapes_and_texts_are_kept(self):
        form = self.form(DRAWING % b'<rect class="x" width="3" height="3"/>')
        assert form.is_valid(), form.errors
        stored = form.save()
        assert stored.is_svg()
        with stored.file.open("rb") as file:
            data = file.read()
        assert b"<rect" in data
        assert b"class" not in data

    def test_a_drawing_that_acts_is_refused(self):
        form = self.form(DRAWING % b"<script>alert(1)</script>")
        assert list(form.errors) == ["file"]
