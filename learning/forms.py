"""Forms to say something: about a lesson, and about a barrier on any page."""

import uuid

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from core.names import is_forbidden
from learning.enums import FeedbackKind
from learning.models.feedback import KIND_LABELS, MAX_LENGTH

LESSON_KINDS = [item for item in KIND_LABELS.items() if item[0] != FeedbackKind.BARRIER]
ANONYMOUS, OWN, OTHER = "anonymous", "own", "other"


class MessageField(forms.CharField):
    """Plain text of several lines. A browser cuts nothing off: what is too long is said."""

    default_validators = [
        MaxLengthValidator(
            MAX_LENGTH,
            _(
                "Please shorten the text to %(limit_value)d characters. It has %(show_value)d at "
                "the moment."
            ),
        )
    ]

    def __init__(self, **kwargs):
        super().__init__(widget=forms.Textarea(attrs={"rows": 7}), **kwargs)

    def to_python(self, value):
        text = super().to_python(value).replace("\r\n", "\n")
        kept = (letter for letter in text if letter == "\n" or not is_forbidden(letter))
        return "".join(kept).strip()


class MessageForm(forms.Form):
    """A message, anonymous unless its writer wants an answer. Valid, it has a `reply_to`."""

    text = MessageField(
        label=_("Your message"),
        error_messages={"required": _("Please write what it is about.")},
    )
    reply = forms.ChoiceField(
        label=_("Do you want an answer?"), initial=ANONYMOUS, widget=forms.RadioSelect
    )
    email = forms.EmailField(
        label=_("E-mail address for the answer"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    command_id = forms.CharField(required=False, initial=uuid.uuid4, widget=forms.HiddenInput)

    def __init__(self, *args, own_address: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.own_address = own_address
        own = [(OWN, _("Yes, to %(address)s") % {"address": own_address})] if own_address else []
        other = _("Yes, to another address") if own_address else _("Yes, to this address:")
        self.fields["reply"].choices = [
            (ANONYMOUS, _("No, send it anonymously")),
            *own,
            (OTHER, other),
        ]

    def clean(self) -> dict:
        cleaned = super().clean()
        reply, email = cleaned.get("reply"), cleaned.get("email", "")
        if reply == OTHER and not email and "email" not in self.errors:
            self.add_error("email", _("Please enter the address, or send it anonymously."))
        if reply != OTHER:
            self.errors.pop("email", None)  # folded away: of no matter to anybody
        return {**cleaned, "reply_to": {OWN: self.own_address, OTHER: email}.get(reply, "")}


class FeedbackForm(MessageForm):
    """About a lesson, or one of its questions or scenarios."""

    kind = forms.ChoiceField(
        label=_("Kind of feedback"),
        choices=LESSON_KINDS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what it is.")},
    )
    place = forms.ChoiceField(label=_("Part of the lesson"), required=False)
    field_order = ["kind", "place", "text", "reply", "email"]

    def __init__(self, *args, places: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].help_text = _(
            "At most 2000 characters. Please name no persons: the text is read as you send it."
        )
        self.fields["place"].choices = [
            ("", _("The whole lesson")),
            *((block_id, Truncator(name).chars(80)) for block_id, name in places.items()),
        ]
        if not places:
            del self.fields["place"]


class BarrierForm(MessageForm):
    """About a page that somebody cannot use."""

    page = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Description of the barrier")
        self.fields["text"].help_text = _(
            "What did you want to do, and what happened? If you like: with which device, browser "
            "or aid. At most 2000 characters."
        )
