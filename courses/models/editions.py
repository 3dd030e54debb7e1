"""Released editions: what learners read. Written once, never changed.

No foreign key leads to a page: a course is its `translation_key`, a question its block id.
The database refuses updates by a trigger (migration 0002) on SQLite and PostgreSQL.
"""

from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from core.blocks import GENERAL_BLOCKS
from core.models import CustomDocument, CustomImage, CustomMedia
from courses.enums import ReleaseKind
from courses.outline import CourseOutline, LessonOutline
from courses.searching import plain, text_of

RELEASE_KIND_LABELS = {
    ReleaseKind.EDITORIAL: _("Editorial"),
    ReleaseKind.CONTENT: _("New content"),
    ReleaseKind.RETAKE: _("New content, to be retaken at renewal"),
}


# Blocks that ask nothing: no question, no key and no scenario is ever in the search index.
SEARCHED_BLOCKS = frozenset(name for name, _block in GENERAL_BLOCKS)
MAX_INDEXED = 300_000  # characters; PostgreSQL takes a megabyte of a text, in UTF-8


class Searchable(index.Indexed):
    """Is found by its title and text. The service that releases editions fills the index.

    Wagtail's own receivers are off: rows are written once, and a lesson's row comes without
    its edition's.
    """

    search_auto_update = False
    search_fields = [
        index.SearchField("title"),
        index.SearchField("search_text"),
        index.AutocompleteField("title"),
        index.AutocompleteField("search_text"),
        index.FilterField("id"),
    ]


class Immutable(models.Model):
    """Can be created, and then neither changed nor deleted through the ORM's instances."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise ValidationError(_("A released edition cannot be changed."))
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ValidationError(_("A released edition cannot be deleted."))


class CourseEdition(Searchable, Immutable):
    """One released edition of a course: number, note, and the frozen outline."""

    course_key = models.UUIDField(_("course"), help_text="CoursePage.translation_key")
    language = models.CharField(_("language"), max_length=10)
    number = models.PositiveIntegerField(_("edition"))
    slug = models.SlugField(_("address"), max_length=255)
    title = models.CharField(_("title"), max_length=255)
    kind = models.CharField(
        _("kind of release"), max_length=20, choices=list(RELEASE_KIND_LABELS.items())
    )
    note = models.TextField(_("what is new"), max_length=1000)
    outline_data = models.JSONField(_("outline"))
    released_on = models.DateField(_("released on"))
    released_by = models.CharField(_("released by"), max_length=250)

    class Meta:
        verbose_name = _("edition")
        ordering = ["course_key", "language", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["course_key", "language", "number"], name="one_edition_per_number"
            )
        ]
        indexes = [models.Index(fields=["slug", "-number"], name="edition_by_slug")]

    def __str__(self):
        return f"{self.title} ({self.number})"

    @property
    def cache_key(self) -> str:
        """Names this edition for ever; what is cached under it never becomes wrong."""
        return f"{self.course_key}:{self.language}:{self.number}"

    @cached_property
    def outline(self) -> CourseOutline:
        return CourseOutline.from_json(self.outline_data)

    @classmethod
    def get_indexed_objects(cls):
        """Return the newest editions: nobody looks for earlier ones."""
        newer = cls.objects.filter(
            course_key=models.OuterRef("course_key"),
            language=models.OuterRef("language"),
            number__gt=models.OuterRef("number"),
        )
        return super().get_indexed_objects().filter(~models.Exists(newer))

    @property
    def search_text(self) -> str:
        """All that is said about the course and in its lessons, without questions."""
        outline = self.outline
        parts = [outline.summary, plain(outline.introduction)]
        parts += [*outline.objectives, *outline.audiences]
        parts += [text for module in outline.modules for text in (module.title, module.summary)]
        for lesson in self.lessons.all():
            lesson.edition = self  # its outline has been read
            parts += [lesson.title, lesson.search_text]
        return " ".join(parts)[:MAX_INDEXED]


class EditionLesson(Searchable, Immutable):
    """The frozen text of one lesson: the raw stream data with its block ids."""

    edition = models.ForeignKey(CourseEdition, on_delete=models.PROTECT, related_name="lessons")
    key = models.UUIDField(_("lesson"), help_text="LessonPage.translation_key")
    revision = models.PositiveBigIntegerField(_("page revision"), null=True)
    body = models.JSONField(_("content"))
    # The glossary changes; what it said when the lesson was released does not.
    terms = models.JSONField(_("explained terms"), default=list)

    class Meta:
        verbose_name = _("frozen lesson")
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="one_frozen_lesson_per_key")
        ]

    search_fields = [*Searchable.search_fields, index.FilterField("edition")]

    def __str__(self):
        return f"{self.edition} · {self.key}"

    @classmethod
    def get_indexed_objects(cls):
        newest = CourseEdition.get_indexed_objects()
        return super().get_indexed_objects().filter(edition__in=newest).select_related("edition")

    @property
    def outline(self) -> LessonOutline:
        return self.edition.outline.lesson(key=str(self.key))

    @property
    def title(self) -> str:
        return self.outline.title

    @property
    def search_text(self) -> str:
        """Summary and running text of the lesson, without questions."""
        return f"{self.outline.summary} {text_of(self.body, SEARCHED_BLOCKS)}"[:MAX_INDEXED]


def _exactly_one() -> models.Q:
    """XOR of three would hold for all three as well."""
    names = ("image", "document", "recording")
    one_each = [
        models.Q(**{f"{name}__isnull": name != chosen for name in names}) for chosen in names
    ]
    return one_each[0] | one_each[1] | one_each[2]


class EditionMedia(Immutable):
    """A picture, document or recording of a released edition; it cannot be deleted any more."""

    # Uses are named by `core.media_guard`, exactly and without a background task.
    wagtail_reference_index_ignore = True

    edition = models.ForeignKey(CourseEdition, on_delete=models.PROTECT, related_name="media")
    image = models.ForeignKey(
        CustomImage, null=True, on_delete=models.PROTECT, related_name="edition_uses"
    )
    document = models.ForeignKey(
        CustomDocument, null=True, on_delete=models.PROTECT, related_name="edition_uses"
    )
    recording = models.ForeignKey(
        CustomMedia, null=True, on_delete=models.PROTECT, related_name="edition_uses"
    )

    class Meta:
        verbose_name = _("medium of an edition")
        constraints = [
            models.UniqueConstraint(fields=["edition", "image"], name="image_once_per_edition"),
            models.UniqueConstraint(
                fields=["edition", "document"], name="document_once_per_edition"
            ),
            models.UniqueConstraint(
                fields=["edition", "recording"], name="recording_once_per_edition"
            ),
            models.CheckConstraint(condition=_exactly_one(), name="one_medium_per_row"),
        ]

    def __str__(self):
        return str(self.image or self.document or self.recording)
