from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from certificates.services.extending import extend_files


class Command(BaseCommand):
    help = (
        "Add to every stored certificate what proves its signature for decades: revocation lists "
        "and an archive time stamp (PAdES B-LTA). Run it nightly. It needs LMS_TSA_URL."
    )

    def handle(self, *args, **options):
        if not settings.CERTIFICATE_TSA_URL:
            self.stdout.write("LMS_TSA_URL names no time-stamp authority. Nothing to do.")
            return
        results = list(extend_files())
        self.stdout.write(f"Extended {sum(results)} of {len(results)} files.")
        if not all(results):
            raise CommandError("Some files were not extended; the log says which and why.")
