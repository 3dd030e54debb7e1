"""Links to documents say what they lead to: format and size."""

import pytest
from django.core.files.base import ContentFile
from django.utils.translation import override
from wagtail.rich_text import RichText

from core.models import CustomDocument
from core.rich_text import expand

pytestmark = pytest.mark.django_db


@pytest.fixture
def leaflet():
    content = ContentFile(b"%PDF" + b"x" * 120 * 1024, "merkblatt.pdf")
    return CustomDocument.objects.create(title="Merkblatt", file=content)


def link(document, text: str = "Merkblatt") -> str:
    return f'<p>Das <a linktype="document" id="{document.pk}">{text}</a> hilft.</p>'


def test_a_link_to_a_document_names_format_and_size(leaflet):
    with override("en"):
        html = expand(link(leaflet))
    assert html == (
        f'<p>Das <a href="{leaflet.url}">Merkblatt '
        '<span class="file-facts">(PDF, 120.0\xa0KB)</span></a> hilft.</p>'
    )


def test_wherever_rich_text_is_shown(leaflet):
    source = link(leaflet, "<b>Zum</b> Blatt")
    assert str(RichText(source)).strip() == expand(source)
    assert "file-facts" in expand(source)


def test_a_document_whose_file_is_gone_names_its_format(leaflet):
    CustomDocument.objects.update(file_size=None)
    leaflet.file.storage.delete(leaflet.file.name)
    assert "(PDF)</span>" in expand(link(leaflet))


def test_other_links_stay_as_they_are(leaflet):
    html = '<p><a href="https://a.example/x.pdf">x</a> <a linktype="document" id="0">y</a></p>'
    assert expand(html) == '<p><a href="https://a.example/x.pdf">x</a> <a>y</a></p>'


def test_several_documents_are_read_at_once(leaflet, django_assert_num_queries):
    leaflet.get_file_size()
    with django_assert_num_queries(1):
        expand(link(leaflet) * 5)
