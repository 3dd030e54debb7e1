"""Completion: a dated fact with its own copy of everything it says, written exactly once."""

from django.utils import timezone

from core.services import Concern, record_audit
from courses.outline import CourseOutline
from courses.selectors import outline_of
from learning.completion import evaluate
from learning.models import Completion, Enrolment
from learning.selectors.progress import facts_of
from learning.signals import course_completed


def complete_if_done(enrolment: Enrolment) -> bool:
    """Evaluate a locked enrolment and write its completion; return whether it is new."""
    outline = outline_of(enrolment.edition)
    decision = evaluate(outline, facts_of(enrolment))
    return decision.complete and complete(enrolment, outline)


def complete(enrolment: Enrolment, outline: CourseOutline) -> bool:
    """Insert the completion unless there is one; tell the rest of the house about a new one."""
    row = _completion(enrolment, outline)
    # Not "is there one already?": the constraint decides, also between two servers.
    Completion.objects.bulk_create([row], ignore_conflicts=True)
    completion = Completion.objects.filter(key=row.key).first()
    if completion is None:
        return False
    record_audit(
        actor=enrolment.user,
        action="learning.completed",
        organisation=enrolment.organisation.key,
        concerns=[Concern(enrolment.user.key, completion.course_title)],
    )
    course_completed.send(sender=Completion, completion=completion)
    return True


def _completion(enrolment: Enrolment, outline: CourseOutline) -> Completion:
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
            "modules": [
                {"title": module.title, "minutes": module.minutes} for module in outline.modules
            ],
            "contents": list(outline.certificate_contents),
            "issuer": {"name": organisation.issuer, "address": organisation.address},
            "language": enrolment.edition.language,
            "rule": {"pass_mark": outline.pass_mark, "valid_months": outline.valid_months},
        },
    )
