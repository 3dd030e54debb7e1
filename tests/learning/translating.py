"""Translating a course as Wagtail does it, and writing the English texts into the copy."""

import json

from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.models import Locale

from core.slugs import slug_for
from courses.models import CoursePage, LessonPage, ModulePage
from courses.services.setup import prepare_site

ENGLISH = {
    "Umgang mit Anfeindungen": "Dealing with hostility",
    "Lesen": "Reading",
    "Fragen": "Questions",
    "Entscheiden": "Deciding",
    "Abstand halten ist": "Keeping a distance is",
    "Welche Anschrift geben Sie an?": "Which address do you give?",
    "Dienstort": "The office",
    "Zuhause": "My home",
    "RIGHT-FEEDBACK": "RIGHT-IN-ENGLISH",
    "WRONG-FEEDBACK": "WRONG-IN-ENGLISH",
}


def translate(course: CoursePage, *, slug: str = "") -> CoursePage:
    """Copy a course for English with all its pages, translate some texts, and publish it."""
    prepare_site()
    english = Locale.objects.get(language_code="en")
    copy = CopyPageForTranslationAction(
        page=course, locale=english, copy_parents=True, include_subtree=True
    ).execute(skip_permission_checks=True)
    copy.slug = slug or copy.slug
    for page in (copy, *_below(copy, ModulePage), *_below(copy, LessonPage)):
        _write(page)
        page.save_revision().publish()
    return CoursePage.objects.get(pk=copy.pk)


def _below(course: CoursePage, model) -> list:
    return list(model.objects.descendant_of(course).order_by("path"))


def _write(page) -> None:
    page.title = ENGLISH.get(page.title, page.title)
    if isinstance(page, LessonPage):
        page.slug = slug_for(page.title)
        text = json.dumps(LessonPage.body.field.get_prep_value(page.body), ensure_ascii=False)
        for german, english in ENGLISH.items():
            text = text.replace(german, english)
        page.body = LessonPage.body.field.stream_block.to_python(json.loads(text))
