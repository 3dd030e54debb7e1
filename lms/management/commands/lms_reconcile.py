from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from certificates.services.bundles import forget_bundles

STUCK_AFTER = timedelta(minutes=10)


class Command(BaseCommand):
    help = (
        "Put back background tasks that a killed worker left running, and delete bundles of "
        "certificates after an hour. Run it every 5 minutes."
    )

    def handle(self, *args, **options):
        # The library leaves the task of a killed worker RUNNING for ever; ours may run twice.
        count = DBTaskResult.objects.filter(
            status="RUNNING", started_at__lt=timezone.now() - STUCK_AFTER
        ).update(status="READY", started_at=None)
        forget_bundles()
        self.stdout.write(f"Put back {count} tasks.")
