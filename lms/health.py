"""Is this process able to serve? Answered without naming anything that helps an attacker."""

import shutil
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

QUEUE_LIMIT = timedelta(minutes=10)
DISK_SHARE = 0.05
_known: set[str] = set()


def readiness() -> dict[str, bool]:
    """Return one truth per check: database, migrations, queue, disk."""
    try:
        return {
            "database": _database_writes(),
            "migrations": _migrations_applied(),
            "queue": _queue_moves(),
            "disk": _disk_has_room(),
        }
    except DatabaseError:
        return {"database": False}


def _database_writes() -> bool:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE django_session SET session_data = '' WHERE session_key = ''")
    return True


def _migrations_applied() -> bool:
    """Look at all migrations until they are applied; a running process does not lose them.

    Building their graph costs too much for every question of a load balancer.
    """
    if "migrated" not in _known:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _known.add("migrated")
    return True


def _queue_moves() -> bool:
    waiting = DBTaskResult.objects.filter(
        status="READY", enqueued_at__lt=timezone.now() - QUEUE_LIMIT
    )
    return not waiting.exists()


def _disk_has_room() -> bool:
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    usage = shutil.disk_usage(settings.DATA_DIR)
    return usage.free / usage.total > DISK_SHARE
