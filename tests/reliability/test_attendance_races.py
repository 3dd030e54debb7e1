"""Trainers who record at the same instant: one completion and one certificate for each person."""

import itertools

import pytest

from accounts.roles import Role
from certificates.models import Certificate
from learning import services
from learning.models import Attendance, Completion, Enrolment
from lms.invariants import violations
from tests import factories
from tests.learning.held import hold_course, make_event, record
from tests.reliability.test_races import at_once

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.usefixtures("postgres"),
]

TIMES = 16


@pytest.fixture
def guests(musterstadt):
    return [factories.make_person(musterstadt) for _number in range(5)]


def test_sending_the_same_list_at_once_records_it_once(trainer, guests):
    event = make_event(trainer)
    assert at_once(lambda: record(trainer, event, *guests), TIMES) == []
    counts = [model.objects.count() for model in (Attendance, Completion, Certificate)]
    assert counts == [5, 5, 5]
    assert violations() == {}


def test_two_trainers_recognise_the_same_people_once(trainer, musterstadt, guests, edition):
    colleague = factories.make_person(musterstadt, "Tina Trost", [Role.TRAINER])
    factories.enrol(guests[0], edition)  # one of them is in the middle of it
    events = itertools.cycle([(one, hold_course(one, edition)) for one in (trainer, colleague)])
    turns = iter([next(events) for _number in range(TIMES)])

    def recognise():
        who, event = next(turns)
        record(who, event, *(guests if who == trainer else reversed(guests)))

    assert at_once(recognise, TIMES) == []
    counts = [model.objects.count() for model in (Attendance, Completion, Certificate, Enrolment)]
    assert counts == [10, 5, 5, 5]
    assert violations() == {}


def test_recognised_at_the_instant_of_finishing(trainer, learner, edition):
    enrolment = factories.enrol(learner, edition)
    factories.work_on(enrolment, leave=1)
    event = hold_course(trainer, edition)
    lesson = edition.outline.lessons[-1]
    works = iter(
        [
            lambda: factories.do_task(enrolment, lesson, lesson.tasks[0]),
            lambda: record(trainer, event, learner),
        ]
        * (TIMES // 2)
    )
    assert at_once(lambda: next(works)(), TIMES) == []
    assert (Completion.objects.count(), Certificate.objects.count()) == (1, 1)
    assert violations() == {}


def test_taking_back_at_once_revokes_once(trainer, learner):
    event = make_event(trainer)
    record(trainer, event, learner)
    attendance = Attendance.objects.get()

    def take_back():
        services.withdraw_attendance(actor=trainer, attendance=attendance, reason="Irrtum")

    assert at_once(take_back, TIMES) == []
    assert Certificate.objects.get().revoked_on
    assert record(trainer, event, learner) == 1
    assert violations() == {}
