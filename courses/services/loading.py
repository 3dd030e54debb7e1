"""Loading a course from plain data again: what differs becomes drafts, then an edition.

A page that somebody edited in Wagtail since it was last loaded is told apart by what the log
of the page says: every load leaves the digest of what it wrote.
"""

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry

from accounts.permissions import SYSTEM
from courses.enums import ReleaseKind
from courses.models import CourseEdition, CoursePage, LessonPage, ModulePage
from courses.services.authoring import (
    CourseData,
    fill_course,
    fill_lesson,
    fill_module,
    new_lesson,
    new_module,
)
from courses.services.release import check_release, release

ACTION = "courses.load"
_EDITORS_OWN = re.compile(r' data-block-key=\\?"[^"]*"')  # set when Wagtail's editor opens


class PageState(StrEnum):
    """How a page stands to the data."""

    SAME = "same"
    NEW = "new"
    CHANGED = "changed"  # the data changed, the page did not
    EDITED = "edited"  # the page was edited since it was loaded, and the data differ from it
    KEPT = "kept"  # the page was edited, the data are as they were loaded


@dataclass(frozen=True)
class Compared:
    """A page of the data. `before` is {} for a new one; `page` its newest draft."""

    name: str  # its slug; "" for the course itself
    state: PageState
    before: dict
    after: dict
    page: Page | None = None


@dataclass(frozen=True)
class Comparison:
    """What loading would do. `removed` are published pages that the data lack."""

    course: CoursePage
    pages: tuple[Compared, ...]
    moved: tuple[str, ...]
    removed: tuple[Page, ...]
    waiting: tuple[Page, ...]  # loaded before, as drafts that nobody has published
    absent: tuple[Page, ...] = ()  # unpublished, and edited since: others must publish them

    @property
    def changes(self) -> tuple[Compared, ...]:
        return tuple(item for item in self.pages if item.state != PageState.SAME)

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to write; drafts may be waiting all the same."""
        states = {item.state for item in self.pages} - {PageState.SAME, PageState.KEPT}
        return not (states or self.moved or self.removed)


def compare(*, course: CoursePage, data: CourseData) -> Comparison:
    """Compare the newest drafts of a course with the data. Writes nothing."""
    pages = {page.slug: page for page in _parts(course)}
    compared = [_compared("", course.get_latest_revision_as_object(), data, _course)]
    for module in data.modules:
        compared.append(_compared(module.slug, pages.get(module.slug), module, _module))
        for lesson in module.lessons:
            compared.append(_compared(lesson.slug, pages.get(lesson.slug), lesson, _lesson))
    names = {item.name for item in compared}
    known = [item for item in compared if item.page]
    return Comparison(
        course=course,
        pages=tuple(compared),
        moved=tuple(_moved(course, data)),
        removed=tuple(page for page in pages.values() if page.live and page.slug not in names),
        waiting=tuple(item.page for item in known if _waits(item)),
        absent=tuple(item.page for item in known if not (item.page.live or _waits(item))),
    )


@transaction.atomic
def write_drafts(*, actor, comparison: Comparison, data: CourseData, keep=frozenset()) -> None:
    """Write what differs as drafts; learners see none of it before a release.

    Pages named in `keep` stay as they are. New pages are added unpublished, and pages get
    their places. Raises `PermissionDenied`.
    """
    course = comparison.course
    _refuse_strangers(actor, course)
    written = {
        item.name: item.page
        for item in comparison.changes
        if item.name not in keep and item.state != PageState.NEW
    }
    if "" in written:
        _write(written[""], data, fill_course, actor)
    for module in data.modules:
        page = _write_part(course, module, written, fill_module, new_module, actor)
        for lesson in module.lessons:
            _write_part(page, lesson, written, fill_lesson, new_lesson, actor)
    _put_in_place(course, data, actor)


@transaction.atomic
def publish_loaded(
    *, actor, course: CoursePage, data: CourseData, note: str
) -> CourseEdition | None:
    """Publish the drafts that were loaded, unpublish what the data lack, release an edition.

    Drafts of others stay drafts. The release is editorial where that is allowed. Returns
    None where the newest edition says the same already. Raises `PermissionDenied`, and
    `ValidationError` where the course cannot be released.
    """
    _refuse_strangers(actor, course)
    found = compare(course=course, data=data)
    for page in found.waiting:
        page.get_latest_revision().publish(user=_user(actor))
    for page in found.removed:
        page.unpublish(user=_user(actor))
    course.refresh_from_db()
    preview = check_release(actor=actor, course=course)
    if preview.current and not preview.changes:
        return None
    allowed = preview.allowed_kinds
    kind = ReleaseKind.EDITORIAL if ReleaseKind.EDITORIAL in allowed else ReleaseKind.CONTENT
    return release(actor=actor, course=course, kind=kind, note=note)


def note_loaded(*, actor, course: CoursePage) -> None:
    """Remember of every page of a new course that it is as it was loaded."""
    for page in [course, *_parts(course)]:
        _note(page, actor)


def _parts(course: CoursePage) -> list[Page]:
    """Return modules and lessons, each as its newest draft, in page order."""
    pages = Page.objects.descendant_of(course).order_by("path").specific()
    return [page.get_latest_revision_as_object() for page in pages]


def _compared(name: str, page: Page | None, data, content_of_data) -> Compared:
    after = content_of_data(data)
    if page is None:
        return Compared(name, PageState.NEW, {}, after)
    before = content_of(page)
    if digest(before) == digest(after):
        return Compared(name, PageState.SAME, before, after, page)
    loaded = _loaded_digest(page)
    if loaded == digest(before):
        state = PageState.CHANGED
    else:
        state = PageState.KEPT if loaded == digest(after) else PageState.EDITED
    return Compared(name, state, before, after, page)


def _waits(item: Compared) -> bool:
    page = item.page
    unpublished = page.has_unpublished_changes or not page.live
    return unpublished and _loaded_digest(page) == digest(item.before)


def _loaded_digest(page: Page) -> str | None:
    entry = PageLogEntry.objects.filter(page=page.pk, action=ACTION).order_by("-pk").first()
    return entry.data["digest"] if entry else None


def _note(page: Page, actor) -> None:
    log(page, ACTION, user=_user(actor), data={"digest": digest(content_of(page))})


def _user(actor):
    return None if actor is SYSTEM else actor


def _refuse_strangers(actor, course: CoursePage) -> None:
    if actor is not SYSTEM and not course.permissions_for_user(actor).can_publish():
        raise PermissionDenied


# --- What a page says -------------------------------------------------------------------


def digest(content: dict) -> str:
    """Return a mark of what a page says, the same for the same texts."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    text = text.replace("<br/>", "<br>")  # as it was stored once, and marked
    return sha256(_EDITORS_OWN.sub("", text).encode()).hexdigest()


