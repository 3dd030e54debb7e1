"""The way round a difficult lesson: three equal choices, and no trace of which one was taken."""

import uuid

import pytest
from django.http import Http404
from django.urls import reverse

from courses.grading import draw
from learning import services
from learning.models import Answer, Completion
from tests import factories
from tests.factories import MULTIPLE, NOTE, SCENARIO, SINGLE, TEXT, uid
from tests.learning.rows import rows_after

pytestmark = pytest.mark.django_db

NOTES = {name: NOTE | {"id": uid(f"note-{name}")} for name in ("lesen", "fragen", "fall")}
LESSONS = [
    ("lesen", "Lesen", [NOTES["lesen"], TEXT]),
    ("fragen", "Fragen", [NOTES["fragen"], SINGLE, MULTIPLE]),
    ("fall", "Fall", [NOTES["fall"], SCENARIO]),
]
POOL = {
    "type": "self_check",
    "id": uid("pool"),
    "value": {
        "title": "Was Sie mitnehmen",
        "introduction": "",
        "draw": 1,
        "questions": [SINGLE, MULTIPLE],
    },
}


@pytest.fixture
def enrolment(course_index, learner):
    """A course whose lessons can all be skipped."""
    course = factories.make_course(course_index, lessons=LESSONS)
    return factories.enrol(learner, factories.release_course(course))


@pytest.fixture
def reader(client, enrolment):
    client.force_login(enrolment.user)
    return client


def lesson_of(enrolment, slug: str):
    return enrolment.edition.outline.lesson(slug=slug)


def skip(enrolment, *slugs: str):
    for slug in slugs:
        outcome = services.skip_lesson(
            actor=enrolment.user, enrolment=enrolment, lesson_key=lesson_of(enrolment, slug).key
        )
    return outcome


def work_on(enrolment, slug: str, *, correct: bool = False) -> None:
    """Work through a lesson, answering every question with its second, wrong option."""
    lesson = lesson_of(enrolment, slug)
    for task in lesson.tasks or [None]:
        if correct or not task or task.kind == "scenario":
            factories.do_task(enrolment, lesson, task)
            continue
        for block_id in task.questions or [task.id]:
            services.record_answer(
                actor=enrolment.user,
                enrolment=enrolment,
                lesson_key=lesson.key,
                block_id=block_id,
                fields={"option": [uid("wrong" if block_id == uid("single") else "device")]},
                command_id=uuid.uuid4(),
            )


def events(enrolment) -> list:
    return sorted(enrolment.events.values_list("block_id", "kind"))


def summary_url(slug: str) -> str:
    return reverse("learning:summary", args=["kurs", slug])


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("lesen", [("", "done")]),
        ("fragen", [(uid("single"), "answered"), (uid("multiple"), "answered")]),
        ("fall", [(uid("scenario"), "ended")]),
    ],
)
def test_skipping_records_what_working_through_it_records(enrolment, slug, expected):
    skip(enrolment, slug)
    assert events(enrolment) == sorted(expected)
    assert Answer.objects.count() == 0
    skip(enrolment, slug)  # again, from another tab
    assert events(enrolment) == sorted(expected)


def without_position(found: dict) -> dict:
    """Leave out where somebody stopped reading: that moves with every page they open."""
    rows = [row.partition("('position_lesson'")[0] for row in found["learning.Enrolment"]]
    return found | {"learning.Enrolment": rows}


@pytest.mark.parametrize("slug", ["lesen", "fragen", "fall"])
def test_nothing_in_the_database_tells_who_skipped(enrolment, slug):
    """All rows of all tables are the same, but for the answers: those are the person's own."""
    skipped = without_position(rows_after(lambda: skip(enrolment, slug)))
    worked = without_position(rows_after(lambda: work_on(enrolment, slug)))
    answers = worked.pop("learning.Answer")
    assert skipped.pop("learning.Answer") == []
    assert len(answers) == len(lesson_of(enrolment, slug).tasks)
    assert skipped == worked


def test_of_a_text_not_even_the_position_tells(enrolment):
    assert rows_after(lambda: skip(enrolment, "lesen")) == rows_after(
        lambda: work_on(enrolment, "lesen")
    )


def test_every_event_has_a_command_of_its_own(enrolment):
    skip(enrolment, "fragen")
    commands = set(enrolment.events.values_list("command_id", flat=True))
    assert len(commands) == 2
    assert {command.version for command in commands} == {4}


