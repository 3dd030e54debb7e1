"""Validators with messages that say what to do."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core import names


def validate_name(value: str) -> None:
    """Refuse what could not be printed: control characters, direction marks, piles of marks."""
    if len(value) > names.MAX_LENGTH:
        raise ValidationError(
            _("Please shorten the name to at most %(limit)d characters."),
            code="too_long",
            params={"limit": names.MAX_LENGTH},
        )
    if any(names.is_forbidden(character) for character in value):
        raise ValidationError(
            _("The name contains invisible control characters. Please type it in again."),
            code="control_characters",
        )
    if names.has_mark_pile(value):
        raise ValidationError(
            _("The name has too many accents on one letter. Please type it in again."),
            code="combining_marks",
        )
    if not names.clean_name(value):
        raise ValidationError(_("Please enter a name."), code="empty")


def validate_telephone(value: str) -> None:
    """Refuse what no telephone can dial; people call these numbers in distress."""
    if not re.fullmatch(r"\+?[0-9 /-]{3,30}", value):
        raise ValidationError(
            _("Please enter a telephone number with digits and spaces only."), code="telephone"
        )


def validate_line(value: str) -> None:
    """Refuse control characters and direction marks in a line of text; it may be empty."""
    if any(names.is_forbidden(character) for character in value):
        raise ValidationError(
            _("The text contains invisible control characters. Please type it in again."),
            code="control_characters",
        )
