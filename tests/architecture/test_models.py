"""What import-linter cannot see: relations between models, signals, deletions."""

import re
from pathlib import Path

from django.apps import apps
from django.db import models
from django.db.models.signals import post_save, pre_save
from wagtail.models import Page

ORDER = ["core", "accounts", "courses", "learning", "certificates", "handouts", "hr", "lms"]
ROOT = Path(__file__).resolve().parent.parent.parent


def own_models():
    for app in ORDER:
        yield from apps.get_app_config(app).get_models()


def own_relations():
    """Yield (field, target) of relations that our own models declare between our apps."""
    for model in own_models():
        for field in model._meta.get_fields():
            if not isinstance(field, models.ForeignKey | models.ManyToManyField):
                continue
            target = field.related_model
            if {target._meta.app_label, field.model._meta.app_label} <= set(ORDER):
                yield field, target


def test_relations_point_downwards():
    upward = [
        f"{field.model._meta.label}.{field.name}"
        for field, target in own_relations()
        if ORDER.index(target._meta.app_label) > ORDER.index(field.model._meta.app_label)
        # Wagtail's media remember who uploaded them; the user model is everybody's by Django's
        # own setting.
        and field.name != "uploaded_by_user"
    ]
    assert upward == []


def test_learning_records_hold_no_relation_to_a_page():
    found = [
        f"{field.model._meta.label}.{field.name}"
        for app in ("learning", "certificates")
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.get_fields()
        if getattr(field, "related_model", None) and issubclass(field.related_model, Page)
    ]
    assert found == []


def test_deleting_content_or_municipalities_never_deletes_a_record():
    allowed = {"user", "enrolment"}  # erasing a person erases their progress, not the proof
    cascades = {
        f"{field.model._meta.label}.{field.name}"
        for field, _target in own_relations()
        if field.model._meta.app_label in {"learning", "certificates"}
        and field.remote_field.on_delete is models.CASCADE
        and field.name not in allowed
    }
    assert cascades == set()


def test_nothing_decides_on_post_save_or_pre_save():
    own = [
        receiver
        for signal in (pre_save, post_save)
        for (_lookup, receiver, *_rest) in signal.receivers
        if getattr(receiver() if callable(receiver) else None, "__module__", "").split(".")[0]
        in ORDER
    ]
    assert own == []
    sources = [path for app in ORDER for path in (ROOT / app).rglob("*.py")]
    pattern = re.compile(r"\b(pre|post)_save\b")
    assert [str(path) for path in sources if pattern.search(path.read_text())] == []


def test_only_one_place_creates_certificates_and_completions():
    creators = {
        path.relative_to(ROOT).as_posix()
        for app in ORDER
        for path in (ROOT / app).rglob("*.py")
        if re.search(r"\b(Certificate|Completion)(\.objects\.\w*create|\()", path.read_text())
        and "/models" not in path.as_posix()
        and "migrations" not in path.parts
    }
    # Samples are shown in a preview and never stored.
    assert creators - {"certificates/services/samples.py"} == {
        "certificates/services/issuing.py",
        "learning/services/completions.py",
    }
