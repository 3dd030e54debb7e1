"""What is new since one's edition: told, read and changed over to, with nothing opened again."""

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.enums import ReleaseKind
from courses.frozen import frozen_lesson
from courses.models import CoursePage, LessonPage
from learning.models import Answer, Completion, Enrolment, ProgressEvent
from learning.selectors.courses import course_page, dashboard
from learning.selectors.news import ChangedLesson, news_for
from lms.invariants import violations
from tests import every_kind, factories
from tests.factories import uid

pytestmark = pytest.mark.django_db

NEWS = "/kurse/kurs/neu/"


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def page_of(slug: str) -> LessonPage:
    return LessonPage.objects.get(slug=slug)


def publish(page: LessonPage) -> None:
    page.save_revision().publish()


def rework(course) -> None:
    """Change a text, drop the questions, leave out the scenario and add a lesson."""
    reading, asking, deciding = (page_of(slug) for slug in ("lesen", "fragen", "entscheiden"))
    reading.body = [("text", "<p>NEW-TEXT</p>")]
    publish(reading)
    kept = [block for block in asking.body.raw_data if block["type"] != "multiple_choice"]
    asking.body = LessonPage.body.field.stream_block.to_python(kept)
    publish(asking)
    deciding.unpublish()
    new = LessonPage(
        title="Neu", slug="neu", summary="Worum es geht", minutes=4, body=[("text", "<p>NEU</p>")]
    )
    course.get_children().first().add_child(instance=new)
    publish(new)


@pytest.fixture
def completion(learner, edition):
    return factories.complete(learner, edition)


@pytest.fixture
def newest(course, edition):
    """Two editions later: the first of them changed nothing but was announced."""
    factories.release_course(course, note="Zweite Ausgabe.")
    rework(course)
    return factories.release_course(course, note="Dritte Ausgabe.", kind=ReleaseKind.RETAKE)


class TestWhatIsNew:
    def test_everything_between_the_two_editions(self, learner, completion, newest):
        news = news_for(learner, "kurs")
        assert [item.number for item in news.editions] == [3, 2]
        assert news.newest == newest
        assert news.added == [ChangedLesson("Neu", "neu", "Worum es geht")]
        assert news.changed == [
            ChangedLesson("Lesen", "lesen"),
            ChangedLesson("Fragen", "fragen", tasks=True),
        ]
        assert news.removed == [ChangedLesson("Entscheiden")]
        assert news.course_changed is False
        assert news.completion == completion

    def test_the_page_tells_it(self, signed_in, completion, newest):
        text = text_of(signed_in.get(NEWS))
        assert [note in text for note in ("Zweite Ausgabe.", "Dritte Ausgabe.")] == [True, True]
        for slug in ("neu", "lesen", "fragen"):
            assert f'href="{NEWS}{slug}/"' in text
        assert f'href="{NEWS}entscheiden/"' not in text
        assert "/wechseln/" not in text

    def test_the_title_and_the_certificate_of_the_course(self, signed_in, learner, edition, course):
        factories.enrol(learner, edition)
        course.certificate_contents = "Etwas anderes"
        course.save_revision().publish()
        factories.release_course(course)
        assert news_for(learner, "kurs").course_changed is True

    def test_nothing_new_leads_to_the_course(self, signed_in, enrolment):
        assert signed_in.get(NEWS).url == "/kurse/kurs/"
        assert signed_in.get(f"{NEWS}lesen/").status_code == 404

    def test_whoever_has_not_started_finds_nothing(self, client, newest, hr):
        client.force_login(hr)
        assert client.get(NEWS).status_code == 404
        assert client.get(f"{NEWS}lesen/").status_code == 404

    def test_it_is_said_in_one_line(self, signed_in, learner, completion, newest):
        line = f'href="{NEWS}"'
        for page in ("/mein-lernen/", "/kurse/kurs/"):
            assert text_of(signed_in.get(page)).count(line) == 1
        assert course_page(learner, "kurs").has_news is True
        (mine,) = dashboard(learner).completed
        assert mine.has_news is True

    def test_a_corrected_edition_moves_the_line_away(self, signed_in, learner, enrolment, course):
        """An editorial release is followed at once: there is nothing to change over to."""
        factories.release_course(course, kind=ReleaseKind.EDITORIAL)
        assert news_for(learner, "kurs") is None
        assert f'href="{NEWS}"' not in text_of(signed_in.get("/mein-lernen/"))


