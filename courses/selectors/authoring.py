"""What authors are shown: the state of each page, uses of media, figures of a course."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F, Func, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.models import CustomDocument, CustomImage, CustomMedia
from courses.models import CourseEdition, CoursePage, EditionMedia, LessonPage, ModulePage

KINDS = {CustomImage: "image", CustomDocument: "document", CustomMedia: "recording"}


@dataclass(frozen=True)
class OpenDraft:
    """A page whose newest text is not part of a release; `never` published at all."""

    page_id: int
    title: str
    module: str
    never: bool


def open_drafts(course: CoursePage) -> list[OpenDraft]:
    """Return the course, its modules and lessons with unpublished changes, in page order."""
    pages = Page.objects.descendant_of(course, inclusive=True).type(
        (CoursePage, ModulePage, LessonPage)
    )
    rows = list(
        pages.order_by("path").values(
            "pk", "title", "path", "depth", "live", "draft_title", "has_unpublished_changes"
        )
    )
    titles = {row["path"]: row["title"] for row in rows}
    return [
        OpenDraft(
            page_id=row["pk"],
            title=row["draft_title"] or row["title"],
            module=titles.get(row["path"][: -Page.steplen], "")
            if row["depth"] > course.depth + 1
            else "",
            never=not row["live"],
        )
        for row in rows
        if row["has_unpublished_changes"] or not row["live"]
    ]


def editions_showing(media: Sequence) -> dict[int, list[str]]:
    """Name the released editions that show these media, all of one kind."""
    if not media:
        return {}
    kind = KINDS[type(media[0])]
    rows = (
        EditionMedia.objects.filter(**{f"{kind}__in": [medium.pk for medium in media]})
        .select_related("edition")
        .defer("edition__outline_data")
        .order_by("edition__title", "edition__number")
    )
    found: dict[int, list[str]] = {}
    for row in rows:
        found.setdefault(getattr(row, f"{kind}_id"), []).append(
            _("%(title)s, edition %(number)d")
            % {"title": row.edition.title, "number": row.edition.number}
        )
    return found


def with_figures(courses: QuerySet) -> QuerySet:
    """Annotate courses with their newest edition and their published lessons and minutes."""
    newest = CourseEdition.objects.filter(
        course_key=OuterRef("translation_key"), language=OuterRef("locale__language_code")
    ).order_by("-number")
    lessons = (
        LessonPage.objects.live()
        .filter(path__startswith=OuterRef("path"))
        .order_by()
        .annotate(everything=Func(F("pk"), function="COUNT"))
        .values("everything")
    )
    return courses.annotate(
        edition_number=Subquery(newest.values("number")[:1]),
        edition_date=Subquery(newest.values("released_on")[:1]),
        lesson_count=Subquery(lessons),
        lesson_minutes=Coalesce(
            Subquery(lessons.annotate(sum=Func(F("minutes"), function="SUM")).values("sum")), 0
        ),
    )
