"""Pictures are served; originals, documents and everything else in the folder are not."""

import pytest
from django.core.files.storage import default_storage
from wagtail.images.tests.utils import get_test_image_file

from core.models import CustomImage

pytestmark = pytest.mark.django_db


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
