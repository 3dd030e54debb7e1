from argparse import ArgumentParser
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from certificates.keys import Keyring


class Command(BaseCommand):
    help = (
        "Make the keys that certificates are signed with, in LMS_KEYS_DIR. Keys that are there "
        "stay as they are. Run it as the user that the server runs as."
    )
    requires_system_checks = []  # one of them asks for these keys

    def add_arguments(self, parser: ArgumentParser):
        parser.add_argument("--name", help="who signs; default: the platform's public address")
        parser.add_argument(
            "--if-missing", action="store_true", help="say nothing when all keys are there"
        )

    def handle(self, *args, name="", if_missing=False, **options):
        ring = Keyring(settings.CERTIFICATE_KEYS_DIR)
        try:
            made = ring.create(self.authority(name or urlsplit(settings.BASE_URL).hostname))
        except OSError as error:
            raise CommandError(f"The keys were not made: {error}") from None
        if made:
            self.stdout.write(f"Made {', '.join(made)} in {ring.folder}.")
            self.stdout.write("Keep a copy of that folder apart from the copies of the data.")
        elif not if_missing:
            self.stdout.write(f"All keys are there already, in {ring.folder}. Nothing changed.")

    def authority(self, name: str) -> str:
        return name
