"""Previews: drafts in the learner's own templates, with the key for authors."""

import pytest
from django.urls import reverse

from core.models import HomePage, TextPage
from courses.models import CoursePage, LessonPage, ModulePage
from tests.courses.editor import lesson_data, option, question


@pytest.fixture
def editor(client, trainer, course):
    client.force_login(trainer)
    return client


@pytest.mark.parametrize("slug", ["lesen", "fragen", "entscheiden"])
def test_a_lesson_is_previewed_as_learners_will_read_it(editor, course, slug):
    page = LessonPage.objects.get(slug=slug)
    response = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert response.status_code == 200
    assert "learning/lesson.html" in [template.name for template in response.templates]


def test_authors_see_the_key_in_the_preview(editor, course):
    page = LessonPage.objects.get(slug="fragen")
    body = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    assert all(word in body for word in ["RIGHT-FEEDBACK", "WRONG-FEEDBACK", "OVERALL-FEEDBACK"])


def test_authors_see_all_paths_in_the_preview(editor, course):
    page = LessonPage.objects.get(slug="entscheiden")
    body = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    assert all(f"CONSEQUENCE-{name}" in body for name in ["calm", "argue", "leave", "back"])


def test_learners_do_not_see_the_key(client, learner, enrolment):
    client.force_login(learner)
    url = reverse("learning:lesson", args=[enrolment.edition.slug, "fragen"])
    body = client.get(url).content.decode()
    assert "RIGHT-FEEDBACK" not in body
    assert "preview-key" not in body


def test_the_course_is_previewed(editor, course):
    page = CoursePage.objects.get()
    response = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert response.status_code == 200
    assert "Umgang mit Anfeindungen" in response.content.decode()


def test_the_panel_shows_what_is_being_typed(editor, course):
    page = LessonPage.objects.get(slug="fragen")
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    data = lesson_data(question(option("Frisch getippt"), option("Zuhause", correct=False)))
    assert editor.post(url, data).json() == {"is_valid": True, "is_available": True}
    response = editor.get(url, {"in_preview_panel": "true"})
    assert "Frisch getippt" in response.content.decode()


def test_a_lesson_that_is_not_stored_yet_is_previewed(editor, course):
    module = ModulePage.objects.get()
    url = reverse("wagtailadmin_pages:preview_on_add", args=["courses", "lessonpage", module.pk])
    assert editor.post(url, lesson_data(question(), slug="neu")).json()["is_valid"] is True
    assert editor.get(url).status_code == 200


def test_the_editor_may_frame_a_preview_and_nobody_else(editor, course):
    page = LessonPage.objects.get(slug="fragen")
    response = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    policy = response.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "unsafe-inline" not in policy


@pytest.mark.parametrize("model", [HomePage, TextPage])
def test_other_pages_are_previewed(editor, model):
    page = model.objects.first()
    response = editor.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert response.status_code == 200
