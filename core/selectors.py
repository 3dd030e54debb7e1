"""Reading the audit trail and the footer."""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import caches

from core.models import AuditEntry, TextPage

FOOTER_SECONDS = 300


@dataclass(frozen=True)
class FooterLink:
    """A text page as the footer links it. `language` is that of the page."""

    title: str
    url: str
    language: str


def audit_about(viewer):
    """Return what others did with the viewer's own data, newest first."""
    return AuditEntry.objects.filter(subject=viewer.key)


def footer_links(language: str) -> list[FooterLink]:
    """Return the pages marked for the footer, in their order in the page tree.

    Where a language has none, those of the main language are returned: the legal notice must
    be reachable from everywhere. A change shows after five minutes at the latest.
    """
    cache = caches["editions"]  # each process its own: every page asks, a query each is too much
    name = f"footer-links:{language}"
    links = cache.get(name)
    if links is None:
        links = _links_in(language) or _links_in(settings.LANGUAGE_CODE)
        cache.set(name, links, FOOTER_SECONDS)
    return links


def _links_in(language: str) -> list[FooterLink]:
    pages = TextPage.objects.live().public().filter(in_footer=True, locale__language_code=language)
    return [
        FooterLink(page.title, page.url, language) for page in pages.order_by("path") if page.url
    ]
