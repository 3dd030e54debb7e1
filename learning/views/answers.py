"""Answering questions, and keeping what was begun. Plain forms; htmx only saves the reload."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from courses.enums import TaskKind
from courses.frozen import frozen_lesson
from courses.grading import InvalidAnswer
from learning import services
from learning.views import unsent
from learning.views.commands import after_command, command, command_id_of, find_lesson
from learning.views.fields import TooMuch, fields_of
from learning.views.unsent import learner_required

MESSAGES = {
    "empty": gettext_lazy("Please choose an option."),
    "too_many": gettext_lazy("Please choose one option only."),
    "unknown_option": gettext_lazy("This question has been revised. Please choose again."),
    "incomplete": gettext_lazy("Something is still open. Please choose something in every row."),
    "duplicate_place": gettext_lazy(
        "Two rows have the same position. Please use every position once."
    ),
    "not_a_number": gettext_lazy("Please enter a number, for example 12 or 12.5."),
    "too_long": gettext_lazy("Please enter a shorter answer."),
}
EMPTY = {
    TaskKind.SHORT_TEXT: gettext_lazy("Please enter an answer."),
    TaskKind.NUMERIC: gettext_lazy("Please enter a number."),
    TaskKind.ORDERING: gettext_lazy("Please choose a position in every row."),
    TaskKind.MATCHING: gettext_lazy("Please choose something in every row."),
    TaskKind.SORTING: gettext_lazy("Please choose something in every row."),
}
TOO_MUCH = gettext_lazy("This is more than can be answered here. Nothing was stored.")
ELSEWHERE = gettext_lazy(
    "You have answered this question on another page or device in the meantime. That answer "
    "counts; it is shown above. What you just chose is filled in here. Send it again if it is "
    "to count instead."
)


@command
@learner_required
def answer(request: HttpRequest, course_slug: str, lesson_slug: str, block_id: str) -> HttpResponse:
    """Store an answer and show the feedback."""
    enrolment, lesson = find_lesson(request, course_slug, lesson_slug)
    try:
        outcome = services.record_answer(
            actor=request.user,
            enrolment=enrolment,
            lesson_key=lesson.key,
            block_id=block_id,
            fields=fields_of(request),
            command_id=command_id_of(request),
            seen=request.POST.get("seen", ""),
        )
    except InvalidAnswer as error:
        question = frozen_lesson(enrolment.edition, lesson).questions[block_id]
        refused = {"error": message_for(question, error), "part": error.part}
    except services.AnsweredElsewhere:
        refused = {"error": ELSEWHERE}
    except TooMuch:
        refused = {"error": TOO_MUCH}
    else:
        return after_command(request, enrolment, lesson, block_id, outcome=outcome)
    return after_command(request, enrolment, lesson, block_id, **refused)


@require_POST
@learner_required
def draft(request: HttpRequest, course_slug: str, lesson_slug: str, block_id: str) -> HttpResponse:
    """Keep a half-given answer; sent by the browser in the background."""
    enrolment, lesson = find_lesson(request, course_slug, lesson_slug)
    try:
        services.save_draft(
            actor=request.user,
            enrolment=enrolment,
            lesson_key=lesson.key,
            block_id=block_id,
            fields=fields_of(request),
            seen=request.POST.get("seen", ""),
        )
    except TooMuch:
        return HttpResponseBadRequest(str(TOO_MUCH), content_type="text/plain; charset=utf-8")
    except services.AnsweredElsewhere:
        return HttpResponse(str(ELSEWHERE), status=409, content_type="text/plain; charset=utf-8")
    unsent.forget(request, block_id)
    return HttpResponse(status=204)


def message_for(question, error: InvalidAnswer) -> str:
    """Say in words of its kind what a question, or a part of it, still needs."""
    parts = getattr(question, "parts", ())
    numbers = {part.id: number for number, part in enumerate(parts, start=1)}
    kind = next((part.kind for part in parts if part.id == error.part), question.kind)
    message = EMPTY.get(kind, MESSAGES["empty"]) if error.code == "empty" else MESSAGES[error.code]
    if error.part in numbers:
        return _("Part %(number)s: %(message)s") % {
            "number": numbers[error.part],
            "message": message,
        }
    return str(message)
