"""What a person may take along: lessons of the edition they are in, and help in their house."""

from dataclasses import dataclass

from django.http import Http404
from wagtail.blocks import StreamValue

from accounts.models import LocalContact, Organisation
from courses.frozen import stored_lessons
from courses.marking import Term
from courses.models import CourseEdition
from courses.outline import LessonOutline, ModuleOutline
from courses.selectors import outline_of
from learning.selectors.progress import enrolment_or_404, lesson_or_404


@dataclass(frozen=True)
class Lesson:
    """A lesson with its text and the terms that are explained in it."""

    outline: LessonOutline
    stream: StreamValue
    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Reading:
    """What shall be printed. With one lesson that lesson, otherwise the whole module."""

    edition: CourseEdition
    module: ModuleOutline
    lessons: tuple[Lesson, ...]
    organisation: Organisation

    @property
    def title(self) -> str:
        """The title of the paper: of the lesson, or of the module."""
        return self.lessons[0].outline.title if self.single else self.module.title

    @property
    def single(self) -> bool:
        return len(self.lessons) == 1

    @property
    def contacts(self) -> list[LocalContact]:
        return list(self.organisation.contacts.all())

    @property
    def key(self) -> str:
        """Names all that the paper depends on: editions never change, contacts are counted."""
        lessons = ",".join(lesson.outline.key for lesson in self.lessons)
        house = f"{self.organisation.key}:{self.organisation.contacts_version}"
        return f"{self.edition.cache_key}:{lessons}:{house}"


def lesson_to_take(viewer, course_slug: str, lesson_slug: str) -> Reading:
    """Return one lesson of the viewer's edition; 404 for a course they have not started."""
    enrolment = enrolment_or_404(viewer, course_slug)
    lesson = lesson_or_404(enrolment, lesson_slug)
    modules = outline_of(enrolment.edition).modules
    module = next(item for item in modules if lesson in item.lessons)
    return _reading(enrolment, module, [lesson])


def module_to_take(viewer, course_slug: str, module_slug: str) -> Reading:
    """Return a module of the viewer's edition; 404 for a course they have not started."""
    enrolment = enrolment_or_404(viewer, course_slug)
    modules = outline_of(enrolment.edition).modules
    module = next((item for item in modules if item.slug == module_slug), None)
    if module is None:
        raise Http404
    return _reading(enrolment, module, module.lessons)


def _reading(enrolment, module: ModuleOutline, outlines) -> Reading:
    stored = stored_lessons(enrolment.edition, [outline.key for outline in outlines])
    lessons = tuple(Lesson(outline, *stored[outline.key]) for outline in outlines)
    return Reading(enrolment.edition, module, lessons, enrolment.organisation)
