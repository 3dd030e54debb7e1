"""The glossary: terms explained in place. Released lessons keep the words they had."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.widgets import AdminAutoHeightTextInput

from core.slugs import slug_for
from core.validators import validate_line
from courses.marking import Term


class GlossaryTerm(models.Model):
    """A term and what it means, in one language."""

    term = models.CharField(_("term"), max_length=80, validators=[validate_line])
    variants = models.CharField(
        _("other forms"),
        max_length=500,
        blank=True,
        help_text=_("One per line: plural, genitive, abbreviation. Only these are recognised."),
    )
    explanation = models.CharField(
        _("explanation"), max_length=300, help_text=_("One or two plain sentences.")
    )
    source = models.CharField(
        _("source"),
        max_length=200,
        blank=True,
        help_text=_("Where it states a fact: law with section and version, or author and year."),
    )
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    slug = models.SlugField(_("address"), max_length=200, editable=False)

    panels = [
        FieldPanel("term"),
        FieldPanel("variants", widget=AdminAutoHeightTextInput),
        FieldPanel("explanation", widget=AdminAutoHeightTextInput),
        FieldPanel("source"),
        FieldPanel("language"),
    ]

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering = ["language", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["language", "slug"], name="one_term_per_address")
        ]

    def __str__(self):
        return self.term

    def clean(self):
        self.slug = slug_for(self.term)
        if not self.slug:
            raise ValidationError({"term": _("Please enter a term with letters.")})
        same = GlossaryTerm.objects.filter(language=self.language, slug=self.slug)
        if same.exclude(pk=self.pk).exists():
            raise ValidationError({"term": _("This term is in the glossary already.")})

    def save(self, *args, **kwargs):
        self.slug = slug_for(self.term)
        super().save(*args, **kwargs)

    @property
    def anchor(self) -> str:
        """Name the term in addresses; terms of several languages stand on one page."""
        is_main = self.language == settings.LANGUAGE_CODE
        return self.slug if is_main else f"{self.language}-{self.slug}"

    def to_term(self) -> Term:
        """Return the term as the rules understand it."""
        forms = [self.term, *self.variants.splitlines()]
        return Term(
            anchor=self.anchor,
            term=self.term,
            forms=tuple(dict.fromkeys(" ".join(form.split()) for form in forms if form.strip())),
            explanation=" ".join(self.explanation.split()),
            source=self.source,
        )
