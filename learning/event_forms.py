"""Forms of trainers: an event held on site, a course held on site, and who was there."""

import re
from datetime import timedelta

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.names import is_forbidden
from core.validators import validate_line
from learning.models.events import (
    MAX_CONTENT,
    MAX_CONTENTS,
    MAX_MINUTES,
    MAX_NOTE,
    MAX_PLACE,
    MAX_TITLE,
)
from learning.services.attendance import MAX_AT_ONCE

DATE_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"]
LONGEST = timedelta(days=366)
EARLIEST = timedelta(days=3660)  # a year that was typed wrongly
MAX_REASON = 300
_ADDRESS = re.compile(r"[^\s<>,;\"']+@[^\s<>,;\"']+")


def _day_field(label, help_text="", *, required=True) -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        input_formats=DATE_FORMATS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class OnSiteForm(forms.Form):
    """When and where it was, and a note for oneself."""

    first_day = _day_field(_("Day, or first day"))
    last_day = _day_field(
        _("Last day"),
        _("Only if it lasted several days. It is the day of completion."),
        required=False,
    )
    place = forms.CharField(
        label=_("Place"),
        help_text=_("As it is printed, for example “Town hall of Musterstadt, hall 2”."),
        max_length=MAX_PLACE,
        validators=[validate_line],
    )
    note = forms.CharField(
        label=_("Note for yourself"),
        help_text=_("It is not printed, and nobody else sees it. Please name no persons."),
        required=False,
        max_length=MAX_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        first = cleaned.get("first_day")
        last = cleaned.get("last_day") or first
        if first is None or "last_day" in self.errors:
            return cleaned
        if last < first:
            self.add_error("last_day", _("The event ends before it begins. Please swap the days."))
        elif last - first > LONGEST or abs(first - timezone.localdate()) > EARLIEST:
            self.add_error("first_day", _("Please check the year."))
        return {**cleaned, "last_day": last}

    def clean_note(self) -> str:
        return _plain(self.cleaned_data["note"])


class EventForm(OnSiteForm):
    """An event that is no course of this platform."""

    title = forms.CharField(
        label=_("Title"),
        help_text=_("As it is printed on the certificate."),
        max_length=MAX_TITLE,
        validators=[validate_line],
    )
    minutes = forms.IntegerField(
        label=_("Extent in minutes"),
        help_text=_("Without breaks. 45 minutes are one teaching unit (UE)."),
        min_value=1,
        max_value=MAX_MINUTES,
    )
    contents = forms.CharField(
        label=_("Contents"),
        help_text=_("One to eight points, one per line. They are printed on the certificate."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    language = forms.ChoiceField(label=_("Language of the certificate"), choices=settings.LANGUAGES)
    field_order = ["title", "first_day", "last_day", "place", "minutes", "contents", "language"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = settings.LANGUAGE_CODE

    def clean_contents(self) -> list[str]:
        lines = _lines(self.cleaned_data["contents"])
        for line in lines:
            validate_line(line)
            if len(line) > MAX_CONTENT:
                raise ValidationError(
                    _("Please shorten each line to at most %(limit)d characters."),
                    params={"limit": MAX_CONTENT},
                )
        if not 1 <= len(lines) <= MAX_CONTENTS:
            raise ValidationError(
                _("Please enter one to eight points. There are %(count)d."),
                params={"count": len(lines)},
            )
        return lines


class CourseOnSiteForm(OnSiteForm):
    """A course of this platform that was held on site, or attended elsewhere."""

    edition_id = forms.TypedChoiceField(label=_("Course"), coerce=int)
    field_order = ["edition_id", "first_day", "last_day", "place"]

    def __init__(self, *args, courses, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["edition_id"].choices = [("", _("Please choose")), *courses]


class PeopleForm(forms.Form):
    """Who was there: addresses or names, as they stand on a list of participants."""

    people = forms.CharField(
        label=_("Participants"),
        help_text=_(
            "One person per line: the e-mail address with which they sign in, or the name. "
            "You confirm the list in the next step."
        ),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Please enter at least one person.")},
    )

    def clean_people(self) -> list[str]:
        """Return addresses and names, each once; of “Anna Müller <a@b.de>” the address."""
        entries: dict[str, None] = {}
        for line in _lines(self.cleaned_data["people"]):
            entries.update(dict.fromkeys(_ADDRESS.findall(line) or [line.strip(" ,;")]))
        entries.pop("", None)
        if len(entries) > MAX_AT_ONCE:
            raise ValidationError(
                _("Please enter at most %(limit)d people at a time. There are %(count)d."),
                params={"limit": MAX_AT_ONCE, "count": len(entries)},
            )
        return list(entries)


class WithdrawForm(forms.Form):
    """Why something that was recorded is taken back."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=MAX_REASON,
        help_text=_("Whoever checks the certificate can read it. Please name nobody."),
        error_messages={"required": _("Please give a reason.")},
        validators=[validate_line],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _plain(text: str) -> str:
    text = text.replace("\r\n", "\n")
    return "".join(letter for letter in text if letter == "\n" or not is_forbidden(letter)).strip()
