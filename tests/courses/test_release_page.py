"""The release page: says what happens before it happens, and only then does it."""

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from wagtail.models import GroupPagePermission

from courses.models import CourseEdition, CoursePage, LessonPage
from tests.factories import complete, enrol, make_person


@pytest.fixture
def editor(client, trainer, course):
    client.force_login(trainer)
    return client


@pytest.fixture
def url(course):
    return reverse("courses_release", args=[course.pk])


def data_of(response, **changes) -> dict:
    """Return what the form of the page would send."""
    return {
        "kind": "content",
        "note": "Neue Fragen zum Einstieg.",
        "seen": response.context["form"].initial["seen"],
        **changes,
    }


def publish_change(slug: str, **changes) -> LessonPage:
    page = LessonPage.objects.get(slug=slug)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return page


def test_looking_changes_nothing(editor, url):
    assert editor.get(url).status_code == 200
    assert CourseEdition.objects.count() == 0


def test_a_release_makes_the_next_edition(editor, url, trainer):
    response = editor.post(url, data_of(editor.get(url)), follow=True)
    edition = CourseEdition.objects.get()
    assert (edition.number, edition.kind, edition.note, edition.released_by) == (
        1,
        "content",
        "Neue Fragen zum Einstieg.",
        "Tarik Yılmaz",
    )
    assert edition.released_on == timezone.localdate()
    body = response.content.decode()
    assert "Neue Fragen zum Einstieg." in body
    assert CoursePage.objects.get().url in body


def test_the_page_counts_people_before_a_release(editor, url, edition, musterstadt):
    for _number in range(3):
        enrol(make_person(musterstadt), edition)
    complete(make_person(musterstadt), edition)
    counts = {e.label: e.count for e in editor.get(url).context["preview"].effects}
    assert 3 in counts.values()


def test_the_page_names_what_has_changed(editor, url, edition):
    publish_change("lesen", title="Gründlich lesen")
    response = editor.get(url)
    changes = [(c.code, c.title) for c in response.context["preview"].changes]
    assert changes == [("lesson_changed", "Gründlich lesen")]
    assert "Gründlich lesen" in response.content.decode()


def test_the_page_names_drafts_that_stay_outside(editor, url, edition):
    page = LessonPage.objects.get(slug="lesen")
    page.title = "Entwurf"
    page.save_revision()
    [draft] = editor.get(url).context["drafts"]
    assert (draft.page_id, draft.title, draft.module, draft.never) == (
        page.pk,
        "Entwurf",
        "In der Situation",
        False,
    )


def test_problems_lead_to_the_page_where_they_are_mended(editor, url):
    page = publish_change("lesen", body=[])
    response = editor.get(url)
    [problem] = response.context["preview"].problems
    assert problem.page_id == page.pk
    body = response.content.decode()
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in body
    assert escape(str(problem)) in body
    refused = editor.post(url, data_of(response))
    assert refused.status_code == 200
    assert CourseEdition.objects.count() == 0


@pytest.mark.parametrize("change", [{"note": " "}, {"kind": ""}, {"kind": "other"}, {"seen": "x"}])
def test_an_incomplete_form_releases_nothing(editor, url, change):
    response = editor.post(url, data_of(editor.get(url), **change))
    assert response.status_code == 200
    assert CourseEdition.objects.count() == 0


def test_what_was_not_seen_is_not_released(editor, url, edition):
    data = data_of(editor.get(url))
    publish_change("lesen", title="In letzter Minute")
    response = editor.post(url, data)
    assert response.context["form"].errors.get("seen")
    assert CourseEdition.objects.count() == 1


def test_a_double_click_releases_once(editor, url):
    data = data_of(editor.get(url))
    editor.post(url, data)
    editor.post(url, data)
    assert CourseEdition.objects.count() == 1


def test_editorial_is_not_on_offer_when_questions_have_changed(editor, url, edition):
    page = LessonPage.objects.get(slug="fragen")
    del page.body[1]
    page.save_revision().publish()
    response = editor.get(url)
    assert {k.value: k.allowed for k in response.context["kinds"]} == {
        "editorial": False,
        "content": True,
        "retake": True,
    }
    editor.post(url, data_of(response, kind="editorial"))
    assert CourseEdition.objects.count() == 1


def test_only_publishers_may_look(client, learner, course, url):
    client.force_login(learner)
    assert client.get(url).status_code == 404
    assert client.post(url, {"kind": "content", "note": "x", "seen": ""}).status_code == 404
    assert CourseEdition.objects.count() == 0


def test_editors_without_the_right_to_publish_are_turned_away(client, trainer, course, url):
    GroupPagePermission.objects.filter(permission__codename="publish_page").delete()
    client.force_login(trainer)
    assert client.get(url).status_code == 302
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[course.pk]))
    assert url not in edit.content.decode()


def test_the_editor_says_what_learners_read(editor, course, url, edition):
    page = editor.get(reverse("wagtailadmin_pages:edit", args=[course.pk])).content.decode()
    assert url in page
    listing = editor.get(reverse("course_pages:index"))
    [row] = listing.context["object_list"]
    assert (row.edition_number, row.lesson_count, row.lesson_minutes) == (1, 3, 18)


def test_the_page_costs_the_same_for_few_and_many_editions(
    editor, url, edition, django_assert_max_num_queries
):
    with django_assert_max_num_queries(45):
        editor.get(url)
