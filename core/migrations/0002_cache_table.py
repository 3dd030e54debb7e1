"""The table of the shared cache, which holds the rate limits of the sign-in.

Nothing happens where another cache is configured; `manage.py createcachetable` makes the
table later.
"""

from django.core.management import call_command
from django.db import migrations


def create_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [migrations.RunPython(create_table, migrations.RunPython.noop)]
