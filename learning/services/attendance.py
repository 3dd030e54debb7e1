"""Who was there: confirmed by the trainer, for people of the municipalities they serve.

What follows is a completion like any other, in the same transaction. Trainers enter; they learn
nothing of what a person had done before.
"""

from collections.abc import Iterable
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Role
from accounts.selectors import people_served
from core.services import Concern, record_audit
from learning.models import Attendance, Completion, Enrolment, HeldEvent
from learning.services.completions import complete_if_done, complete_on_site
from learning.services.events import is_over, own_event
from learning.signals import completion_withdrawn
from learning.validity import may_renew

MAX_AT_ONCE = 100


@transaction.atomic
def record_attendance(*, actor, event: HeldEvent, people: Iterable[UUID]) -> int:
    """Confirm that these people, by their keys, were at the actor's event.

    Each then has a completion and a certificate, once, however often this is repeated. Returns
    how many were not recorded for this event before; it says nothing of anybody's courses.
    `Http404` for somebody whom the actor does not serve; `ValidationError` before the event is
    over, and for the actor themselves.
    """
    event = own_event(actor, event.key)
    if not is_over(event):
        raise ValidationError(_("The event is not over yet. Please record it afterwards."))
    keys = set(people)
    if actor.key in keys:
        raise ValidationError(_("You cannot confirm your own attendance. Ask a colleague."))
    served = people_served(actor, keys=keys)
    if len(served) != len(keys):
        raise Http404
    # In one order: two trainers who record the same people never wait for each other.
    served.sort(key=lambda item: item.person.pk)
    return sum(_record(actor, event, item.person, item.organisation) for item in served)


def _record(actor, event: HeldEvent, person, organisation) -> bool:
    row = Attendance(event=event, user=person, organisation=organisation)
    Attendance.objects.bulk_create([row], ignore_conflicts=True)
    attendance = Attendance.objects.filter(key=row.key).first()
    if attendance is None:
        return False
    record_audit(
        actor=actor,
        action="learning.attended",
        organisation=organisation.key,
        concerns=[Concern(person.key, event.title)],
    )
    if event.edition_id:
        attendance.completion = _recognise(event, person, organisation)
    else:
        attendance.completion = complete_on_site(event, person, organisation)
    attendance.save(update_fields=["completion"])
    return True


def _recognise(event: HeldEvent, person, organisation) -> Completion | None:
    """Complete the course in the cycle that is open, which may be a renewal; else do nothing."""
    held = Completion.objects.filter(
        person_key=person.key, course_key=event.course_key, withdrawn_on__isnull=True
    )
    last = held.order_by("-cycle").first()
    if last and not (last.is_revoked or may_renew(last.valid_until, event.last_day)):
        return None
    cycle = {"user": person, "course_key": event.course_key, "cycle": last.cycle + 1 if last else 1}
    Enrolment.objects.bulk_create(
        [Enrolment(**cycle, edition=event.edition, organisation=organisation)],
        ignore_conflicts=True,
    )
    enrolment = Enrolment.objects.select_for_update().get(**cycle)
    return complete_on_site(event, person, organisation, enrolment)


@transaction.atomic
def withdraw_attendance(*, actor, attendance: Attendance, reason: str) -> None:
    """Take back what was recorded by mistake: a certificate issued for it is revoked.

    The reason can be read by whoever checks the certificate. Twice does no harm, and the
    person can be recorded anew.
    """
    own_event(actor, attendance.event.key)
    current = Attendance.objects.select_for_update(of=("self",)).get(pk=attendance.pk)
    if not actor.has_role(Role.TRAINER, current.organisation):
        raise PermissionDenied
    if current.withdrawn_on:
        return
    current.withdrawn_on = timezone.localdate()
    current.save(update_fields=["withdrawn_on"])
    record_audit(
        actor=actor,
        action="learning.attendance_withdrawn",
        organisation=current.organisation.key,
        concerns=[Concern(current.user.key, current.event.title)],
    )
    if current.completion:
        _take_back(actor, current.completion, reason)


def _take_back(actor, completion: Completion, reason: str) -> None:
    """Let the completion count no more, and the person go on with the course where they were."""
    enrolment = Enrolment.objects.select_for_update().filter(completion=completion).first()
    completion.enrolment, completion.withdrawn_on = None, timezone.localdate()
    completion.save(update_fields=["enrolment", "withdrawn_on"])
    completion_withdrawn.send(sender=Completion, completion=completion, actor=actor, reason=reason)
    if enrolment is None:
        return
    if _is_untouched(enrolment):
        enrolment.delete()  # it was there for the recognition alone
    else:
        complete_if_done(Enrolment.objects.get(pk=enrolment.pk))


def _is_untouched(enrolment: Enrolment) -> bool:
    began = enrolment.position_lesson or enrolment.events.exists() or enrolment.answers.exists()
    return not began
