"""Creating course pages from plain data: for the demo, for tests, later for files of text."""

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.permissions import SYSTEM
from courses.enums import TargetGroup
from courses.models import (
    CourseAudience,
    CourseContentNote,
    CourseContributor,
    CourseIndexPage,
    CourseObjective,
    CoursePage,
    LessonPage,
    ModulePage,
)


@dataclass(frozen=True)
class LessonData:
    """A lesson to be created. `body` is raw stream data: `{"type", "value", "id"}` each.

    `key` is what progress is kept under; without one the page gets its own.
    """

    slug: str
    title: str
    minutes: int
    body: list
    summary: str = ""
    required: bool = True
    key: str = ""


@dataclass(frozen=True)
class ModuleData:
    slug: str
    title: str
    lessons: list[LessonData]
    summary: str = ""
    key: str = ""


@dataclass(frozen=True)
class CourseData:
    """A whole course to be created.

    `introduction` and `evidence` are HTML; `contributors` are pairs of name and task.
    """

    slug: str
    title: str
    summary: str
    modules: list[ModuleData]
    introduction: str = ""
    evidence: str = ""
    objectives: list[str] = field(default_factory=list)
    audiences: list[str] = field(default_factory=list)
    content_notes: list[str] = field(default_factory=list)
    contributors: list[tuple[str, str]] = field(default_factory=list)
    certificate_contents: list[str] = field(default_factory=list)
    pass_mark: int | None = None
    target_groups: list[TargetGroup] = field(default_factory=list)
    valid_months: int | None = None
    key: str = ""


@transaction.atomic
def create_course(*, actor, index: CourseIndexPage, data: CourseData) -> CoursePage:
    """Create and publish a course with its modules and lessons below the course index.

    It is not released by that: nobody can take it before `release`. Raises
    `PermissionDenied` for somebody who may not add pages there and `ValidationError` for
    unfit data, for example a slug that is taken.
    """
    if actor is not SYSTEM and not index.permissions_for_user(actor).can_add_subpage():
        raise PermissionDenied
    course = CoursePage(
        slug=data.slug,
        pass_mark=data.pass_mark,
        valid_months=data.valid_months,
        **_key(data),
    )
    fill_course(course, data)
    _publish(index, course, actor)
    for module_data in data.modules:
        module = new_module(module_data)
        _publish(course, module, actor)
        for lesson_data in module_data.lessons:
            _publish(module, new_lesson(lesson_data), actor)
    return course


def fill_course(course: CoursePage, data: CourseData) -> None:
    """Put into a page what the data say, and leave what they do not; saves nothing."""
    course.title = data.title
    course.summary = data.summary
    course.introduction = data.introduction
    course.evidence = data.evidence
    course.certificate_contents = "\n".join(data.certificate_contents)
    for group in TargetGroup:
        setattr(course, f"for_{group}", group in data.target_groups)
    # Numbered, because PostgreSQL returns rows without a number in no certain order.
    texts = {
        "objectives": (CourseObjective, data.objectives),
        "audiences": (CourseAudience, data.audiences),
        "content_notes": (CourseContentNote, data.content_notes),
    }
    for name, (model, rows) in texts.items():
        setattr(course, name, [model(text=row, sort_order=n) for n, row in enumerate(rows)])
    course.contributors = [
        CourseContributor(name=name, task=task, sort_order=n)
        for n, (name, task) in enumerate(data.contributors)
    ]


def fill_module(module: ModulePage, data: ModuleData) -> None:
    """As `fill_course`, for a module without its lessons."""
    module.title = data.title
    module.summary = data.summary


def fill_lesson(lesson: LessonPage, data: LessonData) -> None:
    """As `fill_course`, for a lesson."""
    lesson.title = data.title
    lesson.summary = data.summary
    lesson.minutes = data.minutes
    lesson.required = data.required
    lesson.body = LessonPage.body.field.stream_block.to_python(data.body)


def new_module(data: ModuleData) -> ModulePage:
    """Return a page that is not stored yet."""
    module = ModulePage(slug=data.slug, **_key(data))
    fill_module(module, data)
    return module


def new_lesson(data: LessonData) -> LessonPage:
    """Return a page that is not stored yet."""
    lesson = LessonPage(slug=data.slug, **_key(data))
    fill_lesson(lesson, data)
    return lesson


def _key(data) -> dict:
    return {"translation_key": data.key} if data.key else {}


def _publish(parent, page, actor) -> None:
    parent.add_child(instance=page)
    user = None if actor is SYSTEM else actor
    page.save_revision(user=user).publish(user=user)
