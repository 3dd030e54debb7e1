"""The learner's pages over HTTP: plain forms, htmx, sessions that end, query budgets."""

import uuid

import pytest
from django.urls import reverse

from courses.models import LessonPage
from learning.models import Answer, Completion, ProgressEvent
from learning.views.unsent import owner_token
from tests import factories
from tests.factories import PASSWORD, uid

pytestmark = pytest.mark.django_db

READ = ("kurs", "lesen")
ASK = ("kurs", "fragen")
DECIDE = ("kurs", "entscheiden")


def url(name, *args):
    return reverse(f"learning:{name}", args=args)


def answer(client, *options, block="single", **headers):
    owner = owner_token(client.learner) if hasattr(client, "learner") else ""
    return client.post(
        url("answer", *ASK, uid(block)),
        {"option": [uid(o) for o in options], "owner": owner, "command_id": uuid.uuid4()},
        headers=headers,
    )


@pytest.fixture
def reader(client, learner, enrolment):
    client.force_login(learner)
    client.learner = learner
    return client


def test_a_visitor_sees_the_course_and_is_led_to_the_sign_in(client, edition):
    assert "Umgang mit Anfeindungen" in client.get(url("course", "kurs")).content.decode()
    response = client.get(url("lesson", *READ))
    assert (response.status_code, response.url) == (
        302,
        f"/konto/login/?next={url('lesson', *READ)}",
    )


def test_starting_leads_to_the_first_lesson(signed_in, edition):
    response = signed_in.post(url("enrol", "kurs"))
    assert (response.status_code, response.url) == (302, url("lesson", *READ))


def test_an_answer_shows_feedback_on_every_option_and_none_before(reader):
    before = reader.get(url("lesson", *ASK)).content.decode()
    assert "FEEDBACK" not in before
    response = answer(reader, "wrong")
    assert (response.status_code, response.url) == (
        302,
        f"{url('lesson', *ASK)}#block-{uid('single')}",
    )
    after = reader.get(url("lesson", *ASK)).content.decode()
    assert "RIGHT-FEEDBACK" in after
    assert "WRONG-FEEDBACK" in after
    assert "TIME-FEEDBACK" not in after


def test_what_comes_later_in_a_scenario_stays_on_the_server(reader):
    text = reader.get(url("lesson", *DECIDE)).content.decode()
    assert "CONSEQUENCE" not in text
    assert "REASON" not in text
    assert "Lage louder" not in text


def test_htmx_gets_the_changed_piece_only(reader):
    response = answer(reader, "right", **{"HX-Request": "true"})
    text = response.content.decode()
    assert response.status_code == 200
    assert "RIGHT-FEEDBACK" in text
    assert "<html" not in text


def test_marking_a_text_as_done_leads_to_the_next_lesson(reader):
    response = reader.post(url("done", *READ))
    assert (response.status_code, response.url) == (302, url("lesson", *ASK))


def test_the_last_task_leads_to_the_finish_with_the_certificate(reader, enrolment):
    factories.work_on(enrolment, leave=1)
    response = reader.post(url("decide", *DECIDE, uid("scenario")), {"decision": uid("calm")})
    assert (response.status_code, response.url) == (302, url("finished", "kurs"))
    code = Completion.objects.get().certificate.code
    assert code in reader.get(url("finished", "kurs")).content.decode()


def test_the_finish_of_an_unfinished_course_shows_what_is_missing(reader):
    assert reader.get(url("finished", "kurs")).url == url("status", "kurs")
    text = reader.get(url("status", "kurs")).content.decode()
    assert [title in text for title in ("Lesen", "Fragen", "Entscheiden")] == [True] * 3


def test_a_lesson_of_another_edition_is_not_there(reader, course):
    module = course.get_children().first().specific
    new = LessonPage(title="Neu", slug="neu", minutes=4, body=[("text", "<p>Neu.</p>")])
    module.add_child(instance=new)
    factories.release_course(course)
    assert reader.get(url("lesson", "kurs", "neu")).status_code == 404
    assert reader.post(url("done", "kurs", "neu")).status_code == 404
    assert ProgressEvent.objects.count() == 0


def test_a_new_edition_is_what_a_new_learner_gets(reader, course, hr, client):
    lesson = LessonPage.objects.get(slug="lesen")
    lesson.body = [("text", "<p>Ganz neuer Text.</p>")]
    lesson.save_revision().publish()
    factories.release_course(course)
    assert "Ganz neuer Text" not in reader.get(url("lesson", *READ)).content.decode()
    client.force_login(hr)
    client.post(url("enrol", "kurs"))
    assert "Ganz neuer Text" in client.get(url("lesson", *READ)).content.decode()


