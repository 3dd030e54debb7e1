import wagtail.fields
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0005_validity"),
    ]

    operations = [
        migrations.AddField(
            model_name="coursepage",
            name="evidence",
            field=wagtail.fields.RichTextField(
                blank=True,
                help_text="What the way of teaching rests on, with sources. For HR, the staff council and data protection: it stands on the course's information sheet.",
                verbose_name="evidence",
            ),
        ),
    ]
