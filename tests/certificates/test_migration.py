"""Certificates that were issued before there were corrections and status lists."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from certificates.codes import name_digest

BEFORE = [("certificates", "0001_initial"), ("learning", "0003_feedback")]
AFTER = [("certificates", "0002_states")]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_earlier_certificates_get_a_place_and_a_digest(musterstadt):
    executor = MigrationExecutor(connection)
    latest = executor.loader.graph.leaf_nodes()
    executor.migrate(BEFORE)
    # Not what `migrate` returns: that may know later columns of an app unapplied first.
    apps = executor.loader.project_state(BEFORE).apps
    Completion = apps.get_model("learning", "Completion")
    Certificate = apps.get_model("certificates", "Certificate")
    for number in range(3):
        completion = Completion.objects.create(
            organisation_id=musterstadt.pk,
            course_key=musterstadt.key,
            person_key=musterstadt.key,
            cycle=number + 1,
            completed_on=timezone.localdate(),
            person_name=f"Person {number}",
            course_title="Kurs",
            edition_number=1,
            minutes=10,
            snapshot={},
        )
        Certificate.objects.create(
            completion=completion,
            code=f"CODE{number}",
            issued_on=timezone.localdate(),
            language="de",
            snapshot={"name": f"Person {number}"},
        )
    try:
        executor = MigrationExecutor(connection)
        apps = executor.migrate(AFTER).apps
        rows = list(apps.get_model("certificates", "Certificate").objects.order_by("pk"))
        assert [row.name_digest for row in rows] == [
            name_digest(f"Person {number}", f"CODE{number}") for number in range(3)
        ]
        assert len({(row.status_list, row.status_index) for row in rows}) == 3
        assert {row.supersedes_id for row in rows} == {None}
    finally:
        apps.get_model("certificates", "Certificate").objects.all().delete()
        apps.get_model("learning", "Completion").objects.all().delete()
        executor = MigrationExecutor(connection)
        executor.migrate(latest)
