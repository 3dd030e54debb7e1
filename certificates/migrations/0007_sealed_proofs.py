"""Digital proofs kept beside the files of certificates."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("certificates", "0006_bundles")]

    operations = [
        migrations.CreateModel(
            name="SealedProof",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("credential", models.TextField(blank=True, verbose_name="credential")),
                ("token", models.TextField(blank=True, verbose_name="credential as a token")),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proof",
                        to="certificates.certificatefile",
                    ),
                ),
            ],
            options={"verbose_name": "digital proof"},
        ),
    ]
