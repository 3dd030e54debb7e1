"""A release freezes what is published; nothing changes it afterwards, not even plain SQL."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from wagtail.images.tests.utils import get_test_image_file

from core.models import AuditEntry, CustomImage
from courses.enums import ReleaseKind
from courses.frozen import frozen_lesson
from courses.models import CourseEdition, CoursePage, EditionLesson, LessonPage
from courses.selectors import catalogue, open_edition
from courses.services import check_release, prepare_site, release
from tests import factories
from tests.factories import TEXT, uid

pytestmark = pytest.mark.django_db


def publish(page, **changes):
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision().publish()


class TestImmutable:
    @pytest.mark.parametrize("model", [CourseEdition, EditionLesson])
    def test_the_database_refuses_a_change(self, edition, model):
        column = {CourseEdition: "title", EditionLesson: "body"}[model]
        with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
            model.objects.update(**{column: "anders"})
        assert CourseEdition.objects.get().title == "Umgang mit Anfeindungen"

    def test_the_models_refuse_a_change_and_a_deletion(self, edition):
        edition.title = "anders"
        with pytest.raises(ValidationError):
            edition.save()
        with pytest.raises(ValidationError):
            edition.delete()

    def test_postgresql_refuses_a_deletion_too(self, edition):
        if connection.vendor != "postgresql":
            pytest.skip("on SQLite the models refuse it")
        with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
            EditionLesson.objects.all().delete()

    def test_editing_unpublishing_and_deleting_pages_changes_no_edition(self, edition, course):
        before = list(EditionLesson.objects.order_by("pk").values_list("key", "body"))
        lesson = LessonPage.objects.get(slug="lesen")
        publish(lesson, title="Anders", body=[("text", "<p>Anders.</p>")])
        course.unpublish()
        CoursePage.objects.get().delete()
        assert list(EditionLesson.objects.order_by("pk").values_list("key", "body")) == before
        first = CourseEdition.objects.get().outline.lessons[0]
        assert "Abstand halten" in frozen_lesson(edition, first).parts[0].html


class TestRelease:
    def test_it_holds_the_published_text_not_the_draft(self, course):
        lesson = LessonPage.objects.get(slug="lesen")
        lesson.title = "Noch nicht fertig"
        lesson.save_revision()
        edition = factories.release_course(course)
        assert [item.title for item in edition.outline.lessons] == [
            "Lesen",
            "Fragen",
            "Entscheiden",
        ]
        assert AuditEntry.objects.filter(action="courses.release").count() == 1

    def test_numbers_count_up_and_a_note_is_asked_for(self, course, edition):
        assert factories.release_course(course).number == 2
        with pytest.raises(ValidationError, match="was neu ist"):
            factories.release_course(course, note="  ")

    def test_an_unpublished_course_or_an_empty_one_is_refused(self, course):
        course.unpublish()
        with pytest.raises(ValidationError):
            factories.release_course(course)
        course.save_revision().publish()
        LessonPage.objects.all().delete()
        with pytest.raises(ValidationError, match="keine veröffentlichte Lektion"):
            factories.release_course(CoursePage.objects.get())
        assert CourseEdition.objects.count() == 0

    def test_who_may_not_publish_may_not_release(self, course, learner, hr, admin):
        for person in (learner, hr, admin):
            with pytest.raises(PermissionDenied):
                release(actor=person, course=course, kind=ReleaseKind.CONTENT, note="Neu.")

    def test_a_trainer_may(self, course, trainer):
        edition = release(actor=trainer, course=course, kind=ReleaseKind.CONTENT, note="Neu.")
        assert edition.released_by == "Tarik Yılmaz"

    def test_lessons_of_the_same_name_get_addresses_of_their_own(self, course_index):
        course = factories.make_course(course_index, slug="doppelt")
        module = course.get_children().first().specific
        second = module.copy(recursive=True, update_attrs={"slug": "modul-2"})
        second.save_revision().publish()
        slugs = [item.slug for item in factories.release_course(course).outline.lessons]
        assert slugs[0] == "modul-lesen"
        assert len(slugs) == len(set(slugs)) == 6

    def test_what_it_would_change_is_told_before(self, course, edition):
        publish(LessonPage.objects.get(slug="lesen"), title="Lesen, überarbeitet")
        preview = check_release(actor=factories.SYSTEM, course=course)
        assert [(change.code, change.title) for change in preview.changes] == [
            ("lesson_changed", "Lesen, überarbeitet")
        ]
        assert ReleaseKind.EDITORIAL in preview.allowed_kinds

    def test_a_changed_key_is_no_editorial_change(self, course, edition):
        lesson = LessonPage.objects.get(slug="fragen")
        raw = lesson.body.stream_block.get_prep_value(lesson.body)
        options = next(block for block in raw if block["id"] == uid("single"))["value"]["options"]
        for option in options:
            option["value"]["correct"] = not option["value"]["correct"]
        publish(lesson, body=lesson.body.stream_block.to_python(raw))
        preview = check_release(actor=factories.SYSTEM, course=course)
        assert [change.code for change in preview.changes] == ["tasks_changed"]
        assert ReleaseKind.EDITORIAL not in preview.allowed_kinds

    def test_pictures_of_an_edition_are_remembered_and_stay(self, course_index):
        image = CustomImage.objects.create(title="Lageplan", file=get_test_image_file())
        figure = {
            "type": "figure",
            "id": uid("figure"),
            "value": {"image": image.pk, "alt_text": "Lageplan", "caption": ""},
        }
        course = factories.make_course(
            course_index, slug="bild", lessons=[("sehen", "Sehen", [TEXT, figure])]
        )
        edition = factories.release_course(course)
        assert list(edition.media.values_list("image_id", flat=True)) == [image.pk]
        with pytest.raises(ProtectedError):
            image.delete()


class TestOnOffer:
    def test_only_released_courses_with_a_published_page_are_on_offer(self, course, course_index):
        assert catalogue() == []
        first = factories.release_course(course)
        newest = factories.release_course(course)
        hidden = factories.make_course(course_index, slug="versteckt")
        factories.release_course(hidden)
        hidden.unpublish()
        assert [(entry.slug, entry.number) for entry in catalogue()] == [("kurs", 2)]
        assert open_edition("kurs") == newest != first
        assert open_edition("versteckt") is None

    def test_they_stand_in_the_order_of_their_pages(self, course_index):
        """Not of their titles: "For trainers" would come before what everybody needs."""
        for slug in ("zuerst", "dann", "auch"):
            factories.release_course(factories.make_course(course_index, slug=slug))
        assert [entry.slug for entry in catalogue()] == ["zuerst", "dann", "auch"]
        last, first = (CoursePage.objects.get(slug=slug) for slug in ("auch", "zuerst"))
        last.move(first, pos="left")
        assert [entry.slug for entry in catalogue()] == ["auch", "zuerst", "dann"]


def test_preparing_the_site_twice_changes_nothing(course_index):
    assert prepare_site() == course_index
    assert CoursePage.objects.count() == 0
