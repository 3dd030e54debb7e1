"""Forms for pictures and documents: a file that readers rely on is never exchanged."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from core.media_guard import uses_of


class KeepUsedFileMixin:
    """Refuse another file for a medium that must stay; title and tags may change."""

    def clean_file(self):
        file = self.cleaned_data["file"]
        if self.instance.pk is None or "file" not in self.changed_data:
            return file
        uses = uses_of([self.instance]).get(self.instance.pk)
        if uses:
            raise ValidationError(self.refusal_text() % {"uses": ", ".join(uses)})
        return file


class ImageForm(KeepUsedFileMixin, BaseImageForm):
    """Wagtail's form for a picture."""

    @staticmethod
    def refusal_text() -> str:
        return _(
            "This picture is shown in: %(uses)s. Its file must stay. Please upload the new "
            "file as a new picture."
        )


class DocumentForm(KeepUsedFileMixin, BaseDocumentForm):
    """Wagtail's form for a document."""

    @staticmethod
    def refusal_text() -> str:
        return _(
            "This document is offered in: %(uses)s. Its file must stay. Please upload the new "
            "file as a new document."
        )
