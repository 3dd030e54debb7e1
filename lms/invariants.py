"""Every invariant of the learning record as a count that must be zero.

Run by `manage.py lms_check` nightly in production, and at the end of every race, kill and
restore test. Each function is one promise; its number of queries grows with batches of
enrolments at most, not with people.
"""

from collections.abc import Callable

from django.db.models import Count, Exists, F, OuterRef, Q

from certificates.models import Certificate, CertificateFile, certificate_storage
from courses.models import CourseEdition, EditionLesson
from courses.selectors import outline_of
from learning.completion import evaluate
from learning.enums import EventKind, Origin
from learning.models import Answer, Attendance, Completion, Enrolment, ProgressEvent

BATCH = 500


def completions_without_certificate() -> int:
    """A completion and its certificate exist together or not at all."""
    return Completion.objects.filter(certificates__isnull=True).count()


def doubled_completions() -> int:
    """A person completes a course, or an event, once per cycle; what was withdrawn is apart."""
    return (
        Completion.objects.filter(withdrawn_on__isnull=True)
        .values("person_key", "course_key", "cycle")
        .annotate(n=Count("pk"))
        .filter(n__gt=1)
        .count()
    )


def doubled_certificates() -> int:
    """Of a completion's certificates one holds; the others are superseded."""
    holding = Certificate.objects.filter(superseded_by__isnull=True)
    return holding.values("completion").annotate(n=Count("pk")).filter(n__gt=1).count()


def corrections_of_others() -> int:
    """A correction supersedes a certificate of the same completion, and an earlier one."""
    corrections = Certificate.objects.filter(supersedes__isnull=False)
    same = Q(completion=F("supersedes__completion"), pk__gt=F("supersedes"))
    return corrections.exclude(same).count()


def attendances_without_completion() -> int:
    """Whoever was there, as a trainer confirmed, has completed it, then or before."""
    has_it = Completion.objects.filter(
        Q(course_key=OuterRef("event__edition__course_key"))
        | Q(course_key=OuterRef("event__key"), origin=Origin.EVENT),
        person_key=OuterRef("user__key"),
        withdrawn_on__isnull=True,
    )
    return Attendance.objects.filter(~Exists(has_it), withdrawn_on__isnull=True).count()


def withdrawn_but_certified() -> int:
    """What was withdrawn has no certificate that holds."""
    holding = Certificate.objects.filter(superseded_by__isnull=True, revoked_on__isnull=True)
    withdrawn = Completion.objects.filter(withdrawn_on__isnull=False)
    return withdrawn.filter(Exists(holding.filter(completion=OuterRef("pk")))).count()


def finished_without_completion() -> int:
    """Whoever has worked on everything has completed the course."""
    running = (
        Enrolment.objects.filter(completion__isnull=True)
        .select_related("edition")
        .defer("edition__outline_data")
        .prefetch_related("events")
    )
    return sum(
        evaluate(outline_of(enrolment.edition), _facts(enrolment)).complete
        for enrolment in running.iterator(chunk_size=BATCH)
    )


def _facts(enrolment: Enrolment) -> set:
    return {(str(event.lesson_key), event.block_id, event.kind) for event in enrolment.events.all()}


def answers_without_event() -> int:
    """Whoever has handed in an answer has answered; half-given ones count for nothing."""
    answered = ProgressEvent.objects.filter(
        enrolment=OuterRef("enrolment"),
        lesson_key=OuterRef("lesson_key"),
        block_id=OuterRef("block_id"),
        kind=EventKind.ANSWERED,
    )
    handed_in = Answer.objects.filter(value__isnull=False, value__path__isnull=True)
    return handed_in.filter(~Exists(answered)).count()


def enrolments_in_foreign_edition() -> int:
    """An enrolment's edition belongs to its course."""
    return Enrolment.objects.exclude(course_key=F("edition__course_key")).count()


def events_outside_edition() -> int:
    """Everything that happened, happened in a lesson of some edition of that course."""
    known = EditionLesson.objects.filter(
        edition__course_key=OuterRef("enrolment__course_key"), key=OuterRef("lesson_key")
    )
    return ProgressEvent.objects.filter(~Exists(known)).count()


def editions_without_lessons() -> int:
    """An edition holds the text of every lesson in its outline."""
    editions = CourseEdition.objects.annotate(n=Count("lessons"))
    return sum(edition.n != len(edition.outline.lessons) for edition in editions)


def lost_certificate_files() -> int:
    """A stored certificate file is there."""
    storage = certificate_storage()
    names = CertificateFile.objects.values_list("file", flat=True)
    return sum(not storage.exists(name) for name in names.iterator(chunk_size=1000))


INVARIANTS: tuple[Callable[[], int], ...] = (
    completions_without_certificate,
    doubled_completions,
    doubled_certificates,
    corrections_of_others,
    attendances_without_completion,
    withdrawn_but_certified,
    finished_without_completion,
    enrolments_in_foreign_edition,
    events_outside_edition,
    answers_without_event,
    editions_without_lessons,
    lost_certificate_files,
)


def violations() -> dict[str, int]:
    """Return the invariants that are broken, by name, with how often. Empty means sound."""
    counts = {check.__name__: check() for check in INVARIANTS}
    return {name: count for name, count in counts.items() if count}
