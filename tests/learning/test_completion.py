"""The pure rule: complete or not, and why not."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from courses.outline import CourseOutline, LessonOutline, ModuleOutline, TaskOutline
from learning.completion import Missing, Place, evaluate, place_of
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


POOL = LessonOutline(
    key="p",
    slug="p",
    title="Selbsttest",
    minutes=5,
    tasks=(
        TaskOutline("q1", "case"),
        TaskOutline("pool", "self_check", draw=2, questions=("a", "b", "c", "d")),
    ),
)


def happened(kind: EventKind, *names: str) -> set:
    return {("p", name, kind) for name in names}


def test_of_a_pool_as_many_questions_are_asked_for_as_are_drawn():
    course = outline(POOL)
    answered = happened(EventKind.ANSWERED, "q1", "b")
    assert evaluate(course, answered).missing == (Missing(POOL, "questions", ("pool",)),)
    for other in ("a", "c", "d"):
        decision = evaluate(course, answered | happened(EventKind.ANSWERED, other))
        assert (decision.complete, decision.done_keys) == (True, {"p"})


def test_of_a_pool_without_a_draw_all_questions_are_asked_for():
    every = ("a", "b", "c")
    lesson = replace(POOL, tasks=(TaskOutline("pool", "self_check", questions=every),))
    course = outline(lesson)
    assert evaluate(course, happened(EventKind.ANSWERED, "a", "b")).complete is False
    assert evaluate(course, happened(EventKind.ANSWERED, *every)).complete is True


def test_of_a_pool_at_most_the_drawn_ones_count_for_a_pass_mark():
    course = outline(POOL, pass_mark=100)
    answered = happened(EventKind.ANSWERED, "q1", "a", "b", "c", "d")
    three = evaluate(course, answered | happened(EventKind.CORRECT, "a", "b", "c"))
    assert (three.correct, three.correct_needed, three.complete) == (2, 3, False)
    all_right = evaluate(course, answered | happened(EventKind.CORRECT, "q1", "a", "b"))
    assert (all_right.correct, all_right.complete) == (3, True)


@given(
    pass_mark=st.none() | st.integers(1, 100),
    answered=st.sets(st.sampled_from("abcd")),
    correct=st.sets(st.sampled_from("abcd")),
)
def test_more_answers_never_take_completion_away(pass_mark, answered, correct):
    course = outline(POOL, pass_mark=pass_mark)
    facts = happened(EventKind.ANSWERED, "q1", *answered) | happened(EventKind.CORRECT, *correct)
    decision = evaluate(course, facts)
    if decision.complete:
        more = facts | happened(EventKind.ANSWERED, "a", "b", "c", "d")
        assert evaluate(course, more).complete is True
    full = happened(EventKind.ANSWERED, "q1", "a", "b") | happened(
        EventKind.CORRECT, "q1", "a", "b"
    )
    assert evaluate(course, full).complete is True


def test_events_of_lessons_that_the_edition_does_not_have_change_nothing():
    decision = evaluate(COURSE, ALL | {("gone", "q9", EventKind.ANSWERED)})
    assert (decision.complete, decision.done_lessons) == (True, 3)


def test_marking_a_lesson_with_questions_as_done_does_not_finish_it():
    decision = evaluate(COURSE, {("q", "", EventKind.DONE)})
    assert "q" not in decision.done_keys


class TestPlace:
    """Where a lesson stands, and the minutes that are still open: 5, 7, 12 and 3 more optional."""

    def test_at_the_start_everything_required_is_open(self):
        assert place_of(COURSE, TEXT, evaluate(COURSE, set())) == Place(1, 4, 24, 24)

    def test_what_is_done_is_not_open(self):
        decision = evaluate(COURSE, {("t", "", EventKind.DONE), ("q", "q1", EventKind.ANSWERED)})
        assert place_of(COURSE, EXTRA, decision) == Place(4, 4, 19, 19)

    def test_at_the_end_nothing_is_open(self):
        assert place_of(COURSE, SCENARIO, evaluate(COURSE, ALL)) == Place(3, 4, 0, 0)

    def test_modules_count_for_themselves(self):
        first, second = outline(TEXT, QUESTIONS).modules + outline(SCENARIO).modules
        course = replace(COURSE, modules=(first, replace(second, key="m2")))
        assert place_of(course, SCENARIO, evaluate(course, set())) == Place(1, 1, 12, 24)
