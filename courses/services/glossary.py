"""Filling the glossary from plain data: for the demo and for files of text."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.permissions import SYSTEM
from courses.models import GlossaryTerm


@dataclass(frozen=True)
class TermData:
    """A term to be stored."""

    term: str
    explanation: str
    variants: tuple[str, ...] = ()
    source: str = ""
    language: str = "de"


@transaction.atomic
def add_terms(*, actor, terms: Iterable[TermData]) -> int:
    """Store the terms that the glossary does not have yet; return how many.

    Released lessons keep the explanations they have. Raises `PermissionDenied`, and
    `ValidationError` for unfit data.
    """
    if actor is not SYSTEM and not actor.has_perm("courses.add_glossaryterm"):
        raise PermissionDenied
    known = {(item.language, item.term) for item in GlossaryTerm.objects.all()}
    new = [data for data in terms if (data.language, data.term) not in known]
    for data in new:
        term = GlossaryTerm(
            term=data.term,
            variants="\n".join(data.variants),
            explanation=data.explanation,
            source=data.source,
            language=data.language,
        )
        term.full_clean()
        term.save()
    return len(new)
