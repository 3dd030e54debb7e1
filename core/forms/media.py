"""Forms for pictures and documents: a file that readers rely on is never exchanged."""

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from core.drawings import DrawingRefused, clean_drawing
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
    """Wagtail's form for a picture. Of a drawing only shapes and texts are kept."""

    def clean_file(self):
        file = super().clean_file()
        if "file" not in self.changed_data or not file.name.lower().endswith(".svg"):
            return file
        file.seek(0)
        try:
            clean = clean_drawing(file.read())
        except DrawingRefused as refusal:
            raise ValidationError(
                _(
                    "This drawing cannot be used. Please save it as a plain SVG with shapes and "
                    "texts alone: no scripts, styles, links or embedded pictures."
                )
            ) from refusal
        cleaned = SimpleUploadedFile(file.name, clean, content_type="image/svg+xml")
        cleaned.image = file.image
        return cleaned

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
