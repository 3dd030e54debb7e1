"""The courses on offer, for pages of other apps such as the start page."""

from django import template

from courses.selectors import catalogue
from courses.selectors.editions import CatalogueEntry

register = template.Library()


@register.simple_tag
def courses_on_offer() -> list[CatalogueEntry]:
    """Return what the catalogue shows. One query."""
    return catalogue()
