"""The glossary as people look things up in it."""

from dataclasses import dataclass

from django.conf import settings

from courses.marking import Term
from courses.models import GlossaryTerm


@dataclass(frozen=True)
class GlossarySection:
    """The terms of one language in alphabetical order."""

    language: str
    name: str
    terms: tuple[Term, ...]


def glossary(language: str) -> list[GlossarySection]:
    """Return all terms, those of this language first: lessons link to any of them."""
    found: dict[str, list[GlossaryTerm]] = {}
    for item in GlossaryTerm.objects.all():
        found.setdefault(item.language, []).append(item)
    names = dict(settings.LANGUAGES)
    return [
        GlossarySection(code, names.get(code, code), tuple(item.to_term() for item in found[code]))
        for code in sorted(found, key=lambda code: code != language)
    ]
