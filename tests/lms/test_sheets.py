"""The information sheet says what is in force: the edition on offer, the register."""

import pytest

from courses.models import CoursePage, LessonPage
from lms.data_register import REGISTER
from lms.sheets import ABOUT_PARTICIPANTS, sheet_of
from tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "/kurse/kurs/kursblatt/"


def test_extent_and_questions_are_those_of_the_edition_on_offer(client, course_index):
    course = factories.make_course(course_index)
    last = LessonPage.objects.descendant_of(course).last()
    last.required = False
    last.save_revision().publish()
    edition = factories.release_course(course)
    sheet = sheet_of("kurs")
    assert (sheet.edition, sheet.outline.minutes, sheet.outline.optional_minutes) == (
        edition,
        12,
        6,
    )
    assert sheet.units == pytest.approx(12 / 45)
    required = [lesson for lesson in edition.outline.lessons if lesson.required]
    assert (sheet.lessons, sheet.optional_lessons) == (len(required), 1)
    assert sheet.questions == sum(len(lesson.tasks) for lesson in required)
    body = " ".join(client.get(ADDRESS).content.decode().split())
    assert f"{len(required)} Lektionen" in body


def test_every_record_on_a_learner_is_on_the_sheet():
    """Whatever `learning` and `certificates` store about a person who takes a course."""
    elsewhere = {
        "certificates.Bundle",  # of the office that asked for it
        "certificates.CertificateDesign",  # of the municipality
    }
    shown = {label for _title, labels in ABOUT_PARTICIPANTS for label in labels}
    stored = {label for label in REGISTER if label.startswith(("learning.", "certificates."))}
    assert shown == (stored - elsewhere) | {"core.AuditEntry"}


def test_each_purpose_is_named_once(edition):
    for record in sheet_of("kurs").recorded:
        named = [
            (group.seen_by, group.kept, text) for group in record.groups for text in group.purposes
        ]
        assert len(named) == len(set(named)) > 0
        readers = [(group.seen_by, group.kept) for group in record.groups]
        assert len(readers) == len(set(readers))


def test_what_is_recorded_is_on_paper_too(client, edition):
    """Folded parts stay folded when printed, in browsers that municipalities have."""
    main = client.get(ADDRESS).content.decode().partition("<main")[2].partition("</main>")[0]
    assert "<details" not in main


def test_the_page_shows_evidence_and_is_in_german(client, course_index):
    course = factories.make_course(course_index)
    page = CoursePage.objects.get(pk=course.pk)
    page.evidence = "<p>Üben wirkt (Pan und Rickard 2018).</p>"
    page.save_revision().publish()
    factories.release_course(page)
    body = client.get(ADDRESS).content.decode()
    assert "<p>Üben wirkt (Pan und Rickard 2018).</p>" in body
    assert 'href="/kurse/kurs/"' in body
    assert "Was über Teilnehmende gespeichert wird" in body


def test_the_course_page_leads_to_it(client, edition):
    assert f'href="{ADDRESS}"' in client.get("/kurse/kurs/").content.decode()


def test_the_number_of_queries_does_not_grow(client, edition, django_assert_max_num_queries):
    client.get(ADDRESS)
    with django_assert_max_num_queries(4):
        assert client.get(ADDRESS).status_code == 200
