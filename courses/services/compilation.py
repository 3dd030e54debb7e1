"""From pages to an edition's data: outline, frozen bodies, media. Reads, writes nothing."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.models import CustomDocument, CustomImage, CustomMedia
from core.rich_text import expand
from courses import scenario
from courses.blocks.questions import MESSAGES as QUESTION_MESSAGES
from courses.blocks.scenarios import MESSAGES as SCENARIO_MESSAGES
from courses.enums import TaskKind
from courses.frozen import SELF_CHECK, FrozenLesson, preview_lesson, terms_in
from courses.grading import pool_problems
from courses.models import CoursePage, LessonPage, ModulePage
from courses.outline import CourseOutline, LessonOutline, ModuleOutline, TaskOutline


@dataclass(frozen=True)
class ReleaseProblem:
    """What stands against a release, and the page on which it is mended."""

    text: str
    page_id: int

    def __str__(self):
        return self.text


@dataclass(frozen=True)
class Compiled:
    """A course ready to be frozen. `problems` must be empty for a release."""

    outline: CourseOutline
    bodies: dict[str, list]
    revisions: dict[str, int | None]
    terms: dict[str, list[dict]]  # what the glossary says of the terms in each lesson
    media: dict[str, frozenset[int]]  # by the column of `EditionMedia`
    problems: tuple[ReleaseProblem, ...]


def compile_course(course: CoursePage) -> Compiled:
    """Read the published pages below a course and return what an edition would hold."""
    modules = list(ModulePage.objects.child_of(course).live())
    lessons = {module.pk: list(LessonPage.objects.child_of(module).live()) for module in modules}
    flat = [lesson for module in modules for lesson in lessons[module.pk]]
    repeated = {slug for slug, n in Counter(lesson.slug for lesson in flat).items() if n > 1}
    outline = _outline(course, modules, lessons, repeated)
    terms = terms_in(course.locale.language_code)
    frozen = {lesson.pk: preview_lesson(lesson, terms) for lesson in flat}
    return Compiled(
        outline=outline,
        bodies={str(lesson.translation_key): _raw(lesson) for lesson in flat},
        revisions={str(lesson.translation_key): lesson.live_revision_id for lesson in flat},
        terms={
            str(lesson.translation_key): [term.to_json() for term in frozen[lesson.pk].terms]
            for lesson in flat
        },
        media=_media(course, flat),
        problems=tuple(_problems(course, modules, lessons, frozen)),
    )


def draft_outline(page: CoursePage | LessonPage) -> CourseOutline:
    """Return the outline around a draft for its preview: the draft itself, the rest as stored."""
    course = page if isinstance(page, CoursePage) else CoursePage.objects.ancestor_of(page).get()
    modules = list(ModulePage.objects.child_of(course))
    found = list(LessonPage.objects.descendant_of(course).exclude(pk=page.pk))
    if isinstance(page, LessonPage):
        found = sorted([*found, page], key=lambda lesson: lesson.path)
    lessons = {
        module.pk: [lesson for lesson in found if lesson.path.startswith(module.path)]
        for module in modules
    }
    return _outline(course, modules, lessons, repeated=set())


def _outline(course, modules, lessons, repeated) -> CourseOutline:
    return CourseOutline(
        title=course.title,
        summary=course.summary,
        introduction=expand(course.introduction),
        evidence=expand(course.evidence),
        modules=tuple(
            ModuleOutline(
                key=str(module.translation_key),
                slug=module.slug,
                title=module.title,
                summary=module.summary,
                lessons=tuple(
                    _lesson(lesson, _slug(lesson, module, repeated))
                    for lesson in lessons[module.pk]
                ),
            )
            for module in modules
        ),
        objectives=tuple(item.text for item in course.objectives.all()),
        audiences=tuple(item.text for item in course.audiences.all()),
        content_notes=tuple(item.text for item in course.content_notes.all()),
        contributors=tuple((item.name, item.task) for item in course.contributors.all()),
        certificate_contents=tuple(
            line.strip() for line in course.certificate_contents.splitlines() if line.strip()
        ),
        pass_mark=course.pass_mark,
        target_groups=tuple(map(str, course.target_groups)),
        valid_months=course.valid_months,
    )


def _slug(lesson: LessonPage, module: ModulePage, repeated: set[str]) -> str:
    """Page slugs are unique in a module only; addresses of lessons are unique in a course."""
    return f"{module.slug}-{lesson.slug}" if lesson.slug in repeated else lesson.slug


def _lesson(page: LessonPage, slug: str) -> LessonOutline:
    return LessonOutline(
        key=str(page.translation_key),
        slug=slug,
        title=page.title,
        minutes=page.minutes,
        required=page.required,
        summary=page.summary,
        tasks=tuple(_task(block) for block in page.body.raw_data if block["type"] in set(TaskKind)),
    )


def _task(block: dict) -> TaskOutline:
    if block["type"] != TaskKind.SELF_CHECK:
        return TaskOutline(block["id"], block["type"])
    return TaskOutline(
        block["id"],
        block["type"],
        draw=block["value"].get("draw") or 0,
        questions=tuple(question["id"] for question in block["value"]["questions"]),
    )


def _raw(page: LessonPage) -> list:
    return LessonPage.body.field.get_prep_value(page.body)


def _media(course, lessons) -> dict[str, frozenset[int]]:
    """Return the media that the texts refer to; a poster is a file of its recording."""
    kinds = {CustomImage: "image", CustomDocument: "document", CustomMedia: "recording"}
    found: dict[str, set[int]] = {kind: set() for kind in kinds.values()}
    fields = [
        (CoursePage._meta.get_field(name), getattr(course, name))
        for name in ("introduction", "evidence")
    ]
    fields += [(LessonPage.body.field, lesson.body) for lesson in lessons]
    for field, value in fields:
        for model, object_id, _path, _content in field.extract_references(value):
            if model in kinds:
                found[kinds[model]].add(int(object_id))
    return {kind: frozenset(keys) for kind, keys in found.items()}


def _problems(course, modules, lessons, frozen):
    if not any(lessons.values()):
        yield ReleaseProblem(_("The course has no published lesson."), course.pk)
    for module in modules:
        if not lessons[module.pk]:
            text = _("The module “%(title)s” has no published lesson.") % {"title": module.title}
            yield ReleaseProblem(text, module.pk)
        for lesson in lessons[module.pk]:
            for text in _problems_of_lesson(lesson, frozen[lesson.pk]):
                yield ReleaseProblem(text, lesson.pk)


def _problems_of_lesson(lesson: LessonPage, frozen: FrozenLesson):
    place = _("Lesson “%(title)s”:") % {"title": lesson.title}
    if not frozen.parts:
        yield f"{place} {_('It is empty.')}"
    for name, problem in _problems_of_questions(frozen):
        yield f"{place} „{name[:60]}“ – {QUESTION_MESSAGES[problem.code]}"
    for item in frozen.scenarios.values():
        for problem in scenario.problems(item):
            yield f"{place} {str(SCENARIO_MESSAGES[problem.code]) % vars(problem)}"


def _problems_of_questions(frozen: FrozenLesson):
    """Yield the question or self-check by its words, and what is wrong with it."""
    for question in frozen.questions.values():
        for problem in question.problems():
            yield question.text, problem
    for part in frozen.parts:
        if part.kind == SELF_CHECK:
            pool = [frozen.questions[name] for name in part.questions]
            for problem in pool_problems(pool, part.draw):
                yield part.title, problem
