"""The courses that come with the product can be created, released and edited."""

import re

import pytest
from django.urls import reverse
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from core.blocks import TEXT_FEATURES
from core.sanitising import sanitise
from courses.blocks.checked import CheckedBlock
from courses.enums import QUESTION_KINDS, TaskKind
from courses.models import LessonPage
from lms.courseware.files import CONTENT_DIR, course_folders, read_course, read_glossary
from lms.courseware.loading import Talk, load_course

COURSES = course_folders()
FIRST = CONTENT_DIR / "umgang-mit-anfeindungen"


def questions_in(body: list):
    """Yield kind and value of every question, also those in self-checks."""
    for block in body:
        if block["type"] == TaskKind.SELF_CHECK:
            yield from questions_in(block["value"]["questions"])
        elif block["type"] in QUESTION_KINDS:
            yield block["type"], block["value"]


def load(folder, index):
    return load_course(folder, index=index, talk=Talk(say=lambda _line: None, agreed=True))


def test_the_first_course_asks_in_every_way_draws_from_pools_and_has_scenarios():
    course = read_course(FIRST)
    bodies = [lesson.body for module in course.modules for lesson in module.lessons]
    asked = [item for body in bodies for item in questions_in(body)]
    assert {kind for kind, _value in asked} == QUESTION_KINDS
    assert sum(value["ask_certainty"] for _kind, value in asked) >= 3
    blocks = [block for body in bodies for block in body]
    assert "scenario" in [block["type"] for block in blocks]
    pools = [block["value"] for block in blocks if block["type"] == "self_check"]
    assert any(pool["draw"] and len(pool["questions"]) > pool["draw"] for pool in pools)


def test_courses_come_in_the_order_that_their_files_give(tmp_path):
    assert [folder.name for folder in COURSES][:2] == [FIRST.name, "rassismussensible-verwaltung"]
    texts = {"a": "position: 2", "b": "title: ohne", "c": "position: 1", "d": "[kaputt", "e": "ja"}
    for name, text in texts.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "course.yaml").write_text(text)
    assert [folder.name for folder in course_folders(tmp_path)] == ["c", "a", "b", "d", "e"]


@pytest.mark.django_db
@pytest.mark.parametrize("folder", COURSES, ids=lambda folder: folder.name)
def test_every_course_can_be_created_released_and_edited(folder, course_index, client, trainer):
    course = load(folder, course_index)
    lessons = LessonPage.objects.descendant_of(course)
    released = [lesson.slug for lesson in read_lessons(folder)]
    assert [lesson.slug for lesson in lessons.order_by("path")] == released
    client.force_login(trainer)
    for page in (course, lessons.first()):
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert client.get(edit).status_code == 200, page.slug
    checked = 0
    for lesson in lessons:
        pictures = [child for child in lesson.body if child.block_type == "figure"]
        if all(child.value["image"] for child in pictures):
            lesson.body.stream_block.clean(lesson.body)
        checked += sum(isinstance(child.block, CheckedBlock) for child in lesson.body)
    assert checked >= len(course.get_children())
    said = []
    load_course(folder, index=course_index, talk=Talk(say=said.append, agreed=True))
    assert said == [f"{folder.name}: nothing has changed."]


def read_lessons(folder) -> list:
    return [lesson for module in read_course(folder).modules for lesson in module.lessons]


def rich_texts(value):
    if isinstance(value, str) and value.startswith(("<p>", "<ul>", "<ol>")):
        yield value
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from rich_texts(item)


@pytest.mark.parametrize("folder", COURSES, ids=lambda folder: folder.name)
def test_opening_and_saving_in_the_editor_changes_no_text(folder):
    course = read_course(folder)
    bodies = [lesson.body for lesson in read_lessons(folder)]
    texts = [course.introduction, course.evidence, *rich_texts(bodies)]
    assert len(texts) > 50
    for text in dict.fromkeys(texts):
        editor = ContentstateConverter(features=TEXT_FEATURES)
        saved = editor.to_database_format(editor.from_database_format(text))
        assert re.sub(r' data-block-key="\w+"', "", sanitise(saved)) == sanitise(text)


def test_ids_and_keys_are_the_same_at_every_reading():
    assert read_course(FIRST) == read_course(FIRST)


def test_keys_are_used_once():
    courses = [read_course(folder) for folder in COURSES]
    parts = [part for course in courses for module in course.modules for part in module.lessons]
    keys = [part.key for part in [*courses, *(m for c in courses for m in c.modules), *parts]]
    assert all(keys)
    assert len(set(keys)) == len(keys)


def test_terms_of_the_glossary_are_named_once():
    terms = [term.term for term in read_glossary()]
    assert len(set(terms)) == len(terms)
