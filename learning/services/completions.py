"""Completion: a dated fact with its own copy of everything it says, written exactly once."""

from django.utils import timezone

from core.services import Concern, record_audit
from courses.outline import CourseOutline
from courses.selectors import outline_of
from learning.completion import evaluate
from learning.enums import Origin
from learning.models import Completion, Enrolment, HeldEvent
from learning.selectors.progress import facts_of
from learning.signals import course_completed


def complete_if_done(enrolment: Enrolment) -> bool:
    """Evaluate a locked enrolment and write its completion; return whether it is new."""
    outline = outline_of(enrolment.edition)
    decision = evaluate(outline, facts_of(enrolment))
    return decision.complete and complete(enrolment, outline)


def complete(enrolment: Enrolment, outline: CourseOutline) -> bool:
    """Insert the completion unless there is one; tell the rest of the house about a new one."""
    completion = _insert(_worked_through(enrolment, outline))
    if completion is None:
        return False
    record_audit(
        actor=enrolment.user,
        action="learning.completed",
        organisation=enrolment.organisation.key,
        concerns=[Concern(enrolment.user.key, completion.course_title)],
    )
    return True


def complete_on_site(
    event: HeldEvent, person, organisation, enrolment: Enrolment | None = None
) -> Completion | None:
    """Insert what follows from having been there; None where the person has it already.

    With an enrolment, which the caller has locked, it is the course that was held on site.
    """
    return _insert(_attended(event, person, organisation, enrolment))


def _insert(row: Completion) -> Completion | None:
    """Write a completion unless there is one; tell the rest of the house about a new one."""
    # Not "is there one already?": the constraint decides, also between two servers.
    Completion.objects.bulk_create([row], ignore_conflicts=True)
    completion = Completion.objects.filter(key=row.key).first()
    if completion:
        course_completed.send(sender=Completion, completion=completion)
    return completion


def _attended(event: HeldEvent, person, organisation, enrolment) -> Completion:
    edition = event.edition
    valid_months = outline_of(edition).valid_months if edition else None
    return Completion(
        origin=Origin.RECOGNITION if edition else Origin.EVENT,
        enrolment=enrolment,
        user=person,
        person_key=person.key,
        organisation=organisation,
        course_key=event.course_key,
        cycle=enrolment.cycle if enrolment else 1,
        completed_on=event.last_day,
        person_name=person.name,
        course_title=event.title,
        edition_number=edition.number if edition else None,
        minutes=event.minutes,
        snapshot={
            "contents": event.contents,
            "issuer": {"name": organisation.issuer, "address": organisation.address},
            "language": event.language,
            # No pass mark: nobody answered questions here.
            "rule": {"valid_months": valid_months},
            "on_site": {"first_day": event.first_day.isoformat(), "place": event.place},
        },
    )


def _worked_through(enrolment: Enrolment, outline: CourseOutline) -> Completion:
    organisation = enrolment.organisation
    return Completion(
        enrolment=enrolment,
        user=enrolment.user,
        person_key=enrolment.user.key,
        organisation=organisation,
        course_key=enrolment.course_key,
        cycle=enrolment.cycle,
        completed_on=timezone.localdate(),
        person_name=enrolment.user.name,
        course_title=outline.title,
        edition_number=enrolment.edition.number,
        minutes=outline.minutes,
        snapshot={
            # Required parts only: what else somebody chose to read is nobody's business.
            "modules": [
                {"title": module.title, "minutes": module.required_minutes}
                for module in outline.modules
                if not module.optional
            ],
            "contents": list(outline.certificate_contents),
            "issuer": {"name": organisation.issuer, "address": organisation.address},
            "language": enrolment.edition.language,
            "rule": {"pass_mark": outline.pass_mark, "valid_months": outline.valid_months},
        },
    )
