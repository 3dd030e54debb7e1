"""Every field of a model that knows a person is in the register, and nothing else is."""

from django.apps import apps

from lms.data_register import REGISTER

OWN_APPS = ("core", "accounts", "courses", "learning", "certificates", "handouts", "hr")
# Technical columns that say nothing about anybody.
TECHNICAL = {"id", "sort_order"}
# Content, municipalities as such, and media: no person's data. A trainer's name stands in
# Wagtail's own history.
WITHOUT_PEOPLE = {
    "accounts.Organisation",
    "core.CustomDocument",
    "core.CustomImage",
    "core.CustomMedia",
    "core.CustomRendition",
    "core.HelpGuide",
    "core.HomePage",
    "core.TextPage",
}


def models_with_people():
    for app in OWN_APPS:
        for model in apps.get_app_config(app).get_models():
            if app != "courses" and model._meta.label not in WITHOUT_PEOPLE:
                yield model


def test_every_personal_field_is_registered():
    stored = {
        model._meta.label: {
            field.name for field in model._meta.concrete_fields if field.name not in TECHNICAL
        }
        for model in models_with_people()
    }
    assert {label: set(fields) for label, fields in REGISTER.items()} == stored


def test_no_column_watches_people():
    """No time on page, last login, score, attempts or address of a computer, in any table."""
    watching = ("login", "last_seen", "duration", "seconds", "score", "attempt", "ip", "agent")
    found = [
        f"{model._meta.label}.{field.name}"
        for model in models_with_people()
        for field in model._meta.concrete_fields
        if any(part in watching for part in field.name.split("_"))
    ]
    assert found == []
