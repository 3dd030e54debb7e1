"""Writing to the audit trail; the immediate help of a new site."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from core.models import AuditEntry, HelpGuide
from core.selectors import help_languages, shipped_help_guide


@dataclass(frozen=True)
class Concern:
    """One person concerned by an action, and which of their things it touched."""

    subject: uuid.UUID | None
    object_label: str = ""


def record_audit(
    *,
    actor,
    action: str,
    organisation: uuid.UUID | None,
    concerns: Iterable[Concern],
) -> int:
    """Append one entry per concern, all under one batch number; return how many.

    `actor` is the signed-in user (with `key` and `name`); `action` is a stable dotted name
    such as "certificates.zip". Call it inside the transaction of what it records.
    """
    batch = uuid.uuid4()
    entries = [
        AuditEntry(
            actor=actor.key,
            actor_label=str(actor)[:250],
            action=action,
            organisation=organisation,
            subject=concern.subject,
            object_label=concern.object_label[:250],
            batch=batch,
        )
        for concern in concerns
    ]
    AuditEntry.objects.bulk_create(entries, batch_size=500)
    return len(entries)


def prepare_help_guides() -> None:
    """Store the immediate help that is delivered, where a language has none yet."""
    for language in help_languages():
        guide = shipped_help_guide(language)
        if guide and not HelpGuide.objects.filter(language=language).exists():
            guide.save()
