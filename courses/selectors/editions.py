"""Which editions there are, and which of them are on offer.

A course is on offer, in a language, while its page in that language is published. People who
are in the middle of a course never come through here: they have their edition.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core.cache import caches
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import get_language

from courses.models import CourseEdition, CoursePage
from courses.outline import CourseOutline

OFFER_SECONDS = 300


@dataclass(frozen=True)
class CatalogueEntry:
    """A course on offer, as the catalogue shows it."""

    key: str  # of the edition: what is rendered of it under this name stays true
    course_key: UUID
    title: str
    summary: str
    slug: str
    minutes: int
    module_count: int
    audiences: tuple[str, ...]
    number: int
    language: str
    target_groups: tuple[str, ...]


def newest_editions() -> QuerySet[CourseEdition]:
    """Return the newest edition of every course and language."""
    newest = (
        CourseEdition.objects.filter(
            course_key=OuterRef("course_key"), language=OuterRef("language")
        )
        .order_by("-number")
        .values("pk")[:1]
    )
    return CourseEdition.objects.filter(pk=Subquery(newest))


def on_offer() -> QuerySet[CourseEdition]:
    """Return the newest editions of those courses whose page is published and not restricted.

    In the order of their pages, which trainers arrange in Wagtail. Without the outline column:
    of many editions it is by far the largest part to read.
    """
    published = CoursePage.objects.live().public()
    page = published.filter(
        translation_key=OuterRef("course_key"), locale__language_code=OuterRef("language")
    )
    placed = newest_editions().annotate(place=Subquery(page.values("path")[:1]))
    return placed.exclude(place=None).order_by("place").defer("outline_data")


def one_per_course(
    editions: Iterable[CourseEdition], language: str | None = None
) -> list[CourseEdition]:
    """Return one edition of each course, in the order given: the languages of a course are one.

    It is the one in the language (by default the reader's); where there is none, the one in
    the main language, or else any.
    """
    wanted = (language or get_language(), settings.LANGUAGE_CODE)
    chosen: dict[UUID, CourseEdition] = {}
    for edition in editions:
        known = chosen.setdefault(edition.course_key, edition)
        if _rank(edition, wanted) < _rank(known, wanted):
            chosen[edition.course_key] = edition
    return list(chosen.values())


def _rank(edition: CourseEdition, wanted: tuple) -> int:
    return wanted.index(edition.language) if edition.language in wanted else len(wanted)


def catalogue() -> list[CatalogueEntry]:
    """Return all courses on offer in page order, each once, in the reader's language if possible.

    Three queries at most, however many there are.
    """
    return catalogue_entries(one_per_course(on_offer()))


def catalogue_entries(editions: list[CourseEdition]) -> list[CatalogueEntry]:
    """Return editions as the catalogue shows them; one query where outlines are not cached."""
    outlines = _outlines_of(editions)
    return [
        CatalogueEntry(
            key=edition.cache_key,
            course_key=edition.course_key,
            title=edition.title,
            summary=outlines[edition.pk].summary,
            slug=edition.slug,
            minutes=outlines[edition.pk].minutes,
            module_count=len(outlines[edition.pk].modules),
            audiences=outlines[edition.pk].audiences,
            number=edition.number,
            language=edition.language,
            target_groups=outlines[edition.pk].target_groups,
        )
        for edition in editions
    ]


def open_edition(slug: str, language: str | None = None) -> CourseEdition | None:
    """Return the edition on offer under an address, or None.

    Translations often have the same address: it then leads to the one in the language (by
    default the reader's).
    """
    return next(iter(one_per_course(on_offer().filter(slug=slug).order_by("-pk"), language)), None)


@dataclass(frozen=True)
class Translation:
    """A course as it is on offer in another language."""

    language: str
    slug: str


def translations_of(edition: CourseEdition) -> list[Translation]:
    """Return the other languages in which the course is on offer.

    Every lesson page asks; one answer for all courses is kept for five minutes.
    """
    cache = caches["editions"]  # each process its own
    found = cache.get("translations")
    if found is None:
        found = {}
        for key, language, slug in on_offer().values_list("course_key", "language", "slug"):
            found.setdefault(key, []).append(Translation(language, slug))
        cache.set("translations", found, OFFER_SECONDS)
    return [item for item in found.get(edition.course_key, ()) if item.language != edition.language]


def newest_edition(course_key: UUID, language: str) -> CourseEdition | None:
    return editions_of(course_key, language).first()


def editions_of(course_key: UUID, language: str) -> QuerySet[CourseEdition]:
    """Return the editions of a course, newest first."""
    return CourseEdition.objects.filter(course_key=course_key, language=language).order_by(
        "-number"
    )


def bodies_of(edition: CourseEdition) -> dict[str, list]:
    """Return the raw stream data of an edition's lessons by lesson key."""
    return {str(row.key): row.body for row in edition.lessons.all()}


def editions_by_pk(pks: Iterable[int]) -> dict[int, CourseEdition]:
    """Return editions, without their outline's column; no query for those that are cached.

    Everybody in the process gets the same objects: an edition never changes.
    """
    cache = caches["editions"]
    names = {pk: f"edition:{pk}" for pk in pks}
    cached = cache.get_many(names.values())
    found = {pk: cached[name] for pk, name in names.items() if name in cached}
    missing = names.keys() - found.keys()
    if missing:
        for edition in CourseEdition.objects.filter(pk__in=missing).defer("outline_data"):
            found[edition.pk] = edition
            cache.set(names[edition.pk], edition)
    return found


def outline_of(edition: CourseEdition) -> CourseOutline:
    """Return an edition's outline without reading its column when it is cached.

    Load the edition with `.defer("outline_data")` for this to save anything.
    """
    return _outlines_of([edition])[edition.pk]


def _outlines_of(editions: list[CourseEdition]) -> dict[int, CourseOutline]:
    """Return the outlines by edition; what is not cached is read at once."""
    cache = caches["editions"]
    names = {edition.pk: f"outline:{edition.cache_key}" for edition in editions}
    cached = cache.get_many(names.values())
    found = {pk: cached[name] for pk, name in names.items() if name in cached}
    missing = [edition.pk for edition in editions if edition.pk not in found]
    if missing:
        rows = CourseEdition.objects.filter(pk__in=missing).values_list("pk", "outline_data")
        for pk, data in rows:
            found[pk] = CourseOutline.from_json(data)
            cache.set(names[pk], found[pk])
    return found
