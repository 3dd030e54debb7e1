"""Reading courses: the catalogue and the editions of a course."""

from courses.selectors.editions import (
    bodies_of,
    catalogue,
    editions_by_pk,
    editions_of,
    newest_edition,
    newest_editions,
    on_offer,
    open_edition,
    outline_of,
    translations_of,
)

__all__ = [
    "bodies_of",
    "catalogue",
    "editions_of",
    "newest_edition",
    "newest_editions",
    "on_offer",
    "open_edition",
    "editions_by_pk",
    "outline_of",
    "translations_of",
]
