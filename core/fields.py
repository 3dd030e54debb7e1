"""A StreamField whose block definitions stay out of migrations.

Labels, help texts and new blocks are changes of the form, not of the table. Wagtail writes
the whole block tree into every migration; this field writes an empty one, so that a better
help text costs no migration.
"""

from wagtail.fields import StreamField


class MigrationFreeStreamField(StreamField):
    """A StreamField with the same column and behaviour, and a constant deconstruction."""

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
