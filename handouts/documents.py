"""From a template and its data to what the renderer needs: every hand-out looks alike.

A template extends "handouts/pdf/base.html"; the style sheet is the same for all of them.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from certificates.rendering import Job
from handouts.plan import Plan, Step

STYLE_SHEET = "handouts/pdf/base.css"
_DATE_FORMATS = {"en": "j F Y"}  # not the American one; otherwise that of the language
# Where to break a word without end: the renderer's time grows with the square of its length.
_ENDLESS = re.compile(r"(\S{60})(?=\S)")
EMPTY_STEPS = 4  # as many as fit on a page with room to write


def compose(
    template: str, context: dict, *, language: str, assets: Mapping[str, bytes] | None = None
) -> Job:
    """Return the document that a template makes of its data, in the language given.

    `assets` are the pictures that it names by `asset:` addresses.
    """
    shared = {
        "language": language,
        "today": timezone.localdate(),
        "date_format": _DATE_FORMATS.get(language, "DATE_FORMAT"),
        "site_name": settings.SITE_NAME,
    }
    with translation.override(language):
        html = render_to_string(template, {**shared, **context})
        css = render_to_string(STYLE_SHEET)
    return Job(html, css, assets or {})


def filled_plan(plan: Plan, language: str) -> Job:
    """Return the paper of a plan: what is open first, then what is done."""
    printable = Plan(tuple(_breakable(step) for step in plan.steps))
    return compose("handouts/pdf/plan.html", {"plan": printable}, language=language)


def empty_plan(language: str) -> Job:
    """Return the form of a plan to fill in by hand."""
    return compose("handouts/pdf/empty_plan.html", {"rows": range(EMPTY_STEPS)}, language=language)


def _breakable(step: Step) -> Step:
    return replace(step, what=_ENDLESS.sub("\\1\u200b", step.what))
