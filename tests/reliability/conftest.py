"""Many learners, each one task away from completing the course, made fast."""

import uuid

import pytest
from django.db import connection

from accounts.models import Membership, User
from accounts.roles import Role
from learning.enums import EventKind
from learning.models import Enrolment, ProgressEvent
from tests import factories

LAST_LESSON = 2  # of tests.factories.LESSONS: the scenario


@pytest.fixture
def postgres():
    """Skip where there is no PostgreSQL: SQLite has one writer and hides every race."""
    if connection.vendor != "postgresql":
        pytest.skip("races show on PostgreSQL only")


@pytest.fixture
def almost_done(edition, musterstadt):
    """Return a function that makes n enrolments of which only the last task is open."""

    def make(count: int) -> list[Enrolment]:
        users = User.objects.bulk_create(
            User(email=f"{uuid.uuid4()}@musterstadt.example", name=f"Person {number}", password="!")
            for number in range(count)
        )
        Membership.objects.bulk_create(
            Membership(user=user, organisation=musterstadt, role=Role.LEARNER) for user in users
        )
        enrolments = Enrolment.objects.bulk_create(
            Enrolment(
                user=user,
                course_key=edition.course_key,
                edition=edition,
                organisation=musterstadt,
            )
            for user in users
        )
        done = [
            (lesson.key, task.id if task else "")
            for lesson in edition.outline.lessons[:LAST_LESSON]
            for task in lesson.tasks or [None]
        ]
        ProgressEvent.objects.bulk_create(
            ProgressEvent(
                enrolment=enrolment,
                lesson_key=lesson_key,
                block_id=block_id,
                kind=EventKind.ANSWERED if block_id else EventKind.DONE,
            )
            for enrolment in enrolments
            for lesson_key, block_id in done
        )
        return enrolments

    return make


@pytest.fixture
def finish():
    """Return the command that does the last task of an enrolment."""

    def run(enrolment: Enrolment):
        lesson = enrolment.edition.outline.lessons[LAST_LESSON]
        return factories.do_task(enrolment, lesson, lesson.tasks[0])

    return run
