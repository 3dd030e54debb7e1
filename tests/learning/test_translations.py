"""A course and its translations are one: one enrolment, one progress, one certificate."""

import uuid

import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale

from courses.frozen import frozen_lesson
from courses.models import CoursePage, LessonPage
from courses.selectors import catalogue, on_offer, open_edition, translations_of
from learning import services
from learning.models import Answer, Completion, Enrolment, ProgressEvent
from learning.selectors.courses import dashboard
from learning.selectors.progress import answers_in, enrolment_for
from lms.invariants import violations
from tests import every_kind, factories
from tests.factories import uid
from tests.learning.translating import translate

pytestmark = pytest.mark.django_db

GERMAN_LESSON = "/kurse/kurs/lernen/fragen/"
ENGLISH_LESSON = "/kurse/kurs/lernen/questions/"


def url(name, *args):
    return reverse(f"learning:{name}", args=args)


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def english(course, edition):
    """The first English edition of the course."""
    released = factories.release_course(translate(course))
    caches["editions"].clear()  # which languages there are is looked up every five minutes
    return released


@pytest.fixture
def reader(signed_in, enrolment, english):
    return signed_in


def read_in(client, language, **fields):
    return client.post(url("read_in", "kurs"), {"language": language, **fields})


class TestOneCourse:
    def test_a_copy_for_translation_keeps_the_keys(self, edition, english):
        """All that the record refers to: course, lessons, questions and their options."""
        assert (english.course_key, english.slug) == (edition.course_key, edition.slug)
        assert [lesson.key for lesson in english.outline.lessons] == [
            lesson.key for lesson in edition.outline.lessons
        ]
        assert list(english.outline.required_tasks()) == list(edition.outline.required_tasks())
        german = edition.lessons.get(key=edition.outline.lessons[1].key).body
        translated = english.lessons.get(key=edition.outline.lessons[1].key).body
        assert _option_ids(translated) == _option_ids(german) != []

    def test_the_catalogue_has_one_entry_in_the_readers_language(self, english):
        def titles():
            return [entry.title for entry in catalogue()]

        with translation.override("de"):
            assert titles() == ["Umgang mit Anfeindungen"]
        with translation.override("en"):
            assert titles() == ["Dealing with hostility"]

    def test_a_course_without_translation_is_there_in_every_language(self, edition):
        with translation.override("en"):
            assert [entry.title for entry in catalogue()] == ["Umgang mit Anfeindungen"]

    def test_one_address_leads_to_the_readers_language(self, client, english):
        assert open_edition("kurs", "en") == english
        assert open_edition("kurs", "de").language == "de"
        assert open_edition("kurs", "fr").language == "de"
        german = text_of(client.get("/kurse/kurs/"))
        assert "Umgang mit Anfeindungen" in german
        assert 'href="/kurse/kurs/?sprache=en" hreflang="en" lang="en"' in german
        assert "Dealing with hostility" in text_of(client.get("/kurse/kurs/?sprache=en"))

    def test_each_language_is_on_offer_by_its_own_page(self, course, english, client):
        course.get_translation(english_locale()).unpublish()
        caches["editions"].clear()
        assert [item.language for item in on_offer()] == ["de"]
        assert translations_of(open_edition("kurs")) == []
        assert "?sprache=en" not in text_of(client.get("/kurse/kurs/"))


