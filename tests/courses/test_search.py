"""Full-text search: what is released is found, and nothing else ever is."""

import pytest
from django.core.management import call_command
from django.db import connection
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from courses.models import CourseEdition, CoursePage, EditionLesson, LessonPage
from courses.selectors.search import Filters, find_courses
from tests import factories
from tests.factories import SINGLE, uid

pytestmark = pytest.mark.django_db


def text(name: str, words: str) -> dict:
    return {"type": "text", "id": uid(name), "value": f"<p>{words}</p>"}


@pytest.fixture
def threats(course_index):
    """A released course about threats."""
    lessons = [
        ("melden", "Vorfälle melden", [text("a", "Nach einer <b>Drohung</b> hilft die Führung.")]),
        ("haus", "Hausrecht", [text("b", "Wer stört, bekommt ein Hausverbot.")]),
    ]
    course = factories.make_course(course_index, slug="drohung", lessons=lessons)
    factories.release_course(course)
    return course


@pytest.fixture
def words(course_index):
    """A released course about words in letters."""
    lessons = [("briefe", "Briefe", [text("c", "Verständlich schreiben, ohne Drohung.")])]
    course = factories.make_course(course_index, slug="schreiben", lessons=lessons)
    factories.release_course(course)
    return course


def found(query: str) -> list[str]:
    return [item.course.slug for item in find_courses(Filters(query=query))]


def lessons_of(query: str) -> list[str]:
    (only,) = find_courses(Filters(query=query))
    return sorted("".join(piece.text for piece in hit.title) for hit in only.lessons)


class TestFinding:
    @pytest.mark.parametrize(
        "query",
        ["Hausverbot", "hausverb", "HAUSVERBOT", "Vorfälle", "vorfaelle", "führung", "Fuehrung"],
    )
    def test_words_beginnings_and_umlauts(self, threats, words, query):
        assert found(query) == ["drohung"]

    def test_plural_and_singular(self, threats):
        assert found("Drohungen") == found("Drohung") == ["drohung"]

    @pytest.mark.postgres
    def test_postgresql_knows_german_stems(self, threats):
        """Of the two forms only one is in the text, and the database itself finds the other."""
        edition = CourseEdition.objects.get()
        assert "Drohungen" not in edition.search_text
        rows = CourseEdition.objects.filter(id=edition.pk).only("id")
        assert [row.pk for row in get_search_backend().search("Drohungen", rows)] == [edition.pk]

    def test_several_words_must_all_occur_in_the_course_not_in_one_lesson(self, threats, words):
        assert found("Hausverbot Drohung") == ["drohung"]
        assert found("Hausverbot verständlich") == []

    def test_the_lessons_are_named_in_which_a_word_stands(self, threats):
        assert lessons_of("Hausverbot") == ["Hausrecht"]
        assert lessons_of("Hausverbot Führung") == ["Hausrecht", "Vorfälle melden"]

    def test_a_word_in_the_title_comes_first(self, course_index, threats, words):
        assert found("Drohung") == ["drohung", "schreiben"]
        assert found("schreiben") == ["schreiben"]

    def test_what_the_course_says_of_itself_is_found(self, threats):
        assert found("Grenze setzen") == ["drohung"]

    @pytest.mark.parametrize("query", ["gibtesnicht", "Drohung gibtesnicht"])
    def test_what_does_not_occur_is_not_found(self, threats, query):
        assert found(query) == []

    @pytest.mark.parametrize("query", ["", "§", "a", '"', "%", "*", "'); --", "\x00"])
    def test_without_a_word_all_courses_are_shown(self, threats, words, query):
        assert found(query) == ["drohung", "schreiben"]

    @pytest.mark.parametrize(
        "query",
        ['Drohung" OR "x', "Drohung*", "(Drohung", "Drohung AND", "NOT Drohung", "%sDrohung"],
    )
    def test_operators_of_the_database_are_plain_words(self, threats, query):
        assert find_courses(Filters(query=query)) is not None


