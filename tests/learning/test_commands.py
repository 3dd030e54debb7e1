"""One command, one transaction: what is written, what is refused, what a replay does."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404

from accounts.models import User
from certificates.models import Certificate
from core.models import AuditEntry
from courses.enums import ReleaseKind
from courses.grading import InvalidAnswer
from courses.models import LessonPage
from learning import services
from learning.models import Answer, Completion, Enrolment, ProgressEvent
from learning.selectors.progress import decision_for
from learning.signals import course_completed
from tests import factories
from tests.factories import uid

pytestmark = pytest.mark.django_db


def answer(enrolment, *options, block="single", actor=None, seen=""):
    lesson = enrolment.edition.outline.lessons[1]
    return services.record_answer(
        actor=actor or enrolment.user,
        enrolment=enrolment,
        lesson_key=lesson.key,
        block_id=uid(block),
        fields={"option": [uid(option) for option in options]},
        command_id=uuid.uuid4(),
        seen=seen,
    )


def decide(enrolment, step, decision):
    return services.decide_in_scenario(
        actor=enrolment.user,
        enrolment=enrolment,
        lesson_key=enrolment.edition.outline.lessons[2].key,
        block_id=uid("scenario"),
        step=step,
        decision_ids=[uid(decision)] if decision else [],
        command_id=uuid.uuid4(),
    )


def events(enrolment):
    return list(enrolment.events.order_by("pk").values_list("block_id", "kind"))


def test_an_answer_is_stored_and_graded_and_only_the_latest_is_kept(enrolment):
    assert answer(enrolment, "wrong").grade.correct is False
    seen = str(Answer.objects.get().command_id)
    assert answer(enrolment, "right", seen=seen).grade.correct is True
    assert list(Answer.objects.values_list("value", flat=True)) == [{"selected": [uid("right")]}]
    assert events(enrolment) == [(uid("single"), "answered")]


def test_correctness_is_not_recorded_without_a_pass_mark(enrolment):
    answer(enrolment, "right")
    assert ProgressEvent.objects.filter(kind="correct").count() == 0


def test_an_unfit_answer_writes_nothing(enrolment):
    for options, code in [
        ((), "empty"),
        (("right", "wrong"), "too_many"),
        (("calm",), "unknown_option"),
    ]:
        with pytest.raises(InvalidAnswer) as refused:
            answer(enrolment, *options)
        assert refused.value.code == code
    assert (Answer.objects.count(), ProgressEvent.objects.count()) == (0, 0)


def test_a_block_of_another_lesson_is_not_there(enrolment):
    with pytest.raises(Http404):
        answer(enrolment, "right", block="scenario")


def test_a_foreign_enrolment_is_refused(enrolment, hr):
    with pytest.raises(PermissionDenied):
        answer(enrolment, "right", actor=hr)
    assert Answer.objects.count() == 0


def test_a_lesson_with_questions_cannot_be_marked_as_done(enrolment):
    with pytest.raises(Http404):
        services.mark_done(
            actor=enrolment.user,
            enrolment=enrolment,
            lesson_key=enrolment.edition.outline.lessons[1].key,
            command_id=uuid.uuid4(),
        )


def test_the_last_task_completes_the_course_with_its_certificate(enrolment, musterstadt):
    factories.work_on(enrolment, leave=1)
    assert Completion.objects.count() == 0
    outcome = decide(enrolment, 0, "calm")
    completion = Completion.objects.get()
    assert outcome.completed_now is True
    assert completion.snapshot == {
        "modules": [{"title": "In der Situation", "minutes": 18}],
        "contents": ["Grenzen setzen", "Beweise sichern"],
        "issuer": {"name": "Musterstadt", "address": "Rathausplatz 1\n01234 Musterstadt"},
        "language": "de",
        "rule": {"pass_mark": None, "valid_months": None},
    }
    assert (completion.person_name, completion.minutes) == ("Mara Lindner", 18)
    assert Certificate.objects.get().completion_id == completion.pk
    assert AuditEntry.objects.filter(action="learning.completed").count() == 1


def test_the_record_says_nothing_of_optional_lessons(learner, course_index):
    """What somebody chose to read may tell why they read it: extent and modules hide it."""
    course = factories.make_course(course_index)
    last = LessonPage.objects.descendant_of(course).last()
    last.required = False
    last.save_revision().publish()
    enrolment = factories.enrol(learner, factories.release_course(course))
    factories.work_on(enrolment)
    assert ProgressEvent.objects.filter(lesson_key=last.translation_key).exists()
    completion = Completion.objects.get()
    assert completion.minutes == 12
    assert completion.snapshot["modules"] == [{"title": "In der Situation", "minutes": 12}]


def test_doing_it_all_again_completes_nothing_again(enrolment):
    factories.work_on(enrolment)
    factories.work_on(enrolment)
    assert (Completion.objects.count(), Certificate.objects.count()) == (1, 1)
    assert ProgressEvent.objects.count() == 4


def test_an_error_in_a_receiver_rolls_everything_back(enrolment):
    def refuse(**kwargs):
        raise RuntimeError("no certificate today")

    factories.work_on(enrolment, leave=1)
    course_completed.connect(refuse)
    try:
        with pytest.raises(RuntimeError):
            decide(enrolment, 0, "calm")
    finally:
        course_completed.disconnect(refuse)
    assert (Completion.objects.count(), Certificate.objects.count()) == (0, 0)
    assert ProgressEvent.objects.filter(kind="ended").count() == 0


def test_enrolling_twice_is_enrolling_once(learner, edition):
    first = services.enrol(actor=learner, course_slug=edition.slug)
    assert services.enrol(actor=learner, course_slug=edition.slug) == first
    assert Enrolment.objects.count() == 1


def test_a_person_without_a_municipality_is_told_what_to_do(edition):
    stranger = User.objects.create_user("solo@example.org", name="Solo")
    with pytest.raises(ValidationError) as refused:
        services.enrol(actor=stranger, course_slug=edition.slug)
    assert refused.value.code == "no_organisation"


def test_an_unpublished_course_can_be_finished_but_not_started(enrolment, course, hr):
    course.unpublish()
    factories.work_on(enrolment)
    assert Completion.objects.count() == 1
    with pytest.raises(Http404):
        services.enrol(actor=hr, course_slug=course.slug)


def test_a_deleted_course_can_be_finished(enrolment, course):
    course.delete()
    assert LessonPage.objects.count() == 0
    factories.work_on(enrolment)
    assert Completion.objects.count() == 1


def reworded(course):
    """Change the wording of the first lesson, and nothing that counts."""
    page = LessonPage.objects.descendant_of(course).get(slug="lesen")
    page.title = "Lesen, überarbeitet"
    page.save_revision().publish()


def with_another_lesson(course):
    """Add a lesson that has to be done."""
    module = course.get_children().first().specific
    page = LessonPage(title="Neu", slug="neu", minutes=4, body=[("text", "<p>Neu.</p>")])
    module.add_child(instance=page)


def test_running_enrolments_follow_an_editorial_release(enrolment, course):
    reworded(course)
    second = factories.release_course(course, ReleaseKind.EDITORIAL)
    enrolment.refresh_from_db()
    assert enrolment.edition == second


def test_running_enrolments_stay_at_a_content_release_and_may_switch(enrolment, course):
    answer(enrolment, "right")
    with_another_lesson(course)
    second = factories.release_course(course, ReleaseKind.CONTENT)
    enrolment.refresh_from_db()
    assert enrolment.edition.number == 1
    moved = services.switch_edition(actor=enrolment.user, enrolment=enrolment)
    assert moved.edition == second
    decision = decision_for(moved)
    assert [item.lesson.title for item in decision.missing] == [
        "Lesen",
        "Fragen",
        "Entscheiden",
        "Neu",
    ]
    assert decision.missing[1].open_tasks == (uid("multiple"),)  # the answered one came along


def test_a_completed_enrolment_does_not_switch(enrolment, course):
    factories.work_on(enrolment)
    with_another_lesson(course)
    factories.release_course(course)
    assert services.switch_edition(actor=enrolment.user, enrolment=enrolment).edition.number == 1


def test_a_release_with_new_tasks_cannot_be_editorial(edition, course):
    with_another_lesson(course)
    with pytest.raises(ValidationError):
        factories.release_course(course, ReleaseKind.EDITORIAL)


def test_the_position_is_where_the_person_stopped(enrolment):
    lesson = enrolment.edition.outline.lessons[1]
    services.remember_position(
        actor=enrolment.user, enrolment=enrolment, lesson_key=lesson.key, block_id=uid("multiple")
    )
    enrolment.refresh_from_db()
    assert (str(enrolment.position_lesson), enrolment.position_block) == (
        lesson.key,
        uid("multiple"),
    )
