"""Releasing a course: publish = compile.

A release freezes the published pages into an edition that never changes. What it means for
people in the middle of the course depends on its kind (see `courses.enums.ReleaseKind`).
"""

import json
from dataclasses import dataclass
from hashlib import sha256

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.permissions import SYSTEM
from core.services import Concern, record_audit
from courses.changes import Change, differences, same_substance
from courses.effects import Effect, effects_of
from courses.enums import ReleaseKind
from courses.models import CourseEdition, CoursePage, EditionLesson, EditionMedia
from courses.selectors import bodies_of, newest_edition
from courses.services.compilation import Compiled, ReleaseProblem, compile_course
from courses.services.finding import index_edition
from courses.signals import edition_released


@dataclass(frozen=True)
class ReleasePreview:
    """What an author is told before releasing. A release is refused while `problems` exist."""

    current: CourseEdition | None
    next_number: int
    compiled: Compiled
    changes: tuple[Change, ...]
    problems: tuple[ReleaseProblem, ...]
    effects: tuple[Effect, ...]
    allowed_kinds: tuple[ReleaseKind, ...]

    @property
    def fingerprint(self) -> str:
        """Names the state that was looked at: another text or another edition changes it."""
        compiled = self.compiled
        state = [self.next_number, compiled.outline.to_json(), compiled.bodies, compiled.terms]
        return sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()


def may_release(actor, course: CoursePage) -> bool:
    """Whether the actor may publish this page, and so release the course."""
    return actor is SYSTEM or course.permissions_for_user(actor).can_publish()


def check_release(*, actor, course: CoursePage) -> ReleasePreview:
    """Return what a release would freeze, change and mean. Writes nothing.

    Raises `PermissionDenied` for somebody who may not publish the course.
    """
    if not may_release(actor, course):
        raise PermissionDenied
    compiled = compile_course(course)
    current = newest_edition(course.translation_key, course.locale.language_code)
    changes, kinds = (), (ReleaseKind.CONTENT,)
    if current:
        old = (current.outline, bodies_of(current))
        new = (compiled.outline, compiled.bodies)
        changes = tuple(differences(*old, *new))
        follow = (ReleaseKind.EDITORIAL,) if same_substance(*old, *new) else ()
        kinds = (*follow, ReleaseKind.CONTENT, ReleaseKind.RETAKE)
    return ReleasePreview(
        current=current,
        next_number=current.number + 1 if current else 1,
        compiled=compiled,
        changes=changes,
        problems=compiled.problems,
        effects=tuple(effects_of(course.translation_key, course.locale.language_code)),
        allowed_kinds=kinds,
    )


@transaction.atomic
def release(*, actor, course: CoursePage, kind: ReleaseKind, note: str) -> CourseEdition:
    """Freeze the published pages of a course as its next edition and return it.

    Effects in one transaction: the edition with its lessons and media, the signal
    `edition_released` (through which running enrolments follow an editorial release), an
    audit entry. Two releases at once come one after the other. Raises `PermissionDenied`,
    or `ValidationError` with one message per problem.
    """
    Page.objects.select_for_update().get(pk=course.pk)
    preview = check_release(actor=actor, course=course)
    _refuse(course, preview, ReleaseKind(kind), note)
    edition = CourseEdition.objects.create(
        course_key=course.translation_key,
        language=course.locale.language_code,
        number=preview.next_number,
        slug=course.slug,
        title=course.title,
        kind=kind,
        note=note.strip(),
        outline_data=preview.compiled.outline.to_json(),
        released_on=timezone.localdate(),
        released_by=str(actor)[:250],
    )
    _freeze(edition, preview.compiled)
    index_edition(edition)
    record_audit(
        actor=actor,
        action="courses.release",
        organisation=None,
        concerns=[Concern(None, str(edition))],
    )
    edition_released.send(sender=CourseEdition, edition=edition)
    return edition


def _refuse(course: CoursePage, preview: ReleasePreview, kind: ReleaseKind, note: str) -> None:
    problems = [str(problem) for problem in preview.problems]
    if not course.live:
        problems.append(_("The course is not published. Please publish it first."))
    if not note.strip():
        problems.append(_("Please say in a sentence what is new."))
    if len(note) > 1000:
        problems.append(_("Please shorten the note to at most 1000 characters."))
    if kind not in preview.allowed_kinds:
        problems.append(
            _(
                "Questions, scenarios or required lessons have changed. That cannot be an "
                "editorial release; please choose another kind."
            )
        )
    if problems:
        raise ValidationError(problems)


def _freeze(edition: CourseEdition, compiled: Compiled) -> None:
    EditionLesson.objects.bulk_create(
        EditionLesson(
            edition=edition,
            key=key,
            revision=compiled.revisions[key],
            body=body,
            terms=compiled.terms[key],
        )
        for key, body in compiled.bodies.items()
    )
    EditionMedia.objects.bulk_create(
        EditionMedia(edition=edition, **{f"{kind}_id": key})
        for kind, keys in compiled.media.items()
        for key in sorted(keys)
    )