class TestSecrets:
    """Each of these words exists in the database, and none of them is found."""

    @pytest.fixture
    def edition(self, course, threats):
        return factories.release_course(course)

    @pytest.mark.parametrize(
        "query",
        [
            "RIGHT-FEEDBACK",
            "WRONG-FEEDBACK",
            "OVERALL-FEEDBACK",
            "Dienstort",
            "Screenshot",
            "CONSEQUENCE-calm",
            "REASON-calm",
            "Bürgerbüro",
        ],
    )
    def test_questions_keys_and_scenarios(self, edition, query):
        stored = "".join(str(row.body) for row in EditionLesson.objects.filter(edition=edition))
        assert query in stored
        assert found(query) == []

    def test_drafts(self, threats):
        lesson = LessonPage.objects.get(slug="melden")
        lesson.body = [("text", "<p>Kanarienvogel</p>")]
        lesson.save_revision()
        assert found("Kanarienvogel") == []
        lesson.save_revision().publish()
        assert found("Kanarienvogel") == []
        factories.release_course(threats)
        assert found("Kanarienvogel") == ["drohung"]

    def test_earlier_editions(self, threats):
        lesson = LessonPage.objects.get(slug="haus")
        lesson.body = [("text", "<p>Etwas anderes.</p>")]
        lesson.save_revision().publish()
        assert found("Hausverbot") == ["drohung"]
        factories.release_course(threats)
        assert found("Hausverbot") == []

    def test_courses_taken_offline_and_never_released(self, course_index, threats):
        factories.make_course(
            course_index, slug="nie", lessons=[("x", "X", [text("d", "Kanarienvogel")])]
        )
        assert found("Kanarienvogel") == []
        CoursePage.objects.get(slug="drohung").unpublish()
        assert found("Drohung") == []

    def test_no_page_is_in_the_index_of_editions(self, course_index, threats):
        models = {entry.content_type.model for entry in IndexEntry.objects.all()}
        assert models >= {"courseedition", "editionlesson"}
        assert IndexEntry.objects.filter(content_type__model="lessonpage").count() == 0


class TestIndex:
    def entries(self) -> int:
        return IndexEntry.objects.filter(
            content_type__model__in=["courseedition", "editionlesson"]
        ).count()

    def test_one_edition_of_a_course_is_in_it(self, threats):
        assert self.entries() == 3
        factories.release_course(threats)
        assert self.entries() == 3

    def test_it_can_be_made_anew(self, threats):
        IndexEntry.objects.all().delete()
        assert found("Hausverbot") == []
        call_command("update_index", verbosity=0)
        assert self.entries() == 3
        assert found("Hausverbot") == ["drohung"]

    def test_making_it_anew_takes_in_newest_editions_only(self, threats):
        factories.release_course(threats)
        IndexEntry.objects.all().delete()
        call_command("update_index", verbosity=0)
        assert self.entries() == 3

    def test_a_release_that_fails_leaves_no_trace_in_it(self, course_index):
        broken = SINGLE | {"value": SINGLE["value"] | {"options": []}}
        course = factories.make_course(
            course_index, slug="kaputt", lessons=[("x", "X", [text("e", "Kanarienvogel"), broken])]
        )
        with pytest.raises(Exception, match="X"):
            factories.release_course(course)
        assert self.entries() == 0


class TestPage:
    def test_hits_are_marked(self, client, threats):
        page = client.get("/kurse/", {"q": "Drohungen"}).content.decode()
        assert "<mark>Drohung</mark>" in page

    def test_what_was_typed_is_shown_as_text(self, client, threats):
        page = client.get("/kurse/", {"q": "<script>alert(1)</script>"}).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page

    @pytest.mark.parametrize("number", [1, 3])
    @pytest.mark.parametrize("query", ["Abstand", "Abst", "gibtesnicht"])
    def test_it_costs_the_same_however_many_courses_there_are(
        self, signed_in, course_index, django_assert_max_num_queries, number, query
    ):
        for slug in range(number):
            course = factories.make_course(course_index, slug=f"kurs-{slug}")
            factories.release_course(course)
        address = f"/kurse/?q={query}&fuer=mitarbeitende&rolle=meine"
        signed_in.get(address)
        limit = 8 if connection.vendor == "postgresql" else 6
        with django_assert_max_num_queries(limit):
            assert signed_in.get(address).status_code == 200
