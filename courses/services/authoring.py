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
    """A lesson to be created. `body` is raw stream data: `{"type", "value", "id"}` each."""

    slug: str
    title: str
    minutes: int
    body: list
    summary: str = ""
    required: bool = True


@dataclass(frozen=True)
class ModuleData:
    slug: str
    title: str
    lessons: list[LessonData]
    summary: str = ""


@dataclass(frozen=True)
class CourseData:
    """A whole course to be created. `introduction` and `evidence` are HTML; `contributors` name, task pairs."""

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
        title=data.title,
        summary=data.summary,
        introduction=data.introduction,
        evidence=data.evidence,
        certificate_contents="\n".join(data.certificate_contents),
        pass_mark=data.pass_mark,
        valid_months=data.valid_months,
        **{f"for_{group}": group in data.target_groups for group in TargetGroup},
    )
    course.objectives = [CourseObjective(text=text) for text in data.objectives]
    course.audiences = [CourseAudience(text=text) for text in data.audiences]
    course.content_notes = [CourseContentNote(text=text) for text in data.content_notes]
    course.contributors = [CourseContributor(name=n, task=t) for n, t in data.contributors]
    _publish(index, course, actor)
    for module_data in data.modules:
        module = ModulePage(
            slug=module_data.slug, title=module_data.title, summary=module_data.summary
        )
        _publish(course, module, actor)
        for lesson_data in module_data.lessons:
            _publish(module, _lesson(lesson_data), actor)
    return course


def _lesson(data: LessonData) -> LessonPage:
    return LessonPage(
        slug=data.slug,
        title=data.title,
        summary=data.summary,
        minutes=data.minutes,
        required=data.required,
        body=LessonPage.body.field.stream_block.to_python(data.body),
    )


def _publish(parent, page, actor) -> None:
    parent.add_child(instance=page)
    user = None if actor is SYSTEM else actor
    page.save_revision(user=user).publish(user=user)
