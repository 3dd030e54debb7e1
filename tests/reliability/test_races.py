"""Fifty requests at the same instant. On PostgreSQL, because SQLite hides races.

The negative control shows that the test can fail: without the constraints, doubles appear.
"""

import uuid
from contextlib import contextmanager
from threading import Barrier, Thread

import pytest
from django.db import connection, connections

from certificates.models import Certificate
from learning import services
from learning.models import Answer, Completion, Enrolment, ProgressEvent
from lms.invariants import violations
from tests import factories

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("postgres"),
]

THREADS = 50


def at_once(work, count: int = THREADS) -> list[BaseException]:
    """Run `work` in threads that start together; return what they raised."""
    barrier, errors = Barrier(count), []

    def run():
        try:
            barrier.wait()
            work()
        except BaseException as error:  # a lost error would make the test pass
            errors.append(error)
        finally:
            connections.close_all()

    threads = [Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


@contextmanager
def without_constraints(table: str):
    """Drop the unique constraints of a table (except those of its own keys), and restore them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE conrelid = %s::regclass AND contype = 'u' "
            "AND pg_get_constraintdef(oid) <> 'UNIQUE (key)'",
            [table],
        )
        found = cursor.fetchall()
        cursor.execute(  # a constraint with a condition is an index
            "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s "
            "AND indexdef LIKE 'CREATE UNIQUE INDEX%% WHERE %%'",
            [table],
        )
        partial = cursor.fetchall()
        assert found + partial != []
        for name, _definition in found:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        for name, _definition in partial:
            cursor.execute(f"DROP INDEX {name}")
        try:
            yield
        finally:
            cursor.execute(f"TRUNCATE {table} CASCADE")
            for name, definition in found:
                cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
            for _name, definition in partial:
                cursor.execute(definition)


def test_finishing_the_last_lesson_at_once_completes_once(almost_done, finish):
    (enrolment,) = almost_done(1)
    assert at_once(lambda: finish(enrolment)) == []
    assert (Completion.objects.count(), Certificate.objects.count()) == (1, 1)
    assert violations() == {}


def test_the_same_without_the_constraint_fails(almost_done, finish):
    """Negative control: what keeps the test above green is the constraint."""
    (enrolment,) = almost_done(1)
    with without_constraints("learning_completion"):
        at_once(lambda: finish(enrolment))
        assert Completion.objects.count() > 1
        assert Certificate.objects.count() > 1
        assert violations()["doubled_completions"] == 1


def test_two_last_tasks_at_once_leave_nobody_without_completion(enrolment):
    """Of two requests that finish different tasks, one sees that all is done."""
    lessons = enrolment.edition.outline.lessons
    open_tasks = [(lesson, task) for lesson in lessons for task in lesson.tasks or [None]]
    waiting = iter(open_tasks)
    errors = at_once(lambda: factories.do_task(enrolment, *next(waiting)), len(open_tasks))
    assert errors == []
    assert (Completion.objects.count(), Certificate.objects.count()) == (1, 1)


def test_starting_a_course_from_many_tabs_starts_it_once(learner, edition):
    errors = at_once(lambda: services.enrol(actor=learner, course_slug=edition.slug))
    assert errors == []
    assert Enrolment.objects.count() == 1


def test_one_answer_from_many_tabs_is_one_event(enrolment):
    lesson = enrolment.edition.outline.lessons[1]
    errors = at_once(lambda: factories.do_task(enrolment, lesson, lesson.tasks[0]))
    assert errors == []
    assert ProgressEvent.objects.count() == 1


def test_two_releases_at_once_get_two_numbers(course):
    numbers = []
    errors = at_once(lambda: numbers.append(factories.release_course(course).number), 5)
    assert errors == []
    assert sorted(numbers) == [1, 2, 3, 4, 5]


def post_at_once(enrolment, answers) -> list[BaseException]:
    """Send several answers to the same question from as many devices, none of which saw another."""
    lesson = enrolment.edition.outline.lessons[1]
    waiting = iter(answers)
    return at_once(
        lambda: services.record_answer(
            actor=enrolment.user,
            enrolment=enrolment,
            lesson_key=lesson.key,
            block_id=lesson.tasks[0].id,
            fields={"option": [factories.uid(next(waiting))]},
            command_id=uuid.uuid4(),
        ),
        len(answers),
    )


def test_of_two_devices_one_wins_and_the_other_is_told(enrolment):
    for _round in range(10):
        Answer.objects.all().delete()
        errors = post_at_once(enrolment, ["right", "wrong"])
        assert [type(error) for error in errors] == [services.AnsweredElsewhere]
        assert Answer.objects.count() == 1
    assert ProgressEvent.objects.count() == 1
    assert violations() == {}


def test_the_same_answer_from_many_devices_is_one_answer(enrolment):
    assert post_at_once(enrolment, ["right"] * THREADS) == []
    assert (Answer.objects.count(), ProgressEvent.objects.count()) == (1, 1)


def test_a_draft_on_its_way_does_not_outlive_the_answer(enrolment):
    """The browser sends a draft and then the answer; the draft may arrive last."""
    lesson = enrolment.edition.outline.lessons[1]
    block = {
        "actor": enrolment.user,
        "enrolment": enrolment,
        "lesson_key": lesson.key,
        "block_id": lesson.tasks[0].id,
    }
    for _round in range(10):
        Answer.objects.all().delete()
        commands = iter(
            [
                lambda: services.save_draft(**block, fields={"option": [factories.uid("wrong")]}),
                lambda: services.record_answer(
                    **block, fields={"option": [factories.uid("right")]}, command_id=uuid.uuid4()
                ),
            ]
        )
        errors = at_once(lambda waiting=commands: next(waiting)(), 2)
        assert {type(error) for error in errors} <= {services.AnsweredElsewhere}
        row = Answer.objects.get()
        assert (row.value, row.draft) == ({"selected": [factories.uid("right")]}, None)