class TestReadingWithoutOpening:
    def test_the_new_text_is_there(self, signed_in, completion, newest):
        assert "NEW-TEXT" in text_of(signed_in.get(f"{NEWS}lesen/"))
        assert "NEW-TEXT" not in text_of(signed_in.get("/kurse/kurs/lernen/lesen/"))

    def test_questions_are_read_without_form_and_without_key(self, signed_in, completion, newest):
        text = text_of(signed_in.get(f"{NEWS}fragen/"))
        assert "Welche Anschrift geben Sie an?" in text
        assert "Dienstort" in text
        assert "FEEDBACK" not in text
        assert 'name="option"' not in text

    def test_all_kinds_of_tasks_can_be_read(self, signed_in, learner, course, edition):
        factories.enrol(learner, edition)
        factories.release_course(course)
        text = text_of(signed_in.get(f"{NEWS}entscheiden/"))
        assert "Der abgelehnte Antrag" in text
        assert "TEXT-VERSION" in text
        assert "CONSEQUENCE" not in text

    def test_every_kind_of_question_can_be_read(self, signed_in, learner, course_index):
        first = every_kind.make_edition(course_index)
        factories.enrol(learner, first)
        factories.release_course(CoursePage.objects.get(slug="kurs"))
        text = text_of(signed_in.get(f"{NEWS}{every_kind.LESSON}/"))
        content = frozen_lesson(first, first.outline.lessons[0])
        asked = [question.ask() for question in content.questions.values()]
        parts = [part for question in asked for part in question.parts]
        assert len(asked) == 14
        for item in (*asked, *parts):
            assert item.text in text
            for line in (*item.choices, *item.rows):
                assert line.text in text
        assert "Akute Gefahr" in text
        assert "FEEDBACK" not in text

    def test_nothing_is_written_and_nothing_is_open_again(self, signed_in, completion, newest):
        def record():
            return [
                list(model.objects.order_by("pk").values())
                for model in (Enrolment, ProgressEvent, Answer, Completion)
            ]

        before = record()
        for slug in ("neu", "lesen", "fragen"):
            assert signed_in.get(f"{NEWS}{slug}/").status_code == 200
        assert record() == before
        assert signed_in.get("/kurse/kurs/abschluss/").status_code == 200
        assert violations() == {}

    def test_a_lesson_that_is_left_out_is_not_there(self, signed_in, completion, newest):
        assert signed_in.get(f"{NEWS}entscheiden/").status_code == 404


class TestChangingOver:
    def test_the_page_says_what_stays(self, signed_in, learner, enrolment, newest):
        lessons = enrolment.edition.outline.lessons
        factories.do_task(enrolment, lessons[0], None)
        news = news_for(learner, "kurs")
        assert (news.now.done_lessons, news.now.required_lessons) == (1, 3)
        assert (news.then.done_lessons, news.then.required_lessons) == (1, 3)
        text = text_of(signed_in.get(NEWS))
        assert 'action="/kurse/kurs/wechseln/"' in text

    def test_changing_over(self, signed_in, enrolment, newest):
        response = signed_in.post(reverse("learning:switch", args=["kurs"]))
        assert response.url == "/kurse/kurs/"
        enrolment.refresh_from_db()
        assert enrolment.edition == newest
        assert signed_in.get(NEWS).url == "/kurse/kurs/"

    def test_whoever_has_completed_keeps_what_they_have(self, signed_in, completion, newest):
        signed_in.post(reverse("learning:switch", args=["kurs"]))
        completion.refresh_from_db()
        assert completion.enrolment.edition.number == 1
        assert completion.completed_on == timezone.localdate()


def test_the_page_costs_the_same_again_and_again(
    signed_in, completion, newest, django_assert_max_num_queries
):
    signed_in.get(NEWS)
    signed_in.get(f"{NEWS}fragen/")
    with django_assert_max_num_queries(8):
        signed_in.get(NEWS)
    with django_assert_max_num_queries(6):
        signed_in.get(f"{NEWS}fragen/")
    assert uid("single") in signed_in.get(f"{NEWS}fragen/").content.decode()
