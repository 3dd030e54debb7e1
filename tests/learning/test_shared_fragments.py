"""What is rendered once for many people says nothing of one of them to another."""

import re
import uuid
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import caches
from django.urls import reverse

from learning import services
from learning.models import Answer
from tests import every_kind, factories
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


class TestQuestions:
    """People with the same answer share what is told; what is theirs alone is never kept."""

    PAGE = reverse("learning:lesson", args=["kurs", every_kind.LESSON])

    @pytest.fixture
    def edition(self, course_index):
        return every_kind.make_edition(course_index)

    @pytest.fixture
    def work(self, client, edition):
        """Return a function that posts something as a person."""

        def work(person, name: str, block: str, fields: dict) -> None:
            factories.enrol(person, edition)
            client.force_login(person)
            address = reverse(f"learning:{name}", args=["kurs", every_kind.LESSON, uid(block)])
            client.post(address, {**fields, "command_id": uuid.uuid4()})

        return work

    def show(self, client, person, block: str) -> str:
        """Return a question as the person sees it, without the hidden fields."""
        client.force_login(person)
        page = client.get(self.PAGE).content.decode()
        section = page.split(f'id="block-{uid(block)}"')[1].split("</section>")[0]
        return re.sub(r'<input type="hidden"[^>]*>', "", section)

    def test_the_same_choice_is_rendered_once(self, client, learner, hr, work):
        for person in (learner, hr):
            work(person, "answer", "single", every_kind.WRONG["single"])
        first = self.show(client, learner, "single")
        assert self.show(client, hr, "single") == first
        assert sum(uid("single") in html for html in _kept("editions").values()) == 1

    def test_a_draft_is_shown_to_nobody_else(self, client, learner, hr, work):
        work(hr, "answer", "single", every_kind.RIGHT["single"])
        work(learner, "answer", "numeric", every_kind.RIGHT["numeric"])
        work(learner, "draft", "single", every_kind.WRONG["single"])
        assert "Noch nicht abgegeben" in self.show(client, learner, "single")
        assert "Noch nicht abgegeben" not in self.show(client, hr, "single")

    def test_nothing_of_a_single_person_is_kept(self, client, learner, hr, work):
        work(learner, "answer", "short_text", {"text": ["GEHEIM-1"], "certainty": ["sure"]})
        work(learner, "draft", "numeric", {"text": ["GEHEIM-2"]})
        work(learner, "answer", "ordering", every_kind.WRONG["ordering"])
        work(learner, "answer", "ordering", every_kind.RIGHT["ordering"])  # late
        work(learner, "answer", "case", {f"{every_kind.TEXT_PART}-text": ["GEHEIM-3"]})
        page = client.get(self.PAGE).content.decode()
        assert ["GEHEIM-1" in page, "GEHEIM-2" in page] == [True, True]
        personal = {
            "GEHEIM",
            *(str(row.command_id) for row in Answer.objects.all()),
            *re.findall(r'<input type="hidden" name="\w+" value="([^"]+)"', page),
        } - {page.split('name="next" value="')[1].split('"')[0]}
        assert len(personal) > 5
        assert [mark for mark in personal for html in _kept().values() if mark in html] == []


class TestPages:
    """Whole pages are rendered once for all who are in the same state."""

    def test_one_page_for_two_people(self, read, learner, edition):
        other = factories.make_person(learner.organisation, "Ayşe Gül")
        answer(learner, edition, "right")
        answer(other, edition, "right")
        pages = {person: read(person) for person in (learner, other)}
        assert len(_kept("pages")) == 1
        for person, page in pages.items():
            seen = str(Answer.objects.get(enrolment__user=person).command_id)
            assert f'data-person="{person.key}"' in page
            assert [name in page for name in ("Mara Lindner", "Ayşe Gül")] == [
                person.name == name for name in ("Mara Lindner", "Ayşe Gül")
            ]
            assert set(re.findall(r'name="seen" value="([^"]+)"', page)) == {seen}

    def test_nothing_of_a_person_is_kept(self, read, learner, edition, client):
        answer(learner, edition, "right")
        page = read(learner)
        (kept,) = _kept("pages").values()
        hidden = re.findall(r'name="(?:seen|owner|command_id)" value="([^"]+)"', page)
        personal = {learner.name, str(learner.key), *hidden}
        assert len(personal) == 5
        assert [text for text in personal if text in kept] == []

    def test_signing_in_leads_back_to_the_address_each_came_from(self, client, edition):
        for query in ("?sprache=de&x=1", "?sprache=de&x=2&y=%C3%A4"):
            page = client.get(f"/kurse/kurs/{query}").content.decode()
            (link,) = re.findall(r'href="(/konto/login/[^"]*next=[^"]*)"', page)
            (back,) = parse_qs(urlsplit(unescape(link)).query)["next"]
            assert back == f"/kurse/kurs/{query}"
        assert len(_kept("pages")) == 1

    def test_contacts_that_changed_are_shown(self, read, learner, edition):
        before = read(learner)
        learner.organisation.contacts_version += 1
        learner.organisation.save()
        assert read(learner) != before
        assert len(_kept("pages")) == 2


def _kept(*names: str) -> dict[str, str]:
    """Return every rendered piece in the caches."""
    return {
        name: str(value)
        for cache in names or ("editions", "pages")
        for name, value in caches[cache]._cache.items()
        if isinstance(value, str)
    }
