"""The courses that come with the product are sound: they compile, and their minutes are true."""

import re

import pytest
import yaml

from courses.blocks.questions import QuestionBlock
from courses.models import LessonPage
from courses.services import create_course, release
from lms.course_files import CONTENT_DIR, read_course
from tests.factories import SYSTEM

COURSES = sorted(path.parent for path in CONTENT_DIR.glob("*/course.yaml"))
LESSON_FILES = sorted(CONTENT_DIR.glob("*/*/[0-9]*.yaml"))
WORDS_A_MINUTE = 180
NOT_READ_BY_EVERYBODY = {
    *("sources", "id", "kind", "level", "rating", "next", "name"),
    *("perspective", "text_version", "summary"),
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


def test_there_is_a_course_with_eight_lessons_twelve_questions_and_a_scenario():
    course = read_course(CONTENT_DIR / "umgang-mit-anfeindungen")
    blocks = [block for module in course.modules for item in module.lessons for block in item.body]
    kinds = [block["type"] for block in blocks]
    assert sum(len(module.lessons) for module in course.modules) >= 8
    assert kinds.count("single_choice") + kinds.count("multiple_choice") >= 12
    assert kinds.count("scenario") == 1


@pytest.mark.parametrize("file", LESSON_FILES, ids=lambda file: file.stem)
def test_the_stated_minutes_are_true(file):
    data = yaml.safe_load(file.read_text())
    words = sum(len(re.findall(r"\w+", text)) for text in texts(data["body"]))
    kinds = [kind for block in data["body"] for kind in block]
    questions = sum(kind.endswith("_choice") for kind in kinds)
    needed = words / WORDS_A_MINUTE + questions / 2 + 3 * kinds.count("scenario")
    assert data["minutes"] - 1.2 <= needed <= data["minutes"] + 0.2


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
        checked += sum(isinstance(child.block, QuestionBlock) for child in lesson.body)
    assert checked == 24
