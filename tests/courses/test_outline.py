"""The outline: written as JSON and read back, it is the same."""

import json

from hypothesis import given
from hypothesis import strategies as st

from courses.enums import TaskKind
from courses.outline import CourseOutline, LessonOutline, ModuleOutline, TaskOutline

text = st.text(max_size=12)
tasks = st.builds(
    TaskOutline,
    id=text,
    kind=st.sampled_from(TaskKind).map(str),
    draw=st.integers(0, 5),
    questions=st.lists(text, max_size=4).map(tuple),
)
lessons = st.builds(
    LessonOutline,
    key=text,
    slug=text,
    title=text,
    minutes=st.integers(1, 60),
    required=st.booleans(),
    summary=text,
    tasks=st.lists(tasks, max_size=3).map(tuple),
)
modules = st.builds(
    ModuleOutline,
    key=text,
    slug=text,
    title=text,
    summary=text,
    lessons=st.lists(lessons, max_size=3).map(tuple),
)
texts = st.lists(text, max_size=3).map(tuple)
outlines = st.builds(
    CourseOutline,
    title=text,
    summary=text,
    introduction=text,
    modules=st.lists(modules, max_size=3).map(tuple),
    objectives=texts,
    audiences=texts,
    content_notes=texts,
    contributors=st.lists(st.tuples(text, text), max_size=2).map(tuple),
    certificate_contents=texts,
    pass_mark=st.none() | st.integers(1, 100),
    valid_months=st.none() | st.integers(1, 120),
)


@given(outlines)
def test_an_outline_survives_json(outline):
    assert CourseOutline.from_json(json.loads(json.dumps(outline.to_json()))) == outline


def course(*items: LessonOutline) -> CourseOutline:
    return CourseOutline("T", "", "", (ModuleOutline("m", "m", "M", "", items),))


def test_minutes_are_the_sum_of_the_lessons():
    outline = course(LessonOutline("1", "a", "A", 5), LessonOutline("2", "b", "B", 8))
    assert (outline.minutes, outline.modules[0].minutes) == (13, 13)


def test_optional_lessons_are_no_part_of_the_extent():
    needed = LessonOutline("1", "a", "A", 5)
    chosen = LessonOutline("2", "b", "B", 8, required=False)
    outline = course(needed, chosen)
    assert (outline.minutes, outline.optional_minutes, outline.modules[0].minutes) == (5, 8, 13)
    assert outline.modules[0].optional is False
    assert course(chosen).modules[0].optional is True


def test_neighbours_of_a_lesson():
    first, second = LessonOutline("1", "a", "A", 5), LessonOutline("2", "b", "B", 8)
    outline = course(first, second)
    assert outline.neighbours(first) == (None, second)
    assert outline.neighbours(second) == (first, None)


def test_lessons_are_found_by_slug_and_by_key():
    first, second = LessonOutline("1", "a", "A", 5), LessonOutline("2", "b", "B", 8)
    outline = course(first, second)
    assert (outline.lesson(slug="b"), outline.lesson(key="1")) == (second, first)
    assert outline.lesson(slug="c") is None


def test_what_counts_for_completion():
    outline = course(
        LessonOutline("1", "a", "A", 5),
        LessonOutline("2", "b", "B", 5, tasks=(TaskOutline("q", "single_choice"),)),
        LessonOutline("3", "c", "C", 5, required=False, tasks=(TaskOutline("s", "scenario"),)),
    )
    assert list(outline.required_tasks()) == [("1", "", "text"), ("2", "q", "single_choice")]


def test_an_outline_from_before_there_were_pools_is_understood():
    lesson = LessonOutline("1", "a", "A", 5, tasks=(TaskOutline("q", "single_choice"),))
    data = course(lesson).to_json()
    for name in ("draw", "questions"):
        del data["modules"][0]["lessons"][0]["tasks"][0][name]
    assert CourseOutline.from_json(data) == course(lesson)


def test_of_a_pool_as_many_are_needed_as_are_drawn_and_there_are():
    pool = ("a", "b", "c")
    needed = [TaskOutline("p", "self_check", draw, pool).needed for draw in (0, 2, 5)]
    assert needed == [3, 2, 3]
