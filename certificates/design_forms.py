"""The form for the design of certificates, with pictures that are made fit for print."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from accounts.models import Organisation
from accounts.roles import Role
from certificates import artwork
from certificates.models import pictures
from certificates.services.designs import faults_of

PUBLISH = "action-publish"  # the name of Wagtail's button
REFUSALS = {
    "too_big": _("This picture is too big. At most 8 MB and 40 million pixels can be used."),
    "unreadable": _("This is no picture that can be used. Please choose a PNG, JPEG or SVG file."),
    "too_complex": _(
        "This drawing is too complex to be printed. Please simplify it, or save it as PNG."
    ),
    "active": _(
        "This SVG holds more than a drawing: scripts, styles, links, copies or other files. "
        "Please save it as “plain SVG”, or as PNG."
    ),
    "text": _("This SVG holds text, whose font is missing here. Please turn text into paths."),
    "colours": _(
        "This SVG has colours that are not RGB, for example CMYK for printing presses. Please save "
        "it with RGB colours, or as PNG."
    ),
    "no_size": _("This SVG does not say how big it is. Please save it anew, or as PNG."),
    "empty": _("This SVG draws nothing. Please choose another file."),
}


class PictureInput(forms.FileInput):
    """A file to choose; the picture that is there, by name; a box to take it away.

    The name travels in the form, so that a picture is kept when something else is wrong, and
    shows in the preview once a draft is saved.
    """

    template_name = "certificates/admin/picture_input.html"

    def value_from_datadict(self, data, files, name):
        kept = "" if data.get(f"{name}-remove") else data.get(f"{name}-kept", "")
        return files.get(name) or kept

    def value_omitted_from_data(self, data, files, name):
        return name not in files and f"{name}-kept" not in data

    def format_value(self, value):
        return value if isinstance(value, str) else ""

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["kept"] = kept = self.format_value(value)
        context["widget"]["address"] = pictures.address(kept) if kept else ""
        return context


class PictureField(forms.CharField):
    """The name of a kept picture; a chosen file is prepared and kept at once."""

    widget = PictureInput

    def widget_attrs(self, widget):
        return {}  # a file has no length in letters

    def to_python(self, value):
        if not value:
            return ""
        if isinstance(value, str):
            if pictures.read(value) is None:
                raise ValidationError(_("The picture is missing. Please choose it again."))
            return value
        return self._keep(value)

    def _keep(self, upload) -> str:
        if upload.size > artwork.MAX_BYTES:
            raise ValidationError(REFUSALS["too_big"], code="too_big")
        upload.seek(0)
        try:
            prepared = artwork.prepare(upload.read())
        except artwork.ArtworkRefused as refused:
            raise ValidationError(REFUSALS[refused.code], code=refused.code) from None
        upload.kept_name = pictures.keep(prepared.data, prepared.ending)
        return upload.kept_name

    def bound_data(self, data, initial):
        """Show what was kept of a file, when the form comes back for another reason."""
        return data if isinstance(data, str) else getattr(data, "kept_name", initial)

    def has_changed(self, initial, data):
        return (initial or "") != data


class DesignForm(WagtailAdminModelForm):
    """Publishing prints samples first: what is not faultless is refused, with the reason."""

    class Meta:
        field_classes = dict.fromkeys(["logo", "signature", "funder_logo"], PictureField)
        widgets = {
            "accent": forms.TextInput(attrs={"maxlength": 7, "spellcheck": "false"}),
            **dict.fromkeys(
                [
                    f"{name}_{language}"
                    for name in ("opening", "closing", "funding")
                    for language in ("de", "en")
                ],
                forms.Textarea(attrs={"rows": 2}),
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "organisation" not in self.fields:
            return
        field = self.fields["organisation"]
        if self.instance.pk:
            field.disabled = True
            return
        field.queryset = _without_design(self.for_user)
        first = field.queryset.first()
        if first and field.queryset.count() == 1:
            field.initial = first

    def clean_accent(self):
        return self.cleaned_data["accent"].strip().lower()

    def _post_clean(self):
        super()._post_clean()
        if PUBLISH in self.data and not self.errors:
            for fault in faults_of(self.instance):
                self.add_error(None, fault)


def _without_design(person):
    organisations = Organisation.objects.filter(certificate_design__isnull=True)
    if person is None or person.is_superuser:
        return organisations
    return organisations.filter(memberships__user=person, memberships__role=Role.ADMIN).distinct()
