"""The information sheet of a course: what HR, the staff council and data protection ask for.

It is read off what is in force: the edition on offer and the register of personal data.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from courses.models import CourseEdition
from courses.outline import TEACHING_UNIT, CourseOutline
from courses.selectors import open_edition, outline_of
from lms.data_register import REGISTER

# What the register knows of somebody who takes a course: heading, models.
ABOUT_PARTICIPANTS = (
    (_("Taking part and progress"), ("learning.Enrolment", "learning.ProgressEvent")),
    (_("Answers and decisions"), ("learning.Answer",)),
    (_("Completion"), ("learning.Completion",)),
    (
        _("Certificate of attendance"),
        (
            "certificates.Certificate",
            "certificates.CertificateFile",
            "certificates.SealedProof",
            "certificates.ExpiryReminder",
            "certificates.ShareLink",
        ),
    ),
    (_("Attendance on site"), ("learning.HeldEvent", "learning.Attendance")),
    (_("Messages about a course"), ("learning.Feedback",)),
    (_("Log of downloads and changes"), ("core.AuditEntry",)),
)


@dataclass(frozen=True)
class Kept:
    """What is seen by the same people and kept as long; `purposes` name each thing once."""

    seen_by: str
    kept: str
    purposes: tuple[str, ...]


@dataclass(frozen=True)
class Recorded:
    """One kind of record."""

    title: str
    groups: tuple[Kept, ...]


@dataclass(frozen=True)
class CourseSheet:
    """What the page shows: of what is required, and beside it of what is optional.

    `units` are of 45 minutes, `questions` all that asks for an answer.
    """

    edition: CourseEdition
    outline: CourseOutline
    units: float
    lessons: int
    optional_lessons: int
    questions: int
    recorded: tuple[Recorded, ...]


def sheet_of(course_slug: str) -> CourseSheet | None:
    """Return the sheet of the course on offer under an address, or None."""
    edition = open_edition(course_slug)
    if edition is None:
        return None
    outline = outline_of(edition)
    required = [lesson for lesson in outline.lessons if lesson.required]
    return CourseSheet(
        edition=edition,
        outline=outline,
        units=outline.minutes / TEACHING_UNIT,
        lessons=len(required),
        optional_lessons=len(outline.lessons) - len(required),
        questions=sum(task.needed or 1 for lesson in required for task in lesson.tasks),
        recorded=tuple(Recorded(title, _groups(models)) for title, models in ABOUT_PARTICIPANTS),
    )


def _groups(models: tuple[str, ...]) -> tuple[Kept, ...]:
    found: dict[tuple, dict[str, None]] = {}
    for entry in (entry for label in models for entry in REGISTER[label].values()):
        found.setdefault((entry.seen_by, entry.kept), {})[entry.purpose] = None
    return tuple(Kept(*key, tuple(purposes)) for key, purposes in found.items())
