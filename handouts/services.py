"""Printing of what is handed out at once: nothing of it is stored, and nothing is logged."""

import logging

from django.conf import settings
from django.core.cache import caches

from certificates.printing import print_all
from certificates.rendering import Job, RenderError
from handouts import documents

logger = logging.getLogger(__name__)
DAY = 24 * 3600


class NotPrinted(Exception):
    """There is no paper at the moment. Holds nothing of what should have been printed."""


def print_document(job: Job) -> bytes:
    """Return the PDF of a document, made by a process of its own.

    Raises `NotPrinted` where that fails. Logs the reason, never a word of the document.
    """
    (result,) = print_all([job], fonts_conf=settings.CERTIFICATE_FONTS_CONF)
    if isinstance(result, RenderError):
        logger.error("A hand-out was not printed: %s", result.reason)
        raise NotPrinted
    return result


def print_empty_plan(language: str) -> bytes:
    """Return the form of a plan as PDF; it is the same for everybody and printed once a day."""
    name = f"empty-plan:{language}"
    pdf = caches["editions"].get(name)
    if pdf is None:
        pdf = print_document(documents.empty_plan(language))
        caches["editions"].set(name, pdf, DAY)
    return pdf
