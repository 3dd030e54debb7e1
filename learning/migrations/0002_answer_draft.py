from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("learning", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="answer",
            name="draft",
            field=models.JSONField(null=True, verbose_name="half-given answer"),
        ),
        migrations.AlterField(
            model_name="answer",
            name="value",
            field=models.JSONField(null=True, verbose_name="answer"),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("value__isnull", False), ("draft__isnull", False), _connector="OR"
                ),
                name="answer_or_draft",
            ),
        ),
    ]
