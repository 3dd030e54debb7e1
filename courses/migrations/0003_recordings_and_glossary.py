"""Recordings in editions, the glossary, and what it said when a lesson was released.

SQLite makes the tables anew, without their triggers: they are put back at the end.
"""

from importlib import import_module

import django.db.models.deletion
from django.db import migrations, models

import core.validators

editions = import_module("courses.migrations.0002_editions_are_immutable")


def put_triggers_back(apps, schema_editor):
    editions.drop_triggers(apps, schema_editor)
    editions.create_triggers(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0003_recordings"),
        ("courses", "0002_editions_are_immutable"),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, put_triggers_back),
        migrations.CreateModel(
            name="GlossaryTerm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "term",
                    models.CharField(
                        max_length=80,
                        validators=[core.validators.validate_line],
                        verbose_name="term",
                    ),
                ),
                (
                    "variants",
                    models.CharField(
                        blank=True,
                        help_text="One per line: plural, genitive, abbreviation. Only these are recognised.",
                        max_length=500,
                        verbose_name="other forms",
                    ),
                ),
                (
                    "explanation",
                    models.CharField(
                        help_text="One or two plain sentences.",
                        max_length=300,
                        verbose_name="explanation",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        help_text="Where it states a fact: law with section and version, or author and year.",
                        max_length=200,
                        verbose_name="source",
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        choices=[("de", "Deutsch"), ("en", "English")],
                        default="de",
                        max_length=10,
                        verbose_name="language",
                    ),
                ),
                ("slug", models.SlugField(editable=False, max_length=200, verbose_name="address")),
            ],
            options={
                "verbose_name": "glossary term",
                "verbose_name_plural": "glossary terms",
                "ordering": ["language", "slug"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="editionmedia",
            name="image_or_document",
        ),
        migrations.AddField(
            model_name="editionlesson",
            name="terms",
            field=models.JSONField(default=list, verbose_name="explained terms"),
        ),
        migrations.AddField(
            model_name="editionmedia",
            name="recording",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="edition_uses",
                to="core.custommedia",
            ),
        ),
        migrations.AddConstraint(
            model_name="editionmedia",
            constraint=models.UniqueConstraint(
                fields=("edition", "recording"), name="recording_once_per_edition"
            ),
        ),
        migrations.AddConstraint(
            model_name="editionmedia",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("document__isnull", True),
                        ("image__isnull", False),
                        ("recording__isnull", True),
                    ),
                    models.Q(
                        ("document__isnull", False),
                        ("image__isnull", True),
                        ("recording__isnull", True),
                    ),
                    models.Q(
                        ("document__isnull", True),
                        ("image__isnull", True),
                        ("recording__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="one_medium_per_row",
            ),
        ),
        migrations.AddConstraint(
            model_name="glossaryterm",
            constraint=models.UniqueConstraint(
                fields=("language", "slug"), name="one_term_per_address"
            ),
        ),
        migrations.RunPython(put_triggers_back, migrations.RunPython.noop),
    ]
