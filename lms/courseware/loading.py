"""Loading courses: what is new is released, what differs is shown, asked about, released.

`Talk` says things and asks; without an answer nothing that people wrote is overwritten.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.permissions import SYSTEM
from courses.enums import ReleaseKind
from courses.models import CourseEdition, CourseIndexPage, CoursePage, LessonPage
from courses.services import (
    Compared,
    Comparison,
    CourseData,
    PageState,
    compare,
    create_course,
    note_loaded,
    publish_loaded,
    release,
    write_drafts,
)
from lms.courseware import lint
from lms.courseware.comparing import report
from lms.courseware.files import read_course
from lms.courseware.media import stored

FIRST_NOTE = "Erste Ausgabe."


class LoadStopped(Exception):
    """Nothing was changed, or nothing more; the message says why and what to do."""


@dataclass(frozen=True)
class Talk:
    """How to speak with whoever loads. `ask` returns one of the answers; None: nobody there.

    `agreed` answers every question but one with yes: pages edited in Wagtail are overwritten
    only with `overwrite`.
    """

    say: Callable[[str], None]
    ask: Callable[[str, tuple[str, ...]], str] | None = None
    agreed: bool = False
    overwrite: bool = False

    def agree(self, question: str) -> bool:
        if self.agreed:
            return True
        if self.ask is None:
            raise LoadStopped("Nothing was changed: run it with --yes, or where it can ask.")
        return self.ask(question, ("yes", "no")) == "yes"


def load_course(folder: Path, *, index: CourseIndexPage, talk: Talk) -> CoursePage | None:
    """Bring a course to what its files say; return it, or None where that was declined.

    Everything is written in one transaction, or, where somebody answers in between, in two:
    drafts, then the edition. Raises `LoadStopped`.
    """
    data = _read(folder, talk)
    course = CoursePage.objects.child_of(index).filter(slug=data.slug).first()
    if course is None:
        return _create(index, data, talk)
    found = compare(course=course, data=data)
    if found.nothing and not found.waiting and not (talk.overwrite and found.changes):
        talk.say(f"{data.slug}: nothing has changed.")
        for line in report(found):
            talk.say(line)
        return course
    for line in report(found):
        talk.say(line)
    try:
        if talk.agreed:
            with transaction.atomic():
                return _update(found, data, talk)
        return _update(found, data, talk)
    except ValidationError as error:
        left = "nothing was changed" if talk.agreed else "what was written stays as drafts"
        reasons = " ".join(error.messages)
        raise LoadStopped(f"cannot be released, and {left}: {reasons}") from error


def _read(folder: Path, talk: Talk) -> CourseData:
    remarks = lint.check_course(folder)
    course = lint.read(folder / "course.yaml")
    if isinstance(course, dict) and isinstance(course.get("modules"), list):
        # What is being written beside the course, and not listed yet, hinders nobody.
        parts = ["", *course["modules"]]
        remarks = [remark for remark in remarks if remark.part in parts]
    if grave := [str(remark) for remark in remarks if remark.grave]:
        raise LoadStopped("\n".join(["nothing was changed, for:", *grave]))
    for remark in remarks:
        talk.say(f"to be mended: {remark}")
    return stored(read_course(folder), folder.parent)


def _create(index: CourseIndexPage, data: CourseData, talk: Talk) -> CoursePage | None:
    lessons = sum(len(module.lessons) for module in data.modules)
    what = f"“{data.title}”: {len(data.modules)} modules, {lessons} lessons"
    if not talk.agree(f"Create and release {what}?"):
        return None
    with transaction.atomic():
        course = create_course(actor=SYSTEM, index=index, data=data)
        note_loaded(actor=SYSTEM, course=course)
        release(actor=SYSTEM, course=course, kind=ReleaseKind.CONTENT, note=FIRST_NOTE)
    talk.say(f"Created and released {what}.")
    return course


def _update(found: Comparison, data: CourseData, talk: Talk) -> CoursePage | None:
    keep = _to_keep(found, talk)
    to_write = [item for item in found.changes if item.name not in keep]
    if to_write or found.moved:
        if not talk.agree(
            f"Write what differs of “{data.title}” as drafts (pages: {len(to_write)})?"
        ):
            return None
        write_drafts(actor=SYSTEM, comparison=found, data=data, keep=keep)
        talk.say(f"{data.slug}: pages written as drafts: {len(to_write)}.")
    elif not (found.removed or found.waiting):
        return found.course
    if not talk.agree("Publish them and release the course as a new edition?"):
        return found.course
    edition = publish_loaded(
        actor=SYSTEM, course=found.course, data=data, note=_note(found, to_write)
    )
    talk.say(_result(data, edition))
    return found.course


def _to_keep(found: Comparison, talk: Talk) -> frozenset[str]:
    """Return the names of pages that stay as somebody edited them in Wagtail."""
    keep = {item.name for item in found.changes if item.state == PageState.KEPT}
    edited = [item for item in found.changes if item.state == PageState.EDITED]
    if talk.overwrite:
        return frozenset()
    for item in edited:
        name = item.name or "course"
        if talk.agreed:
            answer = "keep"
            talk.say(f"{name}: edited in Wagtail and kept; --overwrite would replace it.")
        elif talk.ask is None:
            raise LoadStopped(f"{name} was edited in Wagtail: --yes keeps it, --overwrite not.")
        else:
            question = f"{name} was edited in Wagtail since it was loaded. What shall be done?"
            answer = talk.ask(question, ("keep", "overwrite", "abort"))
        if answer == "abort":
            raise LoadStopped("Nothing was changed.")
        if answer == "keep":
            keep.add(item.name)
    return frozenset(keep)


def _note(found: Comparison, written: list[Compared]) -> str:
    """Return what people in the middle of the course are told of the edition, in German."""
    names = {item.name for item in written}
    waiting = [page for page in found.waiting if page.slug not in names]
    new = [item.state == PageState.NEW for item in written if "body" in item.after]
    new += [not page.live for page in waiting if isinstance(page, LessonPage)]
    gone = sum(isinstance(page, LessonPage) for page in found.removed)
    counted = {"überarbeitet": new.count(False), "neu": new.count(True), "entfallen": gone}
    parts = [
        f"{number} {'Lektion' if number == 1 else 'Lektionen'} {what}"
        for what, number in counted.items()
        if number
    ]
    if found.moved:
        parts.append("Lektionen umgestellt")
    return f"{', '.join(parts) or 'Beschreibung überarbeitet'}."


def _result(data: CourseData, edition: CourseEdition | None) -> str:
    if edition is None:
        return f"{data.slug}: published; the newest edition says the same already."
    return f"{data.slug}: released as edition {edition.number} ({edition.kind})."
