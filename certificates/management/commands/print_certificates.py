from django.core.management.base import BaseCommand, CommandError

from certificates.services.files import make_missing_files


class Command(BaseCommand):
    help = (
        "Make the files of all certificates that have none yet. May be stopped and started again "
        "at any time. Run it nightly, and after many certificates were issued at once."
    )

    def handle(self, *args, **options):
        made = delayed = 0
        for files in make_missing_files():
            made += len(files.ready)
            delayed += len(files.delayed)
            self.stdout.write(f"Made {made} files.")
        if delayed:
            raise CommandError(f"{delayed} files were not made; the log says which and why.")
