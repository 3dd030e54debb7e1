"""How the certificates of a municipality look: values for one of the reviewed designs."""

from django.core.exceptions import ValidationError
from django.db import models
from django.template.response import TemplateResponse
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin

from accounts.models import Organisation
from certificates import designs
from core.validators import validate_line

DESIGN_LABELS = {
    "official": _("Official: letterhead and rule"),
    "calm": _("Calm: much white, one colour"),
    "charter": _("Charter: frame, centred"),
}
ORIENTATION_LABELS = {
    designs.PORTRAIT: _("Portrait"),
    designs.LANDSCAPE: _("Landscape"),
}
MAX_TEXT = 240
LANGUAGES = ("de", "en")


def validate_colour(value: str) -> None:
    """Refuse what is no colour, and what cannot be read on white paper."""
    if not designs.is_colour(value):
        raise ValidationError(
            _("Please enter the colour as # and six digits or letters from a to f."),
            code="colour",
        )
    contrast = designs.contrast_with_white(value)
    if contrast < designs.MINIMAL_CONTRAST:
        raise ValidationError(
            _(
                "This colour is too light to be read on white: its contrast is %(contrast)s to 1, "
                "and it needs 4.5 to 1. Please choose a darker one."
            ),
            code="contrast",
            params={"contrast": number_format(int(contrast * 10) / 10, 1)},
        )


def _line(label, *, max_length: int = 120, help_text="") -> models.CharField:
    return models.CharField(
        label, max_length=max_length, blank=True, validators=[validate_line], help_text=help_text
    )


def _picture(label) -> models.CharField:
    """Return a field for the name of a kept picture; see `models.pictures`."""
    return models.CharField(label, max_length=80, blank=True)


class CertificateDesign(PreviewableMixin, DraftStateMixin, RevisionMixin, models.Model):
    """The design of one municipality's certificates.

    What is live is copied into every certificate when it is issued: later changes reach later
    certificates only. Pictures are names of their content, so that a draft, a revision and an
    issued certificate each keep the one they had.
    """

    organisation = models.OneToOneField(
        Organisation,
        on_delete=models.PROTECT,
        related_name="certificate_design",
        verbose_name=_("municipality"),
    )
    design = models.CharField(
        _("design"), max_length=20, choices=list(DESIGN_LABELS.items()), default=designs.DEFAULT
    )
    orientation = models.CharField(
        _("paper"),
        max_length=10,
        choices=list(ORIENTATION_LABELS.items()),
        default=designs.PORTRAIT,
    )
    accent = models.CharField(
        _("colour"),
        max_length=7,
        default=designs.DEFAULT_ACCENT,
        validators=[validate_colour],
        help_text=_("For headings and lines. Dark enough to be read on white."),
    )
    logo = _picture(_("logo or coat of arms"))
    logo_description = _line(
        _("description of the logo"),
        help_text=_("For people who do not see it, for example “Coat of arms of Musterstadt”."),
    )
    signatory_name = _line(_("name of who signs"))
    signatory_function = _line(
        _("function"), help_text=_("For example “Mayor” or “Head of human resources”.")
    )
    signature = _picture(_("picture of the signature"))
    funder_logo = _picture(_("logo of the funder"))
    funder_description = _line(_("description of that logo"))
    opening_de = _line(_("before the name, German"), max_length=MAX_TEXT)
    opening_en = _line(_("before the name, English"), max_length=MAX_TEXT)
    closing_de = _line(_("at the end, German"), max_length=MAX_TEXT)
    closing_en = _line(_("at the end, English"), max_length=MAX_TEXT)
    funding_de = _line(_("funding notice, German"), max_length=MAX_TEXT)
    funding_en = _line(_("funding notice, English"), max_length=MAX_TEXT)

    class Meta:
        verbose_name = _("design of certificates")
        verbose_name_plural = _("designs of certificates")
        ordering = ["organisation__name"]

    def __str__(self):
        return str(self.organisation) if self.organisation_id else str(_("New design"))

    def clean(self):
        """Pictures that say something need words; a signature needs a name."""
        super().clean()
        missing = {}
        if self.logo and not self.logo_description:
            missing["logo_description"] = _("Please describe the logo.")
        if self.funder_logo and not self.funder_description:
            missing["funder_description"] = _("Please describe the logo of the funder.")
        if self.funder_logo and not self.funding_de:
            missing["funding_de"] = _("Please write the funding notice that goes with the logo.")
        if self.signature and not self.signatory_name:
            missing["signatory_name"] = _("Please say whose signature it is.")
        if missing:
            raise ValidationError(missing)

    def values(self) -> dict:
        """Return what a certificate keeps of the design, as plain values."""
        return {
            "key": self.design,
            "revision": designs.DESIGNS[self.design].revision,
            "orientation": self.orientation,
            "accent": self.accent,
            "texts": {language: self._texts(language) for language in LANGUAGES},
            "signatory": {"name": self.signatory_name, "function": self.signatory_function},
            "logo": _kept(self.logo, self.logo_description),
            "signature": _kept(self.signature),
            "funder": _kept(self.funder_logo, self.funder_description),
        }

    def _texts(self, language: str) -> dict[str, str]:
        """Return the texts; a funding notice that is missing in a language is due all the same."""
        texts = {
            name: getattr(self, f"{name}_{language}") for name in ("opening", "closing", "funding")
        }
        return texts | {"funding": texts["funding"] or self.funding_de}

    # --- The preview in Wagtail's editor ---

    preview_modes = [
        ("example", _("Example")),
        ("long_name", _("Long name")),
        ("rtl_name", _("Name from right to left")),
        ("much_content", _("Much content")),
        ("english", _("In English")),
    ]

    # Set by the views, which may reach the services: prints a sample of this design.
    print_sample = None

    def serve_preview(self, request, mode_name):
        """Show the very PDF, or say why there is none."""
        sample = self.print_sample(design=self, mode=mode_name)
        response = TemplateResponse(request, "certificates/admin/preview.html", {"sample": sample})
        response._csp_update = {"object-src": ["data:"], "frame-src": ["data:"]}  # the PDF itself
        return response


def _kept(name: str, description: str = "") -> dict | None:
    return {"file": name, "description": description} if name else None
