"""All that the database holds, for comparing two ways of doing the same."""

import uuid
from collections.abc import Callable

from django.apps import apps
from django.db import transaction
from wagtail.fields import StreamField

APPS = ("accounts", "core", "courses", "learning", "certificates", "handouts", "hr")
# Made anew each time, whoever does what: compared by what kind of thing they are.
BY_CHANCE = {
    *("command_id", "key", "code", "batch", "at", "person_key", "snapshot"),
    *("status_index", "name_digest"),
}


def rows_after(act: Callable[[], object]) -> dict[str, list[tuple]]:
    """Return every row of every own table after doing something, which is then undone."""
    with transaction.atomic():
        act()
        found = _rows()
        transaction.set_rollback(True)
    return found


def _rows() -> dict[str, list[tuple]]:
    return {
        model._meta.label: sorted(map(str, _rows_of(model)))
        for app in APPS
        if apps.is_installed(app)
        for model in apps.get_app_config(app).get_models()
    }


def _rows_of(model):
    # What trainers write is compared by its revisions; its values have no stable form.
    fields = [
        field
        for field in model._meta.concrete_fields
        if not field.primary_key and not isinstance(field, StreamField)
    ]
    for values in model.objects.values_list(*[field.attname for field in fields]):
        yield [
            (field.name, _kind(value) if field.name in BY_CHANCE else value)
            for field, value in zip(fields, values, strict=True)
            if not (field.is_relation and field.name == "completion")
        ]


def _kind(value):
    return f"UUID of version {value.version}" if isinstance(value, uuid.UUID) else type(value)
