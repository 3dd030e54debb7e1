"""The page editor: what is refused, what is cleaned, what keeps its key."""

import re

import pytest
from django.urls import resolve, reverse
from django.utils.html import escape
from wagtail.test.utils.form_data import rich_text

from core.views.media import DeleteImageView
from courses.frozen import frozen_lesson
from courses.models import CoursePage, LessonPage, ModulePage
from courses.services.state import what_stays
from tests.courses.editor import as_posted, lesson_data, option, question, save_lesson
from tests.factories import SINGLE, make_person, release_course
from tests.question_blocks import CASE, QUESTIONS, SELF_CHECK


@pytest.fixture
def editor(client, trainer, course):
    client.force_login(trainer)
    return client


@pytest.fixture
def lesson(course):
    return LessonPage.objects.get(slug="fragen")


@pytest.fixture
def superuser(trainer):
    trainer.is_superuser = True
    trainer.save()
    return trainer


BROKEN = [
    [option(correct=False), option("Zuhause", correct=False)],
    [option(), option("Zuhause", correct=True)],
    [option(), option("Zuhause", correct=False, feedback="")],
    [option()],
]


@pytest.mark.parametrize("options", BROKEN)
@pytest.mark.parametrize("action", ["", "publish"])
def test_a_broken_question_is_stored_neither_as_draft_nor_published(
    editor, lesson, options, action
):
    before = lesson.latest_revision_id
    response = save_lesson(editor, lesson, question(*options), action=action)
    assert response.status_code == 200
    lesson.refresh_from_db()
    assert lesson.latest_revision_id == before


def test_the_refusal_names_the_question(editor, lesson):
    response = save_lesson(editor, lesson, question(*BROKEN[0]))
    assert escape(SINGLE["value"]["question"]) in response.content.decode()


def test_a_draft_may_be_incomplete_elsewhere(editor, lesson):
    heading = ("heading", {"text": "", "level": "h2"})
    assert save_lesson(editor, lesson, heading).status_code == 302
    assert save_lesson(editor, lesson, heading, action="publish").status_code == 200


def test_a_sound_question_is_published(editor, lesson):
    response = save_lesson(editor, lesson, question(), action="publish")
    assert response.status_code == 302
    lesson.refresh_from_db()
    [block] = lesson.body
    assert [bound.value["text"] for bound in block.value["options"].bound_blocks] == [
        "Dienstort",
        "Zuhause",
    ]


@pytest.mark.parametrize("raw", [*QUESTIONS, SELF_CHECK], ids=lambda raw: raw["type"])
def test_every_kind_of_question_is_written_in_the_form_and_stored(editor, lesson, raw):
    response = save_lesson(editor, lesson, as_posted(raw), action="publish")
    assert response.status_code == 302
    lesson.refresh_from_db()
    [stored] = lesson.body
    expected = stored.block.get_prep_value(stored.block.to_python(raw["value"]))
    assert without_ids(stored.get_prep_value()["value"]) == without_ids(expected)


def test_what_the_form_stores_can_be_released_and_graded(editor, course, lesson):
    save_lesson(editor, lesson, *map(as_posted, [*QUESTIONS, SELF_CHECK]), action="publish")
    edition = release_course(CoursePage.objects.get(pk=course.pk))
    outline = edition.outline.lesson(slug="fragen")
    assert [task.kind for task in outline.tasks] == [raw["type"] for raw in QUESTIONS] + [
        "self_check"
    ]
    assert outline.tasks[-1].needed == 3
    for item in frozen_lesson(edition, outline).questions.values():
        assert item.grade(item.solution()).correct is True


def test_questions_being_written_are_previewed_with_their_key(editor, lesson):
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[lesson.pk])
    data = lesson_data(*map(as_posted, [*QUESTIONS, SELF_CHECK]))
    assert editor.post(url, data).json()["is_valid"] is True
    page = editor.get(url).content.decode()
    for raw in QUESTIONS:
        assert escape(raw["value"]["question"]) in page
    for told in ("TRUE-FEEDBACK", "HIT-FEEDBACK", "SWAPPED-FEEDBACK", "OTHER-FEEDBACK"):
        assert told in page


@pytest.mark.parametrize("action", ["", "publish"])
def test_a_pool_that_is_too_small_is_refused_at_its_field(editor, lesson, action):
    raw = SELF_CHECK | {"value": SELF_CHECK["value"] | {"draw": 6}}
    response = save_lesson(editor, lesson, as_posted(raw), action=action)
    assert response.status_code == 200
    [error] = response.context["form"].errors["body"].as_data()
    assert list(error.block_errors[0].block_errors) == ["draw"]


