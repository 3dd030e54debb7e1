"""Reading learning paths: which there are, and the courses on offer along one of them."""

from dataclasses import dataclass

from django.conf import settings

from courses.enums import TargetGroup
from courses.models import LearningPath
from courses.models.paths import TARGET_GROUP_LABELS
from courses.selectors.editions import (
    CatalogueEntry,
    catalogue_entries,
    on_offer,
    one_per_course,
)


@dataclass(frozen=True)
class PathEntry:
    """A learning path as lists show it. `group` is the word for its target group."""

    slug: str
    group: str
    title: str
    introduction: str
    language: str


@dataclass(frozen=True)
class PathStep:
    """One course on offer along a path, and why it stands there."""

    course: CatalogueEntry
    note: str


@dataclass(frozen=True)
class PathPage:
    """A learning path with its steps; what is not on offer is left out."""

    entry: PathEntry
    steps: tuple[PathStep, ...]

    @property
    def minutes(self) -> int:
        return sum(step.course.minutes for step in self.steps)


def learning_paths(language: str) -> list[PathEntry]:
    """Return one path for each target group that has any, in the language if possible."""
    return [_entry(path) for path in _paths(language).values()]


def learning_path(slug: str, language: str) -> PathPage | None:
    """Return the path of a target group, or None where there is none. Four queries at most."""
    path = _paths(language).get(next((group for group in TargetGroup if group.slug == slug), None))
    if path is None:
        return None
    steps = list(path.steps.values_list("course__translation_key", "note"))
    editions = on_offer().filter(course_key__in=[key for key, _note in steps])
    entries = catalogue_entries(one_per_course(editions, path.language))
    by_course = {entry.course_key: entry for entry in entries}
    return PathPage(
        entry=_entry(path),
        steps=tuple(PathStep(by_course[key], note) for key, note in steps if key in by_course),
    )


def _paths(language: str) -> dict[str, LearningPath]:
    """Return the paths by target group, in the order of the groups."""
    wanted = (language, settings.LANGUAGE_CODE)
    found = {(path.target_group, path.language): path for path in LearningPath.objects.all()}
    chosen = {
        group: next((found[group, code] for code in wanted if (group, code) in found), None)
        for group in TargetGroup
    }
    return {group: path for group, path in chosen.items() if path}


def _entry(path: LearningPath) -> PathEntry:
    group = TargetGroup(path.target_group)
    return PathEntry(
        slug=group.slug,
        group=str(TARGET_GROUP_LABELS[group]),
        title=path.title,
        introduction=path.introduction,
        language=path.language,
    )
