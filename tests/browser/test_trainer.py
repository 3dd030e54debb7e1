"""A trainer writes, looks, publishes, is told what a release means, and releases."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from courses.models import CoursePage, LessonPage
from lms.demo import COURSE
from tests.browser import axe
from tests.browser.visitor import COURSE_URL, lesson_url

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

TRAINER = "trainer@musterstadt.example"
OLD = "Eine Arbeitsdefinition"
NEW = "Womit wir ab jetzt arbeiten"
FIGURES = re.compile(r"Teilnahmebescheinigungen\s+3\s+Lernende mitten im Kurs\s+4")
LESSON = "was-anfeindung-ist"


def test_a_trainer_releases_an_edition_and_learners_in_between_notice_nothing(open_browser):
    course = CoursePage.objects.get(slug=COURSE)
    before = open_browser()
    before.arrive("else.ohm@musterstadt.example", lesson_url(LESSON))

    trainer = open_browser()
    trainer.arrive(TRAINER, "/admin/")
    expect(trainer.page.locator("html")).to_have_attribute("lang", "de")
    _edit_and_publish(trainer.page)
    _release(trainer, course)

    before.page.reload()
    expect(before.main.get_by_role("heading", name=OLD)).to_be_visible()
    expect(before.main.get_by_role("heading", name=NEW)).to_have_count(0)
    before.visit(COURSE_URL)
    before.click("Was ist neu?")
    expect(before.main.get_by_text("Die Überschrift ist neu.")).to_be_visible()

    after = open_browser()
    after.arrive("lernende@musterstadt.example", COURSE_URL)
    after.click("Kurs beginnen", "button")
    expect(after.main.get_by_role("heading", name=NEW)).to_be_visible()

    # Whoever likes changes over and keeps what was worked on.
    before.click("Zur neuen Ausgabe wechseln", "button")
    before.page.goto(lesson_url(LESSON))
    expect(before.main.get_by_role("heading", name=NEW)).to_be_visible()
    expect(before.main.get_by_text("Sie haben diese Lektion bearbeitet.")).to_be_visible()


def _edit_and_publish(page):
    lesson = LessonPage.objects.get(slug=LESSON)
    page.goto(reverse("wagtailadmin_pages:edit", args=[lesson.pk]))
    heading = page.locator("input[name='body-1-value-text']")
    expect(heading).to_have_value(OLD)
    heading.fill(NEW)
    page.get_by_role("button", name="Vorschau umschalten").click()
    preview = page.frame_locator("#w-preview-iframe")
    expect(preview.get_by_role("heading", name=NEW)).to_be_visible()
    expect(preview.get_by_text("Nur in der Vorschau: Lösung und Feedback").first).to_be_visible()
    page.get_by_role("button", name="Vorschau umschalten").click()
    page.get_by_role("button", name="Mehr Aktionen").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Veröffentlichen").click()
    expect(page.get_by_text("veröffentlicht").first).to_be_visible()


def _release(trainer, course):
    page = trainer.page
    page.goto(reverse("wagtailadmin_pages:edit", args=[course.pk]))
    page.get_by_role("button", name="Aktionen", exact=True).first.click()
    page.get_by_role("link", name="Ausgabe freigeben").first.click()
    expect(page.get_by_text("Lektion „Was wir Anfeindung nennen“: Text geändert")).to_be_visible()
    figures = page.locator(".release-figures")
    expect(figures).to_have_text(FIGURES)
    assert axe.findings(page, "main") == []
    page.get_by_label("Neue Inhalte", exact=True).check()
    expect(page.get_by_text("Sie schließen ihre Ausgabe ab oder wechseln").first).to_be_visible()
    page.get_by_label("Was ist neu?").fill("Die Überschrift ist neu.")
    with page.expect_navigation():
        page.get_by_role("button", name="Ausgabe 3 freigeben").click()
    told = page.get_by_text("Ausgabe 3 von „Umgang mit Anfeindungen“ ist freigegeben.")
    expect(told).to_be_visible()


ADMIN_PAGES = [
    "/admin/",
    "/admin/pages/",
    "/admin/images/",
    "/admin/images/add/",
    "/admin/documents/",
    "/admin/account/",
    "/admin/courses/",
]


def test_the_editor_asks_no_foreign_host(open_browser):
    """The watch of the browser finds foreign requests and errors; here it only looks around."""
    trainer = open_browser()
    trainer.arrive(TRAINER, "/admin/")
    course = CoursePage.objects.get(slug=COURSE)
    own = [
        reverse("wagtailadmin_explore", args=[course.pk]),
        reverse("wagtailadmin_pages:edit", args=[course.pk]),
        reverse("wagtailadmin_pages:history", args=[course.pk]),
        reverse("wagtailadmin_pages:add_subpage", args=[course.pk]),
    ]
    for path in ADMIN_PAGES + own:
        response = trainer.page.goto(path)
        trainer.page.wait_for_load_state("networkidle")
        assert response.status == 200, path
        expect(trainer.page.locator("html")).to_have_attribute("lang", "de")
    administrator = open_browser()
    administrator.arrive("verwaltung@musterstadt.example", "/admin/")
    administrator.page.wait_for_load_state("networkidle")


def test_nobody_else_gets_into_the_editor(visitor):
    visitor.arrive("lernende@musterstadt.example")
    assert visitor.page.goto("/admin/").status == 404
    expect(visitor.page.get_by_role("link", name=re.compile("Redaktion"))).to_have_count(0)
    visitor.check()
    visitor.watch.forgive("404")
