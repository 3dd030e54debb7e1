"""The audit trail: one entry per concern, under one batch, and readable by whom it concerns."""

import uuid

import pytest
from django.db import transaction

from core.models import AuditEntry
from core.selectors import audit_about
from core.services import Concern, record_audit

pytestmark = pytest.mark.django_db


def test_one_entry_per_concern_under_one_batch(hr, learner, musterstadt):
    AuditEntry.objects.all().delete()
    other = uuid.uuid4()
    written = record_audit(
        actor=hr,
        action="hr.zip",
        organisation=musterstadt.key,
        concerns=[Concern(learner.key, "Kurs"), Concern(other, "K" * 400)],
    )
    first, second = AuditEntry.objects.order_by("id")
    assert written == 2
    assert first.batch == second.batch
    assert (first.actor, first.actor_label, first.action) == (hr.key, "Petra Sommer", "hr.zip")
    assert (first.subject, first.object_label) == (learner.key, "Kurs")
    assert second.object_label == "K" * 250
    assert [entry.id for entry in audit_about(learner)] == [first.id]


def test_entries_go_with_the_transaction(hr, learner, musterstadt):
    before = AuditEntry.objects.count()
    with transaction.atomic():
        concerns = [Concern(learner.key)]
        record_audit(actor=hr, action="x", organisation=musterstadt.key, concerns=concerns)
        assert AuditEntry.objects.count() == before + 1
        transaction.set_rollback(True)
    assert AuditEntry.objects.count() == before
