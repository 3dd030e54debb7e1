"""“Weiter, wo Sie waren”: on the start page, the dashboard and the course page."""

import re

import pytest
from django.urls import reverse

from learning import services
from learning.models import Enrolment
from learning.selectors.courses import going_on
from learning.selectors.progress import decision_for, outline_of, resume_point
from tests import factories
from tests.factories import uid

pytestmark = pytest.mark.django_db

PLACES = ["/", "/mein-lernen/", "/kurse/kurs/"]


def read(enrolment, slug, block):
    outline = outline_of(enrolment.edition)
    services.remember_position(
        actor=enrolment.user,
        enrolment=enrolment,
        lesson_key=outline.lesson(slug=slug).key,
        block_id=uid(block),
    )


def resumed(enrolment) -> tuple[str, str, bool]:
    fresh = Enrolment.objects.select_related("edition").get(pk=enrolment.pk)
    point = resume_point(fresh, outline_of(fresh.edition), decision_for(fresh))
    return point.lesson.slug, point.block_id, point.started


class TestWhereOneGoesOn:
    def test_with_the_first_lesson_at_first(self, enrolment):
        assert resumed(enrolment) == ("lesen", "", False)

    def test_where_one_was_reading(self, enrolment):
        read(enrolment, "fragen", "text-2")
        assert resumed(enrolment) == ("fragen", uid("text-2"), True)

    def test_after_a_lesson_that_is_done_with_the_next_open_one(self, enrolment):
        factories.work_on(enrolment, leave=1)
        read(enrolment, "fragen", "text-2")
        assert resumed(enrolment) == ("entscheiden", "", True)

    def test_or_with_an_open_one_before_it(self, enrolment):
        lesson = outline_of(enrolment.edition).lesson(slug="entscheiden")
        factories.do_task(enrolment, lesson, lesson.tasks[0])
        assert resumed(enrolment) == ("lesen", "", True)

    def test_where_one_was_reading_once_everything_is_done(self, enrolment):
        factories.work_on(enrolment)
        read(enrolment, "fragen", "text-2")
        assert resumed(enrolment) == ("fragen", uid("text-2"), True)


def primary_actions(html) -> list[str]:
    return re.findall(r"<a [^>]*kern-btn--primary.*?</a>", html.partition("</main>")[0], re.DOTALL)


@pytest.mark.parametrize("address", PLACES)
def test_one_primary_action_names_the_lesson_and_what_is_left(signed_in, enrolment, address):
    factories.work_on(enrolment, leave=3)
    read(enrolment, "fragen", "text-2")
    html = signed_in.get(address).content.decode()
    target = reverse("learning:lesson", args=["kurs", "fragen"]) + f"#block-{uid('text-2')}"
    (action,) = primary_actions(html)
    assert f'href="{target}"' in action
    assert "Weiter, wo Sie waren" in action
    assert 'aria-describedby="go-on go-on-left"' in action
    told = " ".join(re.search(r'id="go-on-left">(.*?)</p>', html, re.DOTALL)[1].split())
    assert re.search(r'id="go-on" lang="de">(.*?)</p>', html)[1] == "Fragen"
    assert told == "etwa 6 Min. · noch etwa 12 Min. im Kurs"


@pytest.mark.parametrize("address", PLACES)
def test_it_is_the_persons_own(client, enrolment, hr, address):
    client.force_login(hr)
    assert "Weiter, wo Sie waren" not in client.get(address).content.decode()
    client.logout()
    page = client.get(address)
    assert page.status_code == 302 or "Weiter, wo Sie waren" not in page.content.decode()


def test_what_was_worked_on_last_comes_first(learner, enrolment, course_index):
    other = factories.release_course(factories.make_course(course_index, slug="kurs-2"))
    second = factories.enrol(learner, other)
    assert going_on(learner).enrolment == second
    factories.work_on(second, leave=3)
    factories.work_on(enrolment, leave=3)
    assert going_on(learner).enrolment == enrolment
    factories.work_on(enrolment)
    assert going_on(learner).enrolment == second


def test_nobody_goes_on_with_nothing(learner, edition):
    assert going_on(learner) is None


def test_the_dashboard_without_a_course_offers_some(signed_in, edition):
    html = signed_in.get("/mein-lernen/").content.decode()
    assert "Sie haben noch keinen Kurs begonnen." in html
    assert "Kursangebot" in html


def test_the_dashboard_after_everything_leads_to_the_certificate(signed_in, learner, edition):
    factories.complete(learner, edition)
    html = signed_in.get("/mein-lernen/").content.decode()
    assert "Sie haben alle Kurse abgeschlossen, die Sie begonnen haben." in html
    assert reverse("learning:finished", args=["kurs"]) in html


def test_the_finish_leads_back_to_what_is_said_to_the_last_answer(signed_in, learner, edition):
    factories.complete(learner, edition)
    last = next(lesson for lesson in edition.outline.lessons if lesson.tasks)
    Enrolment.objects.update(position_lesson=last.key)  # as answering does
    html = signed_in.get("/kurse/kurs/abschluss/").content.decode()
    assert reverse("learning:lesson", args=["kurs", last.slug]) in html


def test_what_counts_is_said_before_and_after_the_start(client, signed_in, edition):
    counts = "Der Kurs ist abgeschlossen, wenn Sie alle Pflichtlektionen bearbeitet haben."
    assert counts in signed_in.get("/kurse/kurs/").content.decode()
    signed_in.post("/kurse/kurs/beginnen/")
    for address in ("/kurse/kurs/", "/kurse/kurs/stand/"):
        assert counts in signed_in.get(address).content.decode()


def test_what_is_missing_says_how_long_it_takes(signed_in, enrolment):
    factories.work_on(enrolment, leave=3)
    html = " ".join(signed_in.get("/kurse/kurs/stand/").content.decode().split())
    assert "noch etwa 12 Min. im Kurs" in html
    (action,) = primary_actions(html)
    assert "Fragen" in action