def content_of(page: Page) -> dict:
    """Return what data can say of a page."""
    if isinstance(page, LessonPage):
        body = LessonPage.body.field.get_prep_value(page.body)
        return _facts_of_lesson(page, json.loads(body) if isinstance(body, str) else body)
    if isinstance(page, ModulePage):
        return _module(page)
    return {
        "title": page.title,
        "summary": page.summary,
        "introduction": _source(page.introduction),
        "evidence": _source(page.evidence),
        "objectives": [item.text for item in page.objectives.all()],
        "audiences": [item.text for item in page.audiences.all()],
        "content_notes": [item.text for item in page.content_notes.all()],
        "contributors": [[item.name, item.task] for item in page.contributors.all()],
        "certificate_contents": page.certificate_contents.splitlines(),
        "target_groups": sorted(map(str, page.target_groups)),
    }


def _course(data: CourseData) -> dict:
    return content_of(_filled(CoursePage(), data, fill_course))


def _module(data) -> dict:
    return {"title": data.title, "summary": data.summary}


def _lesson(data) -> dict:
    return content_of(_filled(LessonPage(), data, fill_lesson))


def _filled(page, data, fill):
    fill(page, data)
    return page


def _facts_of_lesson(page, body: list) -> dict:
    facts = {name: getattr(page, name) for name in ("title", "minutes", "required", "summary")}
    return facts | {"body": body}


def _source(value) -> str:
    return str(getattr(value, "source", value) or "")


# --- Writing ----------------------------------------------------------------------------


def _write(page: Page, data, fill, actor) -> None:
    fill(page, data)
    page.save_revision(user=_user(actor), log_action=True)
    _note(page, actor)


def _write_part(parent: Page, data, written: dict, fill, new, actor) -> Page:
    if data.slug in written:
        _write(written[data.slug], data, fill, actor)
    course = CoursePage.objects.ancestor_of(parent, inclusive=True).get()
    page = Page.objects.descendant_of(course).filter(slug=data.slug).first()
    if page is None:
        page = new(data)
        page.live, page.has_unpublished_changes = False, True
        parent.add_child(instance=page)
        page.save_revision(user=_user(actor))
        _note(page, actor)
    return page.specific


def _moved(course: CoursePage, data: CourseData):
    """Yield the names of known pages that do not stand where the data have them."""
    known = {page.slug for page in Page.objects.descendant_of(course)}
    wanted = [module.slug for module in data.modules if module.slug in known]
    now = [slug for slug in _slugs(course) if slug in wanted]
    yield from (slug for slug, other in zip(now, wanted, strict=True) if slug != other)
    for module in data.modules:
        wanted = [lesson.slug for lesson in module.lessons if lesson.slug in known]
        page = ModulePage.objects.child_of(course).filter(slug=module.slug).first()
        now = [slug for slug in _slugs(page) if slug in wanted] if page else []
        yield from (slug for slug in wanted if slug not in now)
        stayed = [slug for slug in wanted if slug in now]
        yield from (slug for slug, other in zip(stayed, now, strict=True) if slug != other)


def _slugs(parent: Page) -> list[str]:
    children = Page.objects.child_of(parent).order_by("path")
    return list(children.values_list("slug", flat=True))


def _put_in_place(course: CoursePage, data: CourseData, actor) -> None:
    _order(course, [module.slug for module in data.modules], course, actor)
    for module in data.modules:
        page = ModulePage.objects.child_of(course).get(slug=module.slug)
        _order(page, [lesson.slug for lesson in module.lessons], course, actor)


def _order(parent: Page, wanted: list[str], course: CoursePage, actor) -> None:
    if [slug for slug in _slugs(parent) if slug in wanted] == wanted:
        return
    for slug in wanted:
        page = Page.objects.descendant_of(course).get(slug=slug).specific
        page.move(Page.objects.get(pk=parent.pk), pos="last-child", user=_user(actor))
