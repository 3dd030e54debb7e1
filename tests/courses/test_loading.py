"""Loading pages from data keeps to permissions; what it writes is told in their history."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import PageLogEntry

from courses.services import (
    CourseData,
    LessonData,
    ModuleData,
    PageState,
    compare,
    create_course,
    note_loaded,
    publish_loaded,
    write_drafts,
)
from tests.factories import SYSTEM

TEXT = [{"type": "text", "id": "11111111-1111-4111-8111-111111111111", "value": "<p>Hallo</p>"}]
DATA = CourseData(
    slug="geladen",
    title="Geladen",
    summary="Kurz.",
    modules=[ModuleData("m", "Modul", [LessonData("l", "Lektion", 5, TEXT)])],
    certificate_contents=["Lesen"],
)


@pytest.fixture
def loaded(course_index):
    course = create_course(actor=SYSTEM, index=course_index, data=DATA)
    note_loaded(actor=SYSTEM, course=course)
    return course


def test_the_history_of_a_page_says_that_it_was_loaded(loaded):
    entry = PageLogEntry.objects.filter(page=loaded.pk, action="courses.load").get()
    assert str(entry.message) == "Aus einer Kursdatei geladen"


def test_what_was_loaded_is_the_same(loaded):
    states = {item.state for item in compare(course=loaded, data=DATA).pages}
    assert states == {PageState.SAME}


def test_what_stands_in_a_row_is_numbered(course_index):
    """Rows without a number come back from PostgreSQL in any order."""
    said = ["benennen", "ablehnen", "dokumentieren"]
    data = replace(DATA, objectives=said, contributors=[("Ada", "Text"), ("Bo", "")])
    course = create_course(actor=SYSTEM, index=course_index, data=data)
    kept = course.objectives.model.objects.filter(page=course).values_list("sort_order", "text")
    assert sorted(kept) == [(0, "benennen"), (1, "ablehnen"), (2, "dokumentieren")]
    people = course.contributors.model.objects.filter(page=course)
    assert sorted(people.values_list("sort_order", "name")) == [(0, "Ada"), (1, "Bo")]


def test_whoever_may_not_publish_may_not_load(loaded, learner):
    found = compare(course=loaded, data=DATA)
    with pytest.raises(PermissionDenied):
        write_drafts(actor=learner, comparison=found, data=DATA)
    with pytest.raises(PermissionDenied):
        publish_loaded(actor=learner, course=loaded, data=DATA, note="Neu.")


def test_a_trainer_may_load_and_nothing_new_is_no_edition(loaded, trainer):
    found = compare(course=loaded, data=DATA)
    write_drafts(actor=trainer, comparison=found, data=DATA)
    first = publish_loaded(actor=trainer, course=loaded, data=DATA, note="Erste.")
    assert first.number == 1
    assert publish_loaded(actor=trainer, course=loaded, data=DATA, note="Noch einmal.") is None
