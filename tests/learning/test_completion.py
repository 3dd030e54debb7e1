"""The pure rule: complete or not, and why not."""

from courses.outline import CourseOutline, LessonOutline, ModuleOutline, TaskOutline
from learning.completion import Missing, evaluate
from learning.enums import EventKind

TEXT = LessonOutline(key="t", slug="t", title="Text", minutes=5)
QUESTIONS = LessonOutline(
    key="q",
    slug="q",
    title="Fragen",
    minutes=7,
    tasks=(TaskOutline("q1", "single_choice"), TaskOutline("q2", "multiple_choice")),
)
SCENARIO = LessonOutline(
    key="s", slug="s", title="Fall", minutes=12, tasks=(TaskOutline("s1", "scenario"),)
)
EXTRA = LessonOutline(key="x", slug="x", title="Zusatz", minutes=3, required=False)


def outline(*lessons, pass_mark=None):
    module = ModuleOutline(key="m", slug="m", title="Modul", summary="", lessons=lessons)
    return CourseOutline(
        title="Kurs", summary="", introduction="", modules=(module,), pass_mark=pass_mark
    )


COURSE = outline(TEXT, QUESTIONS, SCENARIO, EXTRA)
ALL = {
    ("t", "", EventKind.DONE),
    ("q", "q1", EventKind.ANSWERED),
    ("q", "q2", EventKind.ANSWERED),
    ("s", "s1", EventKind.ENDED),
}


def test_nothing_done_names_every_required_lesson_with_its_reason():
    decision = evaluate(COURSE, [])
    assert decision.complete is False
    assert decision.missing == (
        Missing(TEXT, "text", ("",)),
        Missing(QUESTIONS, "questions", ("q1", "q2")),
        Missing(SCENARIO, "scenario", ("s1",)),
    )
    assert (decision.done_lessons, decision.required_lessons, decision.percent) == (0, 3, 0)


def test_everything_done_is_complete_without_the_optional_lesson():
    decision = evaluate(COURSE, ALL)
    assert (decision.complete, decision.missing, decision.percent) == (True, (), 100)
    assert decision.done_keys == {"t", "q", "s"}


def test_a_half_answered_lesson_is_open_with_the_rest_of_its_questions():
    decision = evaluate(COURSE, ALL - {("q", "q2", EventKind.ANSWERED)})
    assert decision.missing == (Missing(QUESTIONS, "questions", ("q2",)),)
    assert decision.percent == 66  # rounded down: 100 means all


def test_wrong_answers_count_as_worked_on_without_a_pass_mark():
    decision = evaluate(COURSE, ALL)
    assert (decision.correct, decision.correct_needed, decision.mark_missing) == (None, None, False)


def test_a_pass_mark_is_rounded_up_and_asks_for_correct_answers():
    course = outline(TEXT, QUESTIONS, SCENARIO, pass_mark=51)
    decision = evaluate(course, ALL | {("q", "q1", EventKind.CORRECT)})
    assert (decision.complete, decision.correct, decision.correct_needed) == (False, 1, 2)
    assert decision.mark_missing is True
    both = ALL | {("q", "q1", EventKind.CORRECT), ("q", "q2", EventKind.CORRECT)}
    assert evaluate(course, both).complete is True


def test_events_of_lessons_that_the_edition_does_not_have_change_nothing():
    decision = evaluate(COURSE, ALL | {("gone", "q9", EventKind.ANSWERED)})
    assert (decision.complete, decision.done_lessons) == (True, 3)


def test_marking_a_lesson_with_questions_as_done_does_not_finish_it():
    decision = evaluate(COURSE, {("q", "", EventKind.DONE)})
    assert "q" not in decision.done_keys
