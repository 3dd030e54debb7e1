"""Corrections, revocations, validity, a place in the status list, and the digest of the name."""

import secrets

import django.db.models.deletion
from django.db import migrations, models

from certificates.codes import name_digest

LIST_LENGTH = 131_072


def fill(apps, schema_editor):
    """Give every certificate that was issued before its place in the list and its digest."""
    Certificate = apps.get_model("certificates", "Certificate")
    taken, rows = set(), []
    for row in Certificate.objects.only("pk", "code", "snapshot").iterator(chunk_size=1000):
        row.status_list = row.pk // (LIST_LENGTH // 2)
        row.status_index = secrets.randbelow(LIST_LENGTH)
        while (row.status_list, row.status_index) in taken:
            row.status_index = secrets.randbelow(LIST_LENGTH)
        taken.add((row.status_list, row.status_index))
        row.name_digest = name_digest(row.snapshot.get("name", ""), row.code)
        rows.append(row)
        if len(rows) == 1000:
            Certificate.objects.bulk_update(rows, ["status_list", "status_index", "name_digest"])
            rows = []
    Certificate.objects.bulk_update(rows, ["status_list", "status_index", "name_digest"])


class Migration(migrations.Migration):
    dependencies = [("certificates", "0001_initial"), ("learning", "0003_feedback")]

    operations = [
        migrations.AlterField(
            "certificate",
            "completion",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="certificates",
                to="learning.completion",
            ),
        ),
        migrations.AddField(
            "certificate",
            "valid_until",
            models.DateField(null=True, verbose_name="valid until"),
        ),
        migrations.AddField(
            "certificate",
            "name_digest",
            models.CharField(default="", max_length=64, verbose_name="digest of the name"),
            preserve_default=False,
        ),
        migrations.AddField(
            "certificate",
            "supersedes",
            models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="superseded_by",
                to="certificates.certificate",
            ),
        ),
        migrations.AddField(
            "certificate",
            "correction_reason",
            models.CharField(blank=True, max_length=300, verbose_name="reason for the correction"),
        ),
        migrations.AddField(
            "certificate",
            "revoked_on",
            models.DateField(null=True, verbose_name="revoked on"),
        ),
        migrations.AddField(
            "certificate",
            "revocation_reason",
            models.CharField(blank=True, max_length=300, verbose_name="reason for the revocation"),
        ),
        migrations.AddField(
            "certificate",
            "status_list",
            models.PositiveIntegerField(default=0, verbose_name="status list"),
            preserve_default=False,
        ),
        migrations.AddField(
            "certificate",
            "status_index",
            models.PositiveIntegerField(default=0, verbose_name="place in the status list"),
            preserve_default=False,
        ),
        migrations.AddField(
            "certificatefile",
            "sha256_unsigned",
            models.CharField(blank=True, max_length=64, verbose_name="SHA-256 before signing"),
        ),
        migrations.CreateModel(
            "ExpiryReminder",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("days", models.PositiveSmallIntegerField(verbose_name="days before")),
                (
                    "certificate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="certificates.certificate",
                    ),
                ),
            ],
            options={
                "verbose_name": "reminder",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("certificate", "days"), name="one_reminder_per_day"
                    )
                ],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AddConstraint(
            "certificate",
            models.UniqueConstraint(
                fields=["completion"],
                condition=models.Q(supersedes__isnull=True),
                name="one_first_certificate",
            ),
        ),
        migrations.AddConstraint(
            "certificate",
            models.UniqueConstraint(
                fields=["status_list", "status_index"], name="one_certificate_per_status"
            ),
        ),
        migrations.AddConstraint(
            "certificate",
            models.CheckConstraint(
                condition=models.Q(status_index__lt=LIST_LENGTH), name="status_in_list"
            ),
        ),
        migrations.AddConstraint(
            "certificate",
            models.CheckConstraint(
                condition=models.Q(supersedes__isnull=True, correction_reason="")
                | (models.Q(supersedes__isnull=False) & ~models.Q(correction_reason="")),
                name="correction_has_reason",
            ),
        ),
        migrations.AddConstraint(
            "certificate",
            models.CheckConstraint(
                condition=models.Q(revoked_on__isnull=True, revocation_reason="")
                | (models.Q(revoked_on__isnull=False) & ~models.Q(revocation_reason="")),
                name="revocation_has_reason",
            ),
        ),
    ]
