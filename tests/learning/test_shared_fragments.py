"""What is rendered once for many people says nothing of one of them to another."""

import uuid

import pytest
from django.urls import reverse

from learning import services
from learning.models import Answer
from tests import factories
from tests.factories import uid

pytestmark = pytest.mark.django_db

LESSON = reverse("learning:lesson", args=["kurs", "fragen"])


@pytest.fixture
def read(client, edition):
    """Return a function that shows the lesson as one person sees it."""

    def show(person) -> str:
        factories.enrol(person, edition)
        client.force_login(person)
        return client.get(LESSON).content.decode()

    return show


def answer(person, edition, *options):
    enrolment = factories.enrol(person, edition)
    services.record_answer(
        actor=person,
        enrolment=enrolment,
        lesson_key=edition.outline.lessons[1].key,
        block_id=uid("single"),
        fields={"option": [uid(option) for option in options]},
        command_id=uuid.uuid4(),
    )


def test_the_menu_of_one_role_is_not_shown_to_another(read, learner, hr, admin):
    pages = [read(person) for person in (hr, learner, admin, learner, hr)]
    assert ["/personal/" in page for page in pages] == [True, False, False, False, True]
    assert ["/kommune/" in page for page in pages] == [False, False, True, False, False]


def test_answers_and_feedback_are_those_of_the_person(read, learner, hr, edition):
    answer(hr, edition, "wrong")
    assert Answer.objects.count() == 1
    pages = [read(person) for person in (hr, learner, hr)]
    assert ["WRONG-FEEDBACK" in page for page in pages] == [True, False, True]
    answer(learner, edition, "right")
    pages = [read(person) for person in (learner, hr)]
    assert ["Noch nicht ganz" in page for page in pages] == [False, True]


def test_progress_is_that_of_the_person(read, learner, hr, edition):
    factories.work_on(factories.enrol(hr, edition))
    pages = [read(person) for person in (hr, learner, hr)]
    assert ["3 von 3 Lektionen" in page for page in pages] == [True, False, True]
    assert ["0 von 3 Lektionen" in page for page in pages] == [False, True, False]


def test_forms_carry_the_token_of_the_person(read, learner, hr, client):
    first, second = read(learner), read(hr)

    def owners(page):
        return {part.split('"')[0] for part in page.split('name="owner" value="')[1:]}

    assert len(owners(first)) == len(owners(second)) == 1
    assert owners(first) & owners(second) == set()


def test_the_language_is_that_of_the_person(read, client, learner, edition):
    german = read(learner)
    client.post("/sprache/", {"language": "en", "next": LESSON})
    english = client.get(LESSON).content.decode()
    assert ("Alle Lektionen" in german, "All lessons" in german) == (True, False)
    assert ("Alle Lektionen" in english, "All lessons" in english) == (False, True)
