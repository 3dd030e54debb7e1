from django.core.management.base import BaseCommand
from django.utils import timezone

from certificates.services import remind


class Command(BaseCommand):
    help = "Tell people by mail that their certificate expires soon. Run it daily."

    def handle(self, *args, **options):
        sent = remind(today=timezone.localdate())
        self.stdout.write(f"Sent {sent} reminders.")
