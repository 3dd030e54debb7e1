from django.core.management.base import BaseCommand, CommandError

from lms import demo


class Command(BaseCommand):
    help = "Create the demo: two municipalities, twelve people, all courses. Safe to run again."

    def handle(self, *args, **options):
        try:
            self.stdout.write(demo.run())
        except demo.DemoRefused as refusal:
            raise CommandError(str(refusal)) from refusal
