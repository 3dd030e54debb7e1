"""Fields that keep the editor's matters out of migrations, and rich text clean.

Labels, help texts and new blocks are changes of the form, not of the table. Wagtail writes
the whole block tree into every migration; this field writes an empty one, so that a better
help text costs no migration.
"""

from pathlib import Path

from django.db import models
from django.urls import reverse
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField

from core.sanitising import sanitise


class MigrationFreeStreamField(StreamField):
    """A StreamField with the same column and behaviour, and a constant deconstruction."""

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs

    def get_prep_value(self, value):
        """Write what the blocks make of the value, never raw data that nobody has parsed.

        Wagtail would store imported data as it came: without ids in lists, and with any HTML.
        """
        if isinstance(value, StreamValue):
            list(value)  # parses
        return super().get_prep_value(value)


class RecordingFile(models.FileField.attr_class):
    """A file whose address is that of the view that serves it in pieces."""

    @property
    def url(self) -> str:
        return reverse("recording", args=[self.instance.pk, Path(self.name).name])


class RecordingField(models.FileField):
    """A file of a recording: sound, video, captions, chapters or poster."""

    attr_class = RecordingFile


class SafeRichTextField(RichTextField):
    """A rich text column that is cleaned whenever it is written."""

    def get_prep_value(self, value):
        prepared = super().get_prep_value(value)
        return sanitise(prepared) if prepared else prepared

    def value_from_object(self, obj):
        """Give the editor what it can open, also of texts that were stored otherwise."""
        return sanitise(super().value_from_object(obj) or "")

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "wagtail.fields.RichTextField", args, kwargs
