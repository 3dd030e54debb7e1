"""What is in the database, in words that do not depend on numbers given by the database."""

from django.apps import apps

from accounts.models import LocalContact, Membership, Organisation, User
from certificates.models import Certificate
from learning.models import Answer, Completion, Enrolment, ProgressEvent

APPS = ("accounts", "core", "courses", "learning", "certificates")
FIELD_NAMES = {
    name
    for app in APPS
    for model in apps.get_app_config(app).get_models()
    for field in model._meta.get_fields()
    for name in (field.name, getattr(field, "attname", field.name))
} | {"is_staff", "is_superuser", "groups", "user_permissions", "next_role", "organisation"}

COLUMNS = {
    User: ["email", "name", "is_active", "is_superuser", "groups__name", "user_permissions"],
    Membership: ["user__email", "organisation__name", "role"],
    Organisation: ["name", "address", "issuer_name", "reporting_path"],
    LocalContact: ["organisation__name", "name", "task", "phone", "email", "sort_order"],
    Enrolment: [
        *("user__email", "course_key", "edition__number", "organisation__name", "cycle"),
        *("position_lesson", "position_block"),
    ],
    ProgressEvent: ["enrolment__user__email", "lesson_key", "block_id", "kind"],
    Answer: ["enrolment__user__email", "lesson_key", "block_id", "value", "draft"],
    Completion: ["person_name", "course_title", "completed_on", "organisation__name", "minutes"],
    Certificate: ["code", "issued_on", "snapshot"],
}


def all_rows() -> dict[str, list[str]]:
    """Return the rows of every table that says something about people."""
    return {
        model.__name__: sorted(str(row) for row in model.objects.values_list(*columns))
        for model, columns in COLUMNS.items()
    }
