"""Reading the audit trail, the immediate help and the footer."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml
from django.conf import settings
from django.core.cache import caches
from django.utils import translation
from django.utils.formats import date_format

from core.models import AuditEntry, HelpGuide, TextPage

FOOTER_SECONDS = 300
SHIPPED = Path(__file__).parent / "content"
# Leichte Sprache as a language of its own, by the registered subtag (RFC 5646): a text in it
# is edited and delivered like a translation. Nobody chooses it for the whole site.
EASY_GERMAN = "de-simple"


def help_languages() -> list[str]:
    """Return the languages in which there may be an immediate help."""
    return [*dict(settings.LANGUAGES), EASY_GERMAN]


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


@dataclass(frozen=True)
class HelpLine:
    """An office to call in need, as the footer of every page prints it."""

    name: str
    telephone: str


def help_guide(language: str) -> HelpGuide:
    """Return the immediate help in a language, or else in the main language. One query.

    It is never missing: where nothing is stored, the texts that are delivered stand in.
    """
    wanted = [language, settings.LANGUAGE_CODE]
    stored = {guide.language: guide for guide in HelpGuide.objects.filter(language__in=wanted)}
    found = [stored.get(code) or shipped_help_guide(code) for code in wanted]
    return next(filter(None, found))


def shipped_help_guide(language: str) -> HelpGuide | None:
    """Return the help that is delivered in a language, unsaved; None where there is none."""
    if language not in help_languages():
        return None
    file = SHIPPED / f"soforthilfe.{language}.yaml"
    if not file.is_file():
        return None
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    raw = [
        {"type": kind, "value": value} for block in data["body"] for kind, value in block.items()
    ]
    data["body"] = HelpGuide.body.field.stream_block.to_python(raw)
    return HelpGuide(language=language, **data)


def shipped_text(name: str, today: date) -> list[dict]:
    """Return a German page that is delivered, as raw blocks of that day."""
    text = (SHIPPED / f"{name}.de.yaml").read_text(encoding="utf-8")
    with translation.override("de"):
        day = date_format(today, "DATE_FORMAT")
    blocks = []
    for section in yaml.safe_load(text.replace("{today}", day)):
        if "heading" in section:
            blocks.append({"type": "heading", "value": {"text": section["heading"], "level": "h2"}})
        blocks.append({"type": section.get("type", "text"), "value": section["value"]})
    return blocks


def help_lines(language: str) -> list[HelpLine]:
    """Return whom the footer names: the emergency number, and the lines marked for it.

    A change shows after five minutes at the latest.
    """
    cache = caches["editions"]
    name = f"help-lines:{language}"
    lines = cache.get(name)
    if lines is None:
        guide = help_guide(language)
        lines = [
            HelpLine(line["name"], line["telephones"][0])
            for block in guide.body
            if block.block_type == "lines"
            for line in block.value["lines"]
            if line.get("in_footer") and line["telephones"]
        ]
        lines.insert(0, HelpLine("", guide.danger_telephone))
        cache.set(name, lines, FOOTER_SECONDS)
    return lines
