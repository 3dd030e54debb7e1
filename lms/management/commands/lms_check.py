from django.core.management.base import BaseCommand

from lms.invariants import INVARIANTS, violations


class Command(BaseCommand):
    help = "Check every invariant of the learning record; exit 1 if one is broken."

    def handle(self, *args, **options):
        broken = violations()
        for check in INVARIANTS:
            name = check.__name__
            self.stdout.write(f"{broken.get(name, 0):>8}  {name}")
        if broken:
            self.stderr.write("The learning record is not sound.")
            raise SystemExit(1)
