"""Finding courses on offer by words and filters. Only what is released can be found.

The number of queries does not depend on how many courses there are: the editions on offer,
their outlines unless they are cached, those that match, and the lessons in which.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.core.cache import caches
from django.db import connection
from django.db.models import QuerySet
from wagtail.search.backends import get_search_backend
from wagtail.search.query import And, Or, PlainText, SearchQuery

from accounts.roles import Role
from courses.enums import TargetGroup
from courses.models import CourseEdition, EditionLesson
from courses.models.editions import SEARCHED_BLOCKS
from courses.searching import Piece, excerpt, marked, spellings, stem_of, text_of, words_of
from courses.selectors.editions import (
    CatalogueEntry,
    catalogue_entries,
    on_offer,
    one_per_course,
    outline_of,
)

MAX_LESSONS = 3  # shown of each course
DURATIONS = {
    "bis-30": lambda minutes: minutes <= 30,
    "bis-60": lambda minutes: minutes <= 60,
    "mehr": lambda minutes: minutes > 60,
}


@dataclass(frozen=True)
class Filters:
    """What somebody looks for; everything that is empty lets all courses through.

    `own_groups` are the groups one belongs to oneself, when only fitting courses are wanted.
    """

    query: str = ""
    groups: tuple[TargetGroup, ...] = ()
    durations: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    own_groups: frozenset[TargetGroup] = frozenset()

    @property
    def words(self) -> tuple[str, ...]:
        return words_of(self.query)

    def let_through(self, entry: CatalogueEntry) -> bool:
        """Whether a course fits, words and languages apart. One for no group is for all."""
        fits = [DURATIONS[name](entry.minutes) for name in self.durations]
        groups = entry.target_groups
        wanted = [set(chosen) for chosen in (self.groups, self.own_groups) if chosen]
        return (not fits or any(fits)) and all(not groups or some & set(groups) for some in wanted)


@dataclass(frozen=True)
class LessonHit:
    """A lesson in which words were found: its title, and where they stand."""

    title: Sequence[Piece]
    excerpt: Sequence[Piece]


@dataclass(frozen=True)
class Found:
    """A course that fits. Where words were searched for, the lessons in which they stand."""

    course: CatalogueEntry
    lessons: tuple[LessonHit, ...] = ()
    more: int = 0  # lessons beyond those shown


def own_groups(viewer, *, manages: bool) -> frozenset[TargetGroup]:
    """Return the target groups of a signed-in person: by role, and by their own word.

    That they manage others is their word for this session; it is stored with no account.
    """
    group = TargetGroup.TRAINERS if viewer.has_role(Role.TRAINER) else TargetGroup.STAFF
    return frozenset({group, TargetGroup.MANAGERS} if manages else {group})


def find_courses(filters: Filters) -> list[Found]:
    """Return the courses on offer that fit, each once: in page order, or the best hits first."""
    editions = list(on_offer())
    if filters.languages:
        editions = [item for item in editions if item.language in filters.languages]
    words = filters.words
    if words:
        rows = CourseEdition.objects.filter(id__in=[item.pk for item in editions]).only("id")
        matching = {item.pk for item in _matching(rows, words, And)}
        editions = [item for item in editions if item.pk in matching]
    chosen = one_per_course(editions)
    fitting = [
        (edition, entry)
        for edition, entry in zip(chosen, catalogue_entries(chosen), strict=True)
        if filters.let_through(entry)
    ]
    if not words:
        return [Found(entry) for _edition, entry in fitting]
    return _with_lessons(fitting, words)


def _matching(rows: QuerySet, words: Sequence[str], combine: type[And | Or]) -> list:
    """Return the rows that the index names, the best ones first.

    PostgreSQL compares German word stems; what it does not find that way, and everything on
    SQLite, is compared by the beginnings of words.
    """
    backend = get_search_backend()
    if connection.vendor == "postgresql":
        stems = _query([spellings(word) for word in words], combine)
        if found := list(backend.search(stems, rows)):
            return found
    beginnings = [{stem_of(form) for form in spellings(word)} for word in words]
    return list(backend.autocomplete(_query(beginnings, combine), rows))


def _query(words: Collection[Collection[str]], combine: type[And | Or]) -> SearchQuery:
    return combine([Or([PlainText(form) for form in sorted(forms)]) for forms in words])


def _with_lessons(
    fitting: list[tuple[CourseEdition, CatalogueEntry]], words: Sequence[str]
) -> list[Found]:
    if not fitting:
        return []
    rows = EditionLesson.objects.filter(edition__in=[edition.pk for edition, _entry in fitting])
    by_edition = defaultdict(list)
    for row in _matching(rows.only("id", "edition", "key"), words, Or):
        by_edition[row.edition_id].append(row)
    shown = [row for rows in by_edition.values() for row in rows[:MAX_LESSONS]]
    texts = _texts_of(shown)
    found = []
    for edition, entry in fitting:
        rows, outline = by_edition[edition.pk], outline_of(edition)
        hits = tuple(
            LessonHit(
                title=marked(outline.lesson(key=str(row.key)).title, words),
                excerpt=excerpt(texts[row.pk], words),
            )
            for row in rows[:MAX_LESSONS]
        )
        found.append(Found(entry, hits, more=len(rows) - len(hits)))
    return sorted(found, key=lambda item: _rank(item, words))


def _rank(found: Found, words: Sequence[str]) -> tuple[bool, int]:
    """Words in the title count most, then in how many lessons there are some."""
    in_title = any(piece.hit for piece in marked(found.course.title, words))
    return not in_title, -len(found.lessons) - found.more


def _texts_of(rows: list[EditionLesson]) -> dict[int, str]:
    """Return the running text of frozen lessons; what is not cached is read at once."""
    cache = caches["editions"]
    names = {row.pk: f"text:{row.pk}" for row in rows}
    cached = cache.get_many(names.values())
    found = {pk: cached[name] for pk, name in names.items() if name in cached}
    missing = [row.pk for row in rows if row.pk not in found]
    if missing:
        for pk, body in EditionLesson.objects.filter(pk__in=missing).values_list("pk", "body"):
            found[pk] = text_of(body, SEARCHED_BLOCKS)
            cache.set(names[pk], found[pk])
    return found
