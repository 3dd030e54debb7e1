"""Starting a course, and moving to another edition of it: a newer one, or a translation."""

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from courses.enums import ReleaseKind
from courses.models import CourseEdition
from courses.selectors import newest_edition, on_offer, open_edition
from learning.models import Completion, Enrolment
from learning.services.completions import complete_if_done
from learning.services.record import locked


@transaction.atomic
def enrol(*, actor, course_slug: str, language: str | None = None) -> Enrolment:
    """Enrol the actor in the edition on offer, for their municipality; return the enrolment.

    Starting twice returns the first enrolment, also from two tabs at once, and in whatever
    language: a course and its translations are one. Raises `Http404` for a course that is not
    on offer and `ValidationError` for a person who belongs to no municipality.
    """
    edition = open_edition(course_slug, language)
    if edition is None:
        raise Http404
    _insert(actor, edition, cycle=1)
    mine = Enrolment.objects.filter(user=actor, course_key=edition.course_key)
    return mine.select_related("edition").order_by("-cycle")[0]


@transaction.atomic
def renew(*, actor, enrolment: Enrolment) -> Enrolment:
    """Start a course that the actor has completed anew, in the newest edition on offer.

    What was worked on before, its completion and its certificate stay as they are. Renewing
    twice starts once, also from two tabs; a course that is running is returned as it is. Raises
    `ValidationError` while the certificate is valid for long, or for ever, and for a course
    that is on offer no more.
    """
    if enrolment.user_id != actor.pk:
        raise PermissionDenied
    completion = Completion.objects.filter(enrolment=enrolment).first()
    if completion is None:
        return enrolment
    if not completion.may_be_renewed:
        raise ValidationError(_("Your certificate is still valid. You can renew it later."))
    offered = on_offer().filter(course_key=enrolment.course_key)
    edition = offered.filter(language=enrolment.edition.language).first() or offered.first()
    if edition is None:
        raise ValidationError(_("This course is not on offer any more."))
    cycle = enrolment.cycle + 1
    _insert(actor, edition, cycle=cycle)
    mine = Enrolment.objects.filter(user=actor, course_key=edition.course_key, cycle=cycle)
    return mine.select_related("edition").get()


def _insert(actor, edition: CourseEdition, *, cycle: int) -> None:
    """Write an enrolment unless there is one: the constraint decides."""
    organisation = actor.organisation
    if organisation is None:
        raise ValidationError(
            _(
                "Your account does not belong to a municipality yet. Please ask your HR office "
                "to add you."
            ),
            code="no_organisation",
        )
    Enrolment.objects.bulk_create(
        [
            Enrolment(
                user=actor,
                course_key=edition.course_key,
                edition=edition,
                organisation=organisation,
                cycle=cycle,
            )
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def switch_edition(*, actor, enrolment: Enrolment, language: str = "") -> Enrolment:
    """Move the actor's running enrolment to the newest edition of the course.

    With another language to the newest one on offer in it, otherwise in the language the person
    is in. What was worked on and answered stays, mapped by lesson key and block id, which
    translations share. Nothing happens where the course is completed, where the edition is the
    newest already, or where there is none in that language. If nothing is missing under the new
    edition, the course is complete.
    """
    if enrolment.user_id != actor.pk:
        raise PermissionDenied
    current = locked(enrolment)
    if language in {"", current.edition.language}:
        newest = newest_edition(current.course_key, current.edition.language)
    elif language in dict(settings.LANGUAGES):
        newest = on_offer().filter(course_key=current.course_key, language=language).first()
    else:
        newest = None
    if newest is None or newest.pk == current.edition_id:
        return current
    if Completion.objects.filter(enrolment=current).exists():
        return current
    current.edition = newest
    current.save(update_fields=["edition"])
    complete_if_done(current)
    return current


def follow_editorial_release(*, edition: CourseEdition) -> int:
    """Move running enrolments from the edition before to an editorial one; return how many.

    Called inside the transaction of the release. An editorial release changes nothing that
    counts for completion, so nobody gains or loses anything.
    """
    if edition.kind != ReleaseKind.EDITORIAL:
        return 0
    return Enrolment.objects.filter(
        course_key=edition.course_key,
        edition__language=edition.language,
        edition__number=edition.number - 1,
        completion__isnull=True,
    ).update(edition=edition)
