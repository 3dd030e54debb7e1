"""The form for a check code that somebody reads from paper."""

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates import codes


class CheckForm(forms.Form):
    code = forms.CharField(
        label=_("Check code"),
        max_length=200,
        help_text=_("28 letters and digits, at the bottom of the certificate."),
        error_messages={"required": _("Please enter the check code.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        code = codes.read(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(
                _("A check code has 28 letters and digits. Please compare it with the paper.")
            )
        return code
