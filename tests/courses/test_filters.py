"""Filters of the catalogue: in the address, taken away one by one, never an error."""

import pytest
from django.http import QueryDict
from django.urls import reverse

from courses.enums import TargetGroup
from courses.models import CoursePage
from courses.outline import CourseOutline
from courses.selectors.search import Filters, find_courses
from courses.views.filters import Choice
from tests import factories
from tests.factories import TEXT

CATALOGUE = reverse("courses:catalogue")


@pytest.fixture
def courses(course_index):
    """Three released courses: for staff (6 minutes), for managers (48), for all (66)."""
    made = {}
    for slug, minutes, groups in [
        ("kurz", 6, ["staff"]),
        ("mittel", 48, ["managers", "trainers"]),
        ("lang", 66, []),
    ]:
        lessons = [(f"l{number}", f"L{number}", [TEXT]) for number in range(minutes // 6)]
        course = factories.make_course(course_index, slug=slug, lessons=lessons)
        for group in groups:
            setattr(course, f"for_{group}", True)
        course.save_revision().publish()
        factories.release_course(course)
        made[slug] = course
    return made


def shown(client, query: str) -> list[str]:
    response = client.get(f"{CATALOGUE}?{query}")
    assert response.status_code == 200
    return sorted(item.course.slug for item in response.context["found"])


pytestmark = pytest.mark.django_db

EVERYTHING = ["kurz", "lang", "mittel"]


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("", EVERYTHING),
        ("fuer=mitarbeitende", ["kurz", "lang"]),
        ("fuer=fuehrung", ["lang", "mittel"]),
        ("fuer=mitarbeitende&fuer=trainer", EVERYTHING),
        ("dauer=bis-30", ["kurz"]),
        ("dauer=bis-60", ["kurz", "mittel"]),
        ("dauer=mehr", ["lang"]),
        ("dauer=bis-30&dauer=mehr", ["kurz", "lang"]),
        ("sprache=de", EVERYTHING),
        ("sprache=en", []),
        ("fuer=fuehrung&dauer=bis-60", ["mittel"]),
        ("fuer=fuehrung&dauer=bis-60&q=Abstand", ["mittel"]),
        ("fuer=mitarbeitende&dauer=bis-60&q=gibtesnicht", []),
    ],
)
def test_courses_that_fit(client, courses, query, slugs):
    assert shown(client, query) == slugs


@pytest.mark.parametrize(
    "query",
    [
        "fuer=chef",
        "dauer=7",
        "dauer=",
        "sprache=xx",
        "fuer=%00",
        "fuer[]=trainer",
        "rolle=admin",
        "rolle=meine",  # nobody is signed in
        "q=" + "x" * 5000,
        "unbekannt=1&unbekannt=2",
        "&".join(["fuer=chef"] * 500),
    ],
)
def test_what_makes_no_sense_is_left_out(client, courses, query):
    expected = [] if query.startswith("q=") else EVERYTHING
    assert shown(client, query) == expected


class TestChosen:
    def test_each_filter_says_how_to_take_it_away(self):
        choice = Choice(QueryDict("q=Wut&fuer=trainer&dauer=bis-30"), signed_in=False)
        assert [(option.value, option.without) for option in choice.chosen()] == [
            ("trainer", "?q=Wut&dauer=bis-30"),
            ("bis-30", "?q=Wut&fuer=trainer"),
        ]

    def test_the_address_holds_what_makes_sense_and_nothing_else(self):
        choice = Choice(QueryDict("dauer=mehr&q= Wut &fuer=x&token=1&rolle=meine"), signed_in=True)
        assert choice.address() == "?q=Wut&dauer=mehr&rolle=meine"
        assert Choice(QueryDict(choice.address()[1:]), signed_in=True).address() == choice.address()

    def test_the_page_shows_them_with_a_link_each(self, client, courses):
        page = client.get(f"{CATALOGUE}?fuer=trainer&dauer=bis-60").content.decode()
        assert 'href="?dauer=bis-60"' in page
        assert 'href="?fuer=trainer"' in page
        assert page.count("checked") == 2
        assert '<details class="find__filters" open>' in page

    def test_nothing_found_says_what_one_can_do(self, client, courses):
        page = client.get(f"{CATALOGUE}?sprache=en").content.decode()
        nothing = page.partition('class="nothing"')[2].partition("</section>")[0]
        assert (f'href="{CATALOGUE}"' in nothing, 'href="/soforthilfe/"' in nothing) == (True, True)


class TestOwnRole:
    def groups(self, person, **session) -> frozenset:
        choice = Choice(QueryDict("rolle=meine"), signed_in=True)
        return choice.filters(person, manages=bool(session)).own_groups

    def test_it_follows_from_the_role_and_from_ones_own_word(self, learner, trainer, hr):
        assert self.groups(learner) == {TargetGroup.STAFF}
        assert self.groups(hr) == {TargetGroup.STAFF}
        assert self.groups(trainer) == {TargetGroup.TRAINERS}
        assert self.groups(learner, manages=True) == {TargetGroup.STAFF, TargetGroup.MANAGERS}

    def test_ones_own_word_lives_in_the_session_only(self, client, learner, courses):
        client.force_login(learner)
        assert shown(client, "rolle=meine") == ["kurz", "lang"]
        response = client.post(
            "/fuehrungsaufgaben/", {"manages": "1", "filter": "rolle=meine&fuer=chef"}
        )
        assert response.url == f"{CATALOGUE}?rolle=meine"
        assert shown(client, "rolle=meine") == EVERYTHING
        client.logout()
        client.force_login(learner)
        assert shown(client, "rolle=meine") == ["kurz", "lang"]

    def test_it_can_be_taken_back(self, client, learner, courses):
        client.force_login(learner)
        client.post("/fuehrungsaufgaben/", {"manages": "1"})
        assert client.post("/fuehrungsaufgaben/", {"manages": "0"}).url == CATALOGUE
        assert shown(client, "rolle=meine") == ["kurz", "lang"]

    def test_one_filter_more_narrows_further(self, client, trainer, courses):
        client.force_login(trainer)
        assert shown(client, "rolle=meine") == ["lang", "mittel"]
        assert shown(client, "rolle=meine&fuer=mitarbeitende") == ["lang"]


class TestEditions:
    def test_groups_are_frozen_with_the_edition(self, courses):
        CoursePage.objects.filter(slug="kurz").update(for_managers=True)
        only = Filters(groups=(TargetGroup.MANAGERS,))
        assert [item.course.slug for item in find_courses(only)] == ["mittel", "lang"]

    def test_an_edition_from_before_there_were_groups_is_for_all(self, courses):
        edition = factories.release_course(courses["kurz"])
        data = edition.outline.to_json()
        assert data.pop("target_groups") == ("staff",)
        assert CourseOutline.from_json(data).target_groups == ()
