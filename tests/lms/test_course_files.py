"""The courses that come with the product are sound: they compile, and their minutes are true."""

import re

import pytest
import yaml

from courses.blocks.checked import CheckedBlock
from courses.enums import QUESTION_KINDS, TaskKind
from courses.models import LessonPage
from courses.services import create_course, release
from lms.courseware.files import CONTENT_DIR, read_course
from tests.factories import SYSTEM

COURSES = sorted(path.parent for path in CONTENT_DIR.glob("*/course.yaml"))
LESSON_FILES = sorted(CONTENT_DIR.glob("*/*/[0-9]*.yaml"))
WORDS_A_MINUTE = 180
NOT_READ_BY_EVERYBODY = {
    *("sources", "id", "kind", "level", "rating", "next", "name"),
    *("perspective", "text_version", "summary", "accepted", "mistakes"),
}


def texts(value):
    """Yield every text of a lesson's body, except the addresses and names of the sources."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from texts(item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in NOT_READ_BY_EVERYBODY:
                yield from texts(item)


def questions_in(body: list):
    """Yield kind and value of every question, also those in self-checks."""
    for block in body:
        if block["type"] == TaskKind.SELF_CHECK:
            yield from questions_in(block["value"]["questions"])
        elif block["type"] in QUESTION_KINDS:
            yield block["type"], block["value"]


@pytest.fixture(scope="module")
def bodies() -> list:
    course = read_course(CONTENT_DIR / "umgang-mit-anfeindungen")
    return [lesson.body for module in course.modules for lesson in module.lessons]


def test_there_is_a_course_with_questions_of_every_kind_a_pool_and_a_scenario(bodies):
    kinds = [kind for body in bodies for kind, _value in questions_in(body)]
    assert len(bodies) >= 8
    assert set(kinds) == QUESTION_KINDS
    assert len(kinds) >= 24
    blocks = [block for body in bodies for block in body]
    assert [block["type"] for block in blocks].count("scenario") == 1
    pools = [block["value"] for block in blocks if block["type"] == "self_check"]
    assert [(pool["draw"], len(pool["questions"]) >= 5) for pool in pools] == [(3, True)]


def test_three_questions_ask_how_sure_one_is(bodies):
    asked = [value["ask_certainty"] for body in bodies for _kind, value in questions_in(body)]
    assert asked.count(True) == 3


@pytest.mark.parametrize("file", LESSON_FILES, ids=lambda file: file.stem)
def test_the_stated_minutes_are_true(file):
    data = yaml.safe_load(file.read_text())
    needed = sum(minutes_of(kind, value) for block in data["body"] for kind, value in block.items())
    assert data["minutes"] - 1.2 <= needed <= data["minutes"] + 0.2


def minutes_of(kind: str, value) -> float:
    """Return what it takes to read a block and do what it asks; of a pool, what is drawn."""
    if kind == TaskKind.SELF_CHECK:
        pool = [minutes_of(*item) for question in value["questions"] for item in question.items()]
        return sum(pool) * value["draw"] / len(pool)
    words = sum(len(re.findall(r"\w+", text)) for text in texts({kind: value}))
    parts = value.get("parts", ()) if isinstance(value, dict) else ()
    minutes = {TaskKind.SCENARIO: 3, TaskKind.CASE: len(parts) / 2}
    return words / WORDS_A_MINUTE + minutes.get(kind, 0.5 if kind in QUESTION_KINDS else 0)


@pytest.mark.parametrize("file", LESSON_FILES, ids=lambda file: file.stem)
def test_every_lesson_names_sources_and_ends_with_something_to_do(file):
    body = yaml.safe_load(file.read_text())["body"]
    assert [item for item in body if "sources" in item] != []
    headings = [item["heading"]["text"] for item in body if "heading" in item]
    assert headings[-1] == "Morgen anders"


@pytest.mark.django_db
@pytest.mark.parametrize("folder", COURSES, ids=lambda folder: folder.name)
def test_every_course_can_be_created_and_released(folder, course_index):
    course = create_course(actor=SYSTEM, index=course_index, data=read_course(folder))
    edition = release(actor=SYSTEM, course=course, kind="content", note="Erste Ausgabe.")
    assert len(edition.outline.lessons) == LessonPage.objects.descendant_of(course).count()
    kinds = [task.kind for lesson in edition.outline.lessons for task in lesson.tasks]
    assert sum(kind != "scenario" for kind in kinds) >= 12


def test_ids_are_the_same_at_every_reading():
    folder = CONTENT_DIR / "umgang-mit-anfeindungen"
    assert read_course(folder) == read_course(folder)


@pytest.mark.django_db
def test_questions_of_the_files_pass_the_checks_of_the_editor(course_index):
    folder = CONTENT_DIR / "umgang-mit-anfeindungen"
    create_course(actor=SYSTEM, index=course_index, data=read_course(folder))
    checked = 0
    for lesson in LessonPage.objects.all():
        lesson.body.stream_block.clean(lesson.body)
        checked += sum(isinstance(child.block, CheckedBlock) for child in lesson.body)
    assert checked == 27  # with a self-check and a scenario
