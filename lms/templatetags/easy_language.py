"""Courses in Leichte Sprache, for pages of other apps such as the immediate help."""

from functools import cache

from django import template

from courses.selectors import catalogue
from courses.selectors.editions import CatalogueEntry
from lms.courseware.files import course_folders
from lms.courseware.strict_yaml import load

register = template.Library()


@register.simple_tag
def easy_courses() -> list[CatalogueEntry]:
    """Return the courses on offer that are delivered in Leichte Sprache.

    As many queries as the catalogue.
    """
    return [entry for entry in catalogue() if entry.slug in _easy_slugs()]


@cache
def _easy_slugs() -> frozenset[str]:
    courses = (load(folder / "course.yaml") for folder in course_folders())
    return frozenset(course["slug"] for course in courses if course.get("easy_language"))
