"""Rich text as it is read: links to documents say what they lead to."""

import re

from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.rich_text import expand_db_html

_LINK = re.compile(r'(<a href="[^"]*") data-file="([^"]*)">(.*?)</a>', re.DOTALL)


class DocumentLink(DocumentLinkHandler):
    """Wagtail's links to documents, with format and size noted for `add_file_facts`."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        return [
            format_html('<a href="{}" data-file="{}">', document.url, file_facts(document))
            if document
            else "<a>"
            for document in cls.get_many(attrs_list)
        ]


def file_facts(document) -> str:
    """Return format and size of a document or recording: “PDF, 120.0 KB”."""
    kind, size = document.file_extension.upper(), document.get_file_size()
    return f"{kind}, {filesizeformat(size)}" if size else kind


def add_file_facts(html: str) -> str:
    """Write format and size into the text of each link to a document.

    Wagtail lets a link handler write the opening tag only; what is said there moves to the
    end of the link's text.
    """
    return _LINK.sub(r'\1>\3 <span class="file-facts">(\2)</span></a>', html)


def expand(source: str) -> str:
    """Return stored rich text as HTML to read."""
    return add_file_facts(expand_db_html(source))
