"""From a template and its data to what the renderer needs: every hand-out looks alike.

A template extends "handouts/pdf/base.html"; the style sheet is the same for all of them.
"""

from collections.abc import Mapping

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from certificates.rendering import Job

STYLE_SHEET = "handouts/pdf/base.css"


def compose(
    template: str, context: dict, *, language: str, assets: Mapping[str, bytes] | None = None
) -> Job:
    """Return the document that a template makes of its data, in the language given.

    `assets` are the pictures that it names by `asset:` addresses.
    """
    shared = {"language": language, "today": timezone.localdate(), "site_name": settings.SITE_NAME}
    with translation.override(language):
        html = render_to_string(template, {**shared, **context})
        css = render_to_string(STYLE_SHEET)
    return Job(html, css, assets or {})


def empty_plan(language: str) -> Job:
    """Return the form of a plan to fill in by hand."""
    return compose("handouts/pdf/empty_plan.html", {"rows": range(4)}, language=language)
