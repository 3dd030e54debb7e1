"""Files that are handed out at once: nothing of them is stored, and nothing is logged."""

import logging
import re
from dataclasses import replace
from hashlib import sha256
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import caches
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.printing import Limits, print_all
from certificates.rendering import Job, RenderError, RenderRefused
from handouts import calendars, documents, readings
from handouts.plan import InvalidPlan, Plan
from handouts.selectors import Reading

logger = logging.getLogger(__name__)
DAY = 24 * 3600
WEEK = 7 * DAY
LIMITS = Limits(cpu_seconds=30, job_seconds=60)  # a module may have thirty pages
UNKNOWN_SIGN = "□"
_WITHOUT_GLYPH = re.compile(r"unsupported by fonts: .* \(U\+([0-9A-F]{4,6})\)$")


class NotPrinted(Exception):
    """There is no paper at the moment. Holds nothing of what should have been printed."""


def print_document(job: Job) -> bytes:
    """Return the PDF of a document, made by a process of its own.

    A letter that none of our fonts has is printed as a box: a paper with a box in it helps,
    no paper does not. Raises `NotPrinted` where it fails; logs the reason, never a word of
    the document.
    """
    result = _print(job)
    if isinstance(result, RenderRefused) and (unknown := _letters_without_glyph(result)):
        result = _print(replace(job, html=job.html.translate(dict.fromkeys(unknown, UNKNOWN_SIGN))))
    if isinstance(result, RenderError):
        logger.error("A hand-out was not printed: %s", result.reason)
        raise NotPrinted
    return result


def print_plan(plan: Plan, language: str) -> bytes:
    """Return a plan as PDF. Raises `NotPrinted`."""
    return print_document(documents.filled_plan(plan, language))


def plan_as_calendar(plan: Plan) -> bytes:
    """Return the steps that have a date and are not done as appointments.

    Raises `InvalidPlan` ("no_dates") where there are none.
    """
    if not plan.dated_steps:
        raise InvalidPlan("no_dates")
    return calendars.calendar_of(
        plan.dated_steps,
        host=urlsplit(settings.BASE_URL).hostname,
        title=_("My plan"),
        with_whom=_("With:"),
        made_at=timezone.now(),
    )


def print_empty_plan(language: str) -> bytes:
    """Return the form of a plan as PDF; it is the same for everybody and printed once a day."""
    name = f"empty-plan:{language}"
    pdf = caches["editions"].get(name)
    if pdf is None:
        pdf = print_document(documents.empty_plan(language))
        caches["editions"].set(name, pdf, DAY)
    return pdf


def print_reading(reading: Reading) -> bytes:
    """Return lessons as PDF, the same for all people of the municipality. Raises `NotPrinted`.

    It is kept for a week: what is in it names no person.
    """
    cache = caches["default"]
    name = f"reading:{sha256(f'{readings.REVISION}:{reading.key}'.encode()).hexdigest()}"
    pdf = cache.get(name)
    if pdf is None:
        pdf = print_document(readings.paper(reading))
        cache.set(name, pdf, WEEK)
    return pdf


def _print(job: Job) -> bytes | RenderError:
    (result,) = print_all([job], fonts_conf=settings.CERTIFICATE_FONTS_CONF, limits=LIMITS)
    return result


def _letters_without_glyph(refusal: RenderRefused) -> set[int]:
    found = [_WITHOUT_GLYPH.search(line) for line in refusal.lines]
    return {int(match[1], 16) for match in found if match}