def test_an_answer_after_the_session_expired_is_there_after_signing_in(reader, learner):
    reader.logout()
    response = answer(reader, "wrong")
    assert response.status_code == 302
    assert Answer.objects.count() == 0
    signed_in = reader.post(response.url, {"login": learner.email, "password": PASSWORD})
    assert signed_in.url == url("lesson", *ASK)
    text = reader.get(signed_in.url).content.decode()
    assert "Ihre Antwort ist noch da" in text
    assert f'value="{uid("wrong")}" checked' in " ".join(text.split())


def test_the_next_person_at_the_computer_does_not_see_the_answer(reader, hr, edition):
    factories.enrol(hr, edition)
    reader.logout()
    answer(reader, "wrong")
    reader.force_login(hr)
    text = reader.get(url("lesson", *ASK)).content.decode()
    assert "Ihre Antwort ist noch da" not in text
    assert "checked" not in text


def test_a_stale_form_token_keeps_the_answer(learner, enrolment):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(learner)
    client.learner = learner
    response = answer(client, "wrong")
    assert (response.status_code, response.url) == (302, url("lesson", *ASK))
    assert "Ihre Antwort ist noch da" in client.get(response.url).content.decode()
    assert Answer.objects.count() == 0


def test_a_forged_form_is_refused(learner, enrolment):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(learner)
    assert answer(client, "wrong").status_code == 403


@pytest.mark.parametrize(
    "data",
    [
        {"option": ["x" * 100_000]},
        {"option": [uid("right")] * 10_000},
        {"text": ["x" * 1_000_000]},
        {"option": ["x"], "option[]": ["y"], "option[0][a]": ["z"]},
        {"option": ["\x00", "\u202e"]},
        {"step": "-1", "decision": "x"},
        {"step": "9" * 50, "decision": uid("calm")},
        {"step": "१", "decision": uid("calm")},
        {"command_id": "no uuid"},
    ],
)
def test_hostile_posts_never_break_the_server(reader, data):
    for target in (
        url("answer", *ASK, uid("single")),
        url("answer", *ASK, "no-such-block"),
        url("draft", *ASK, uid("single")),
        url("draft", *ASK, uid("scenario")),
        url("decide", *DECIDE, uid("scenario")),
        url("decide", *DECIDE, uid("single")),
        url("done", *ASK),
        url("position", *ASK),
    ):
        assert reader.post(target, data).status_code in {200, 204, 302, 400, 404, 409}
    assert Answer.objects.exclude(value=None).count() <= 1  # a decision that is on offer


class TestQueryBudgets:
    """The numbers of design: a page costs the same with one course and with many."""

    @pytest.fixture(params=[1, 3])
    def many(self, request, course_index, learner, course):
        """As many courses as asked for, each with its lessons, started by the learner."""
        editions = [factories.release_course(course)]
        for number in range(1, request.param):
            extra = factories.make_course(course_index, slug=f"kurs-{number}")
            editions.append(factories.release_course(extra))
        return [factories.enrol(learner, edition) for edition in editions]

    def measure(self, client, django_assert_num_queries, number, address):
        client.get(address)  # warm: a frozen lesson is rendered once
        with django_assert_num_queries(number):
            assert client.get(address).status_code == 200

    def test_catalogue(self, client, many, django_assert_num_queries):
        self.measure(client, django_assert_num_queries, 2, "/kurse/")

    def test_course(self, signed_in, many, django_assert_num_queries):
        self.measure(signed_in, django_assert_num_queries, 4, url("course", "kurs"))

    def test_lesson(self, signed_in, many, django_assert_num_queries):
        self.measure(signed_in, django_assert_num_queries, 4, url("lesson", *ASK))

    def test_dashboard(self, signed_in, many, django_assert_num_queries):
        self.measure(signed_in, django_assert_num_queries, 5, url("dashboard"))

    def test_answer(self, signed_in, many, django_assert_max_num_queries):
        signed_in.get(url("lesson", *ASK))
        with django_assert_max_num_queries(12):
            answer(signed_in, "right")

    def test_last_answer(self, signed_in, many, django_assert_max_num_queries):
        factories.work_on(many[0], leave=1)
        target = url("decide", *DECIDE, uid("scenario"))
        with django_assert_max_num_queries(20):
            assert signed_in.post(target, {"decision": uid("calm")}).status_code == 302
