"""Frozen lessons: questions of every kind, and self-checks, ready to be laid out."""

import pytest

from courses.frozen import Part, frozen_lesson
from courses.outline import TaskOutline
from tests import factories
from tests.factories import TEXT, uid
from tests.question_blocks import QUESTIONS, SELF_CHECK

pytestmark = pytest.mark.django_db
POOL = tuple(item["id"] for item in SELF_CHECK["value"]["questions"])


@pytest.fixture
def released(course_index):
    body = [TEXT, *QUESTIONS, SELF_CHECK]
    course = factories.make_course(course_index, lessons=[("alles", "Alles", body)])
    edition = factories.release_course(course)
    return edition, edition.outline.lessons[0]


def test_a_self_check_is_one_task_with_its_questions(released):
    _edition, lesson = released
    assert lesson.tasks == (
        *(TaskOutline(block["id"], block["type"]) for block in QUESTIONS),
        TaskOutline(uid("self_check"), "self_check", draw=3, questions=POOL),
    )
    assert lesson.tasks[-1].needed == 3


def test_all_questions_are_found_by_their_id(released):
    frozen = frozen_lesson(*released)
    assert list(frozen.questions) == [*(block["id"] for block in QUESTIONS), *POOL]
    assert {name: item.id for name, item in frozen.questions.items()} == {
        name: name for name in frozen.questions
    }
    assert [item.kind for item in frozen.questions.values()] == [
        block["type"] for block in [*QUESTIONS, *SELF_CHECK["value"]["questions"]]
    ]
    assert frozen.block_ids >= {uid("text"), uid("self_check"), *frozen.questions}


def test_a_self_check_is_one_part(released):
    frozen = frozen_lesson(*released)
    assert frozen.parts[-1] == Part(
        "self_check",
        uid("self_check"),
        introduction="<p>Drei von fünf Fragen.</p>",
        title="Selbsttest zum Modul",
        questions=POOL,
        draw=3,
    )


def test_the_questions_of_blocks_grade_their_solution_as_correct(released):
    for question in frozen_lesson(*released).questions.values():
        assert question.problems() == []
        assert question.grade(question.solution()).correct is True
