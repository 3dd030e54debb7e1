"""The forms for a check code that somebody reads from paper, and for what else they ask."""

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates import codes
from certificates.services.checking import LARGEST_FILE
from core.names import MAX_LENGTH
from core.validators import validate_name


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


class NameForm(forms.Form):
    heading = _("Compare the name")
    name = forms.CharField(
        label=_("Name on the certificate"),
        help_text=_("As it is printed. Capitals, blanks and hyphens do not matter."),
        error_messages={"required": _("Please enter the name.")},
        validators=[validate_name],
        widget=forms.TextInput(
            attrs={"maxlength": MAX_LENGTH, "autocomplete": "off", "spellcheck": "false"}
        ),
    )


class ShareForm(forms.Form):
    with_files = forms.BooleanField(
        label=_("Others may also download the badge and the digital proof"), required=False
    )


class FileForm(forms.Form):
    heading = _("Check the file")
    file = forms.FileField(
        label=_("The certificate as PDF"),
        help_text=_("At most 2 MB. It is checked and not kept."),
        error_messages={
            "required": _("Please choose the file."),
            "invalid": _("Please choose the file."),
            "missing": _("Please choose the file."),
            "empty": _("This file is empty. Please choose another one."),
        },
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    )

    def clean_file(self) -> bytes:
        """Return the content."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(too_large())
        return file.read()


def too_large() -> str:
    return _("This file is larger than 2 MB, so it is not the certificate.")
