from django.core.management.base import BaseCommand

from learning.services import forget_old_feedback


class Command(BaseCommand):
    help = "Forget what is no longer needed: messages long dealt with. Run it daily."

    def handle(self, *args, **options):
        self.stdout.write(f"Forgot {forget_old_feedback()} messages.")
