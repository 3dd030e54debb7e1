"""What stands around a lesson: where one is, what is left, the ways back and on."""

import re

import pytest
from django.urls import reverse

from courses.models import LessonPage
from tests import factories
from tests.factories import uid

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"learning:{name}", args=["kurs", *args])


def piece(page, id) -> str:
    """Return the text of the element with this id, its links as “text → address”."""
    html = re.search(rf'<(\w+) id="{id}".*?</\1>', page.content.decode(), re.DOTALL)[0]
    html = re.sub(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', r"\2 → \1", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", "", html).split())


@pytest.fixture
def lesson(signed_in, enrolment):
    return lambda slug: signed_in.get(url("lesson", slug))


@pytest.mark.parametrize("number", [1, 2, 3])
def test_it_says_which_lesson_of_the_module_it_is(lesson, number):
    slug = ["lesen", "fragen", "entscheiden"][number - 1]
    text = " ".join(re.sub(r"<[^>]*>", "", lesson(slug).content.decode()).split())
    assert text.count(f"Lektion {number} von 3 · In der Situation") == 2  # beside it and above it


@pytest.mark.parametrize(
    ("left", "text"),
    [
        (4, "etwa 6 Min. noch etwa 18 Min. im Modul, 18 Min. im Kurs"),
        (3, "etwa 6 Min. noch etwa 12 Min. im Modul, 12 Min. im Kurs"),
        (1, "etwa 6 Min. noch etwa 6 Min. im Modul, 6 Min. im Kurs"),
        (0, "etwa 6 Min. alle Pflichtlektionen bearbeitet"),
    ],
)
def test_it_says_how_much_is_left(lesson, enrolment, left, text):
    factories.work_on(enrolment, leave=left)
    assert piece(lesson("fragen"), "lesson-bar") == text


WAYS = {
    "lesen": f"Zurück zum Kurs → {url('course')} Weiter: Fragen → {url('lesson', 'fragen')}",
    "fragen": (
        f"Zurück: Lesen → {url('lesson', 'lesen')} "
        f"Weiter: Entscheiden → {url('lesson', 'entscheiden')}"
    ),
    "entscheiden": f"Zurück: Fragen → {url('lesson', 'fragen')} Was noch fehlt → {url('status')}",
}


@pytest.mark.parametrize("slug", WAYS)
def test_back_and_on_are_on_every_lesson(lesson, slug):
    assert piece(lesson(slug), "ways") == WAYS[slug]


def test_after_everything_the_last_lesson_leads_to_the_certificate(lesson, enrolment):
    factories.work_on(enrolment)
    assert piece(lesson("entscheiden"), "ways").endswith(f"Zur Bescheinigung → {url('finished')}")


def test_back_and_on_say_what_they_are(lesson):
    html = lesson("fragen").content.decode()
    assert (html.count('rel="prev"'), html.count('rel="next"')) == (1, 1)
    assert html.count('href="#lesson"') == html.count('href="#ways"') == 1


def test_nothing_is_said_to_be_saved_before_anything_was(lesson):
    html = lesson("fragen").content.decode()
    line = re.search(r'<p class="saved"[^>]*>(.*?)</p>', html, re.DOTALL)
    assert (line[1], 'role="status"' in line[0]) == ("", True)


class TestAfterAnAnswer:
    @pytest.fixture
    def answer(self, signed_in, enrolment):
        def answer(*options):
            return signed_in.post(
                url("answer", "fragen", uid("single")),
                {"option": [uid(option) for option in options]},
                headers={"HX-Request": "true"},
            )

        return answer

    def test_what_is_left_comes_along(self, answer, enrolment):
        factories.work_on(enrolment, leave=3)
        bar, outline = (piece(answer("right"), id) for id in ("lesson-bar", "outline"))
        assert bar == "etwa 6 Min. noch etwa 12 Min. im Modul, 12 Min. im Kurs"
        assert "1 von 3 Lektionen bearbeitet" in outline

    def test_the_server_says_that_it_is_saved(self, answer):
        assert answer("right")["HX-Trigger"] == f'{{"lms:saved": "{uid("single")}"}}'

    def test_the_server_does_not_say_so_of_what_it_refused(self, answer):
        assert "HX-Trigger" not in answer()


def test_authors_see_where_the_lesson_stands_but_nothing_to_save(client, trainer, course):
    page = LessonPage.objects.get(slug="fragen")
    page.save_revision()
    client.force_login(trainer)
    response = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert "noch etwa 18 Min. im Modul" in piece(response, "lesson-bar")
    assert 'class="saved"' not in response.content.decode()