def test_whoever_skips_everything_completes_the_course(enrolment):
    assert skip(enrolment, "lesen", "fragen").completed_now is False
    assert skip(enrolment, "fall").completed_now is True
    assert Completion.objects.get().certificate.code


def test_of_a_pool_the_questions_drawn_for_the_person_count_as_answered(course_index, learner):
    course = factories.make_course(course_index, lessons=[("pool", "Pool", [NOTE, POOL])])
    enrolment = factories.enrol(learner, factories.release_course(course))
    assert skip(enrolment, "pool").completed_now is True
    [drawn] = draw([uid("single"), uid("multiple")], 1, str(learner.key))
    assert events(enrolment) == [(drawn, "answered")]


def test_skipped_questions_are_not_right(course_index, learner, client):
    course = factories.make_course(course_index, lessons=LESSONS, pass_mark=50)
    enrolment = factories.enrol(learner, factories.release_course(course))
    outcome = skip(enrolment, "lesen", "fragen", "fall")
    assert (outcome.decision.missing, outcome.completed_now) == ((), False)
    assert outcome.decision.mark_missing is True
    assert set(enrolment.events.values_list("kind", flat=True)) == {"done", "answered", "ended"}
    work_on(enrolment, "fragen", correct=True)  # at any time later
    assert Completion.objects.count() == 1


def test_the_page_is_honest_about_a_pass_mark(course_index, learner, client):
    course = factories.make_course(course_index, lessons=LESSONS, pass_mark=50)
    factories.enrol(learner, factories.release_course(course))
    client.force_login(learner)
    said = {}
    for slug in ("fragen", "lesen"):
        text = client.get(summary_url(slug)).content.decode()
        said[slug] = text.partition("SUMMARY")[2].partition("<form")[0]
    assert "50" in said["fragen"]
    assert "50" not in said["lesen"]  # nothing is asked there


def test_a_lesson_without_a_summary_cannot_be_skipped(course_index, learner, client):
    notes = [NOTE | {"value": NOTE["value"] | {"summary": html}} for html in ("", "<p> </p>")]
    lessons = [
        (f"lektion-{number}", f"Lektion {number}", [note, TEXT])
        for number, note in enumerate(notes)
    ]
    course = factories.make_course(course_index, lessons=lessons)
    enrolment = factories.enrol(learner, factories.release_course(course))
    client.force_login(learner)
    for slug in ("lektion-0", "lektion-1"):
        with pytest.raises(Http404):
            skip(enrolment, slug)
        url = summary_url(slug)
        assert [client.get(url).status_code, client.post(url).status_code] == [404, 404]
        lesson_url = reverse("learning:lesson", args=["kurs", slug])
        text = client.get(lesson_url).content.decode()
        assert "Drohungen." in text
        assert url not in text


def test_three_ways_are_offered_before_the_content(reader):
    text = reader.get(reverse("learning:lesson", args=["kurs", "lesen"])).content.decode()
    choices, _, content = text.partition("Abstand halten ist")
    assert f'href="#after-{uid("note-lesen")}"' in choices
    assert f'id="after-{uid("note-lesen")}"' in choices
    assert f'href="{summary_url("lesen")}"' in choices
    assert f'href="{reverse("learning:lesson", args=["kurs", "fragen"])}"' in choices
    assert "SUMMARY" not in text


def test_the_last_lesson_leads_to_the_overview_instead(reader):
    text = reader.get(reverse("learning:lesson", args=["kurs", "fall"])).content.decode()
    nav = text[text.index('<nav class="ways"') :].partition("</nav>")[0]
    assert f'href="{reverse("learning:course", args=["kurs"])}"' in nav


def test_the_summary_stands_instead_of_the_lesson(reader):
    text = reader.get(summary_url("lesen")).content.decode()
    assert "SUMMARY" in text
    assert "Abstand halten ist" not in text
    response = reader.post(summary_url("lesen"))
    assert response.url == reverse("learning:lesson", args=["kurs", "fragen"])
    main = reader.get(summary_url("lesen")).content.decode().partition("SUMMARY")[2]
    assert "<form" not in main.partition("</section>")[0]


def test_the_last_summary_leads_to_the_finish(reader, enrolment):
    skip(enrolment, "lesen", "fragen")
    assert reader.post(summary_url("fall")).url == reverse("learning:finished", args=["kurs"])


def test_the_summary_needs_no_more_queries_than_a_lesson(
    reader, enrolment, django_assert_max_num_queries
):
    reader.get(summary_url("fragen"))
    with django_assert_max_num_queries(6):
        reader.get(summary_url("fragen"))
