"""The filter above the list of completions, and what is asked before a certificate changes."""

import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from accounts.forms import name_field
from certificates.services.lifecycle import MAX_REASON
from core.names import clean_name
from core.validators import validate_line
from hr.selectors import Filters

DATE_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"]


def _date_field(label) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        input_formats=DATE_FORMATS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class ReasonForm(forms.Form):
    """Why a certificate holds no more."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=MAX_REASON,
        help_text=_("Whoever checks the certificate can read it. Please name nobody."),
        error_messages={"required": _("Please give a reason.")},
        validators=[validate_line],
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class CorrectionForm(ReasonForm):
    """The name as it should have been printed, and why."""

    name = name_field()
    field_order = ["name", "reason"]

    def clean_name(self) -> str:
        name = clean_name(self.cleaned_data["name"])
        if name == self.initial.get("name"):
            raise ValidationError(_("This is the name that is on the certificate already."))
        return name


class FilterForm(forms.Form):
    """Course, period and name. Its fields' names are those in the address."""

    name = forms.CharField(
        label=_("Name"), required=False, max_length=200, validators=[validate_line]
    )
    kurs = forms.TypedChoiceField(label=_("Course"), required=False, coerce=uuid.UUID)
    von = _date_field(_("Completed from"))
    bis = _date_field(_("Completed until"))

    def __init__(self, data, *, courses):
        super().__init__(data)
        choices = [(str(key), title) for key, title in courses]
        self.fields["kurs"].choices = [("", _("All courses")), *choices]

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("von"), cleaned.get("bis")
        if since and until and since > until:
            raise ValidationError(_("The period ends before it begins. Please swap the dates."))
        return cleaned

    def filters(self) -> Filters | None:
        """Return what to narrow the list to, or None if the entries make no sense."""
        if not self.is_valid():
            return None
        return Filters(
            search=self.cleaned_data["name"],
            course_key=self.cleaned_data["kurs"] or None,
            since=self.cleaned_data["von"],
            until=self.cleaned_data["bis"],
        )

    def query(self, **more: str) -> str:
        """Return the entries as the query of an address, to come back to the same list."""
        entries = {name: self.data.get(name, "") for name in self.fields} | more
        return urlencode({name: value for name, value in entries.items() if value})