class TestOneEnrolment:
    def test_starting_in_english(self, signed_in, english):
        response = signed_in.post(url("enrol", "kurs"), {"language": "en"})
        assert response.url == "/kurse/kurs/lernen/reading/"
        assert Enrolment.objects.get().edition == english

    def test_starting_twice_in_two_languages_is_one_enrolment(self, learner, enrolment, english):
        again = services.enrol(actor=learner, course_slug="kurs", language="en")
        assert (again, again.edition.language) == (enrolment, "de")
        with translation.override("en"):
            board = dashboard(learner)
        assert board.going_on.course.enrolment == enrolment
        assert (board.running, board.open_courses) == ([], [])

    def test_answers_and_progress_come_along(self, reader, enrolment, learner):
        """Given in German, shown in English."""
        answer(reader, GERMAN_LESSON, "wrong")
        before = list(ProgressEvent.objects.values_list("lesson_key", "block_id", "kind"))
        response = read_in(reader, "en", lesson="fragen")
        assert (response.status_code, response.url) == (302, ENGLISH_LESSON)
        text = text_of(reader.get(ENGLISH_LESSON))
        assert "WRONG-IN-ENGLISH" in text
        assert "Which address do you give?" in text
        assert f'value="{uid("wrong")}" checked' in text
        assert list(ProgressEvent.objects.values_list("lesson_key", "block_id", "kind")) == before
        enrolment.refresh_from_db()
        assert enrolment.edition.language == "en"

    def test_answers_to_every_kind_of_question_come_along(self, signed_in, learner, course_index):
        german = every_kind.make_edition(course_index)
        enrolment = factories.enrol(learner, german)
        page = f"/kurse/kurs/lernen/{every_kind.LESSON}/"
        for name, fields in every_kind.RIGHT.items():
            signed_in.post(f"{page}antwort/{uid(name)}/", {**fields, "command_id": uuid.uuid4()})
        english = factories.release_course(translate(CoursePage.objects.get(slug="kurs")))
        services.switch_edition(actor=learner, enrolment=enrolment, language="en")
        (lesson,) = english.outline.lessons
        questions = frozen_lesson(english, lesson).questions
        answers = answers_in(enrolment, lesson.key)
        assert {key: questions[key].grade(kept.value).correct for key, kept in answers.items()} == {
            uid(name): True for name in every_kind.RIGHT
        }

    def test_and_go_back(self, reader, edition):
        read_in(reader, "en")
        answer(reader, ENGLISH_LESSON, "right")
        assert read_in(reader, "de", lesson="questions").url == GERMAN_LESSON
        assert "RIGHT-FEEDBACK" in text_of(reader.get(GERMAN_LESSON))
        assert Answer.objects.count() == 1

    def test_addresses_of_the_other_language_still_lead_there(self, reader):
        read_in(reader, "en")
        assert reader.get(GERMAN_LESSON).url == ENGLISH_LESSON
        assert answer(reader, GERMAN_LESSON, "right").status_code == 302
        assert Answer.objects.get().value["selected"] == [uid("right")]

    def test_other_addresses_of_the_same_course(self, learner, enrolment, course):
        factories.release_course(translate(course, slug="course"))
        assert enrolment_for(learner, "course") == enrolment

    def test_an_address_taken_over(self, learner, enrolment, course_index, course):
        course.slug = "umbenannt"
        course.save_revision().publish()
        factories.release_course(course)
        services.switch_edition(actor=learner, enrolment=enrolment)
        assert enrolment_for(learner, "kurs") == enrolment
        other = factories.release_course(factories.make_course(course_index, slug="kurs"))
        assert enrolment_for(learner, "kurs") is None
        assert factories.enrol(learner, other) == enrolment_for(learner, "kurs")
        assert enrolment_for(learner, "umbenannt") == enrolment

    @pytest.mark.parametrize("language", ["", "de", "fr", "x" * 5000, "\x00"])
    def test_no_such_language_changes_nothing(self, reader, enrolment, language):
        assert read_in(reader, language, lesson="fragen").url == GERMAN_LESSON
        enrolment.refresh_from_db()
        assert enrolment.edition.language == "de"

    @pytest.mark.parametrize("language", ["", "de"])
    def test_the_own_language_is_no_way_to_a_newer_edition(
        self, reader, enrolment, course, language
    ):
        factories.release_course(course)
        read_in(reader, language)
        enrolment.refresh_from_db()
        assert (enrolment.edition.language, enrolment.edition.number) == ("de", 1)

    def test_a_translation_that_is_not_on_offer_is_no_way(self, course, reader, enrolment):
        course.get_translation(english_locale()).unpublish()
        read_in(reader, "en")
        enrolment.refresh_from_db()
        assert enrolment.edition.language == "de"

    def test_the_way_is_offered_quietly(self, reader):
        offer = 'name="language" value="en" lang="en"> Read this course in English'
        for page in ("/kurse/kurs/", GERMAN_LESSON):
            assert offer in text_of(reader.get(page))
        read_in(reader, "en")
        assert 'value="de" lang="de"> ' in text_of(reader.get(ENGLISH_LESSON))


class TestOneCertificate:
    def test_it_is_in_the_language_of_the_edition_at_completion(self, reader, enrolment, learner):
        factories.work_on(enrolment, leave=1)
        moved = services.switch_edition(actor=learner, enrolment=enrolment, language="en")
        factories.work_on(moved)
        completion = Completion.objects.get()
        assert completion.course_title == "Dealing with hostility"
        assert completion.snapshot["language"] == "en"
        assert completion.certificate.language == "en"
        assert violations() == {}

    def test_whatever_the_language_there_is_one(self, learner, edition, english):
        first = factories.complete(learner, edition)
        enrolment = first.enrolment
        moved = services.switch_edition(actor=learner, enrolment=enrolment, language="en")
        assert moved.edition.language == "de"
        factories.work_on(moved)
        assert Completion.objects.get() == first

    def test_an_english_edition_that_lags_behind(self, learner, enrolment, course, english):
        """Lessons that are not translated yet: what was done in them is there on the way back."""
        lesson = LessonPage(title="Neu", slug="neu", minutes=4, body=[("text", "<p>Neu.</p>")])
        course.get_children().first().add_child(instance=lesson)
        factories.release_course(course)
        services.switch_edition(actor=learner, enrolment=enrolment)
        new = enrolment.edition.outline.lesson(slug="neu")
        factories.do_task(enrolment, new, None)
        moved = services.switch_edition(actor=learner, enrolment=enrolment, language="en")
        assert moved.edition == english
        back = services.switch_edition(actor=learner, enrolment=moved, language="de")
        assert ProgressEvent.objects.filter(enrolment=back, lesson_key=new.key).count() == 1
        assert violations() == {}


def answer(client, lesson, option):
    return client.post(
        f"{lesson}antwort/{uid('single')}/", {"option": uid(option), "command_id": uuid.uuid4()}
    )


def english_locale() -> Locale:
    return Locale.objects.get(language_code="en")


def _option_ids(body: list) -> list[str]:
    questions = [block["value"] for block in body if "options" in block["value"]]
    return [option["id"] for question in questions for option in question["options"]]
