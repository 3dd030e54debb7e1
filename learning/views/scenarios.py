"""Deciding in a scenario, or reading its text version instead: plain forms, as in a lesson."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from courses.scenario import InvalidWalk
from learning import services
from learning.views.commands import after_command, command, command_id_of, find_lesson
from learning.views.unsent import learner_required

MANY = 20  # decisions at once: more than anybody offers


@command
@learner_required
def decide(request: HttpRequest, course_slug: str, lesson_slug: str, block_id: str) -> HttpResponse:
    """Take a decision in a scenario, take one back, or say that its text version was read.

    All of it comes to one address: an address of its own would tell in the logs of others.
    """
    enrolment, outline = find_lesson(request, course_slug, lesson_slug)
    if "read" in request.POST:
        return _read(request, enrolment, outline, block_id)
    step = request.POST.get("step", "")
    chosen = [name[:40] for name in request.POST.getlist("decision")[:MANY] if name]
    if "choose" in request.POST and not chosen:  # not meant as taking a decision back
        message = _("Please choose a decision.")
        return after_command(request, enrolment, outline, block_id, error=message)
    try:
        outcome = services.decide_in_scenario(
            actor=request.user,
            enrolment=enrolment,
            lesson_key=outline.key,
            block_id=block_id,
            step=int(step) if step.isascii() and step.isdigit() and len(step) < 4 else 0,
            decision_ids=chosen,
            command_id=command_id_of(request),
            seen=request.POST.get("seen", ""),
        )
    except InvalidWalk:
        message = _("This decision is not on offer here. Please choose one of those shown.")
        return after_command(request, enrolment, outline, block_id, error=message)
    except services.AnsweredElsewhere:
        message = _(
            "You have gone on in this scenario on another page or device. This is where you "
            "stand now. Please decide from here."
        )
        return after_command(request, enrolment, outline, block_id, error=message)
    return after_command(
        request,
        enrolment,
        outline,
        block_id,
        outcome=outcome,
        place=f"new-{block_id}",
        news="decided" if chosen else "went_back",
    )


def _read(request: HttpRequest, enrolment, outline, block_id: str) -> HttpResponse:
    outcome = services.read_text_version(
        actor=request.user,
        enrolment=enrolment,
        lesson_key=outline.key,
        block_id=block_id,
        command_id=command_id_of(request),
    )
    return after_command(request, enrolment, outline, block_id, outcome=outcome, news="read")
