"""The form of the release page."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from courses.enums import ReleaseKind
from courses.models.editions import RELEASE_KIND_LABELS

KIND_EXPLANATIONS = {
    ReleaseKind.EDITORIAL: _(
        "Typing errors and wording. Whoever is in the middle of the course reads the new text; "
        "everything done so far counts."
    ),
    ReleaseKind.CONTENT: _(
        "New or changed content. Whoever is in the middle of the course finishes the edition "
        "they have, or switches and keeps what they have worked through. Certificates stay valid."
    ),
    ReleaseKind.RETAKE: _(
        "As with content. In addition, whoever renews a certificate takes the new edition. "
        "Certificates stay valid until they expire."
    ),
}


class ReleaseForm(forms.Form):
    """The kind of release, what is new, and which state the author has looked at."""

    kind = forms.ChoiceField(
        label=_("Kind of release"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what kind of release this is.")},
    )
    note = forms.CharField(
        label=_("What is new"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Learners read this. One or two sentences are enough."),
        error_messages={"required": _("Please say in a sentence what is new.")},
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, allowed_kinds, state: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.state = state
        self.initial["seen"] = state
        kinds = [kind for kind in ReleaseKind if kind in allowed_kinds]
        self.fields["kind"].choices = [(str(kind), RELEASE_KIND_LABELS[kind]) for kind in kinds]
        if len(kinds) == 1:
            self.initial["kind"] = str(kinds[0])

    def clean_seen(self):
        """Refuse a state other than the one the author was shown, as after a double click."""
        if self.cleaned_data["seen"] != self.state:
            raise ValidationError(
                _("The course has changed in the meantime. Please look at the page once more.")
            )
        return self.state