def test_a_case_needs_its_situation(editor, lesson):
    raw = CASE | {"value": CASE["value"] | {"case": ""}}
    response = save_lesson(editor, lesson, as_posted(raw))
    assert response.status_code == 200
    [error] = response.context["form"].errors["body"].as_data()
    assert list(error.block_errors[0].block_errors) == ["case"]


def without_ids(value):
    if isinstance(value, dict):
        return {name: without_ids(item) for name, item in value.items() if name != "id"}
    if isinstance(value, list):
        return [without_ids(item) for item in value]
    if isinstance(value, str):  # rich text gets keys of its own, and is never quite empty
        return re.sub(' data-block-key="[^"]*"', "", value).replace("<p></p>", "")
    return value


def test_scripts_do_not_pass_the_editor(editor, lesson):
    html = '<p onclick="x">Text<script>x</script> <a href="javascript:x">hier</a></p>'
    save_lesson(editor, lesson, ("text", rich_text(html)), question(), action="publish")
    lesson.refresh_from_db()
    source = lesson.body[0].value.source
    assert "Text" in source
    assert all(word not in source for word in ["script", "onclick", "href"])


def test_a_lesson_without_slug_gets_a_readable_one(editor, course):
    module = ModulePage.objects.child_of(course).get()
    url = reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", module.pk])
    response = editor.post(url, lesson_data(title="Über Größe", slug=""))
    assert response.status_code == 302, response.context["form"].errors
    assert LessonPage.objects.latest("pk").slug == "ueber-groesse"


def test_a_copied_course_is_another_course(editor, course):
    url = reverse("wagtailadmin_pages:copy", args=[course.pk])
    response = editor.post(
        url,
        {
            "new_title": "Kopie",
            "new_slug": "kopie",
            "new_parent_page": course.get_parent().pk,
            "copy_subpages": "on",
        },
    )
    assert response.status_code == 302
    copy = CoursePage.objects.get(slug="kopie")
    old = LessonPage.objects.descendant_of(course).values_list("translation_key", flat=True)
    new = LessonPage.objects.descendant_of(copy).values_list("translation_key", flat=True)
    assert copy.translation_key != course.translation_key
    assert len(new) == len(old) == 3
    assert set(old).isdisjoint(new)


def test_a_moved_lesson_keeps_its_key(editor, course, lesson):
    module = course.add_child(instance=ModulePage(title="Zweites Modul"))
    url = reverse("wagtailadmin_pages:move_confirm", args=[lesson.pk, module.pk])
    assert editor.post(url).status_code == 302
    moved = LessonPage.objects.child_of(module).get()
    assert moved.translation_key == lesson.translation_key


@pytest.mark.parametrize("view", ["delete", "unpublish"])
def test_before_a_page_goes_authors_are_told_what_stays(client, superuser, course, lesson, view):
    client.force_login(superuser)
    for page in [course, lesson]:
        response = client.get(reverse(f"wagtailadmin_pages:{view}", args=[page.pk]))
        assert escape(what_stays(page)) in response.content.decode()


@pytest.mark.parametrize("name", ["site_history", "site_history_results"])
def test_nobody_reads_a_diary_of_their_colleagues(editor, name):
    assert editor.get(reverse(f"wagtailadmin_reports:{name}")).status_code == 404


def test_the_menu_offers_what_trainers_need(editor):
    page = editor.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("course_pages:index") in page
    assert reverse("wagtailadmin_reports:site_history") not in page
    assert "guide.wagtail.org" not in page


def test_the_account_page_asks_for_no_name_and_no_picture(editor):
    page = editor.get(reverse("wagtailadmin_account")).content.decode()
    assert "name_email" not in page
    assert "avatar-avatar" not in page


def test_learners_have_no_business_in_the_administration(client, course, musterstadt):
    client.force_login(make_person(musterstadt))
    for name in ["wagtailadmin_home", "course_pages:index"]:
        assert client.get(reverse(name)).status_code == 404


def test_no_workflow_offers_itself_that_nobody_answers(editor, lesson):
    page = editor.get(reverse("wagtailadmin_pages:edit", args=[lesson.pk])).content.decode()
    assert "action-submit" not in page


def test_own_views_stand_in_for_wagtails():
    assert resolve(reverse("wagtailimages:delete", args=[1])).func.view_class is DeleteImageView
