from argparse import ArgumentParser
from getpass import getpass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from certificates.keys import DOCUMENT, KINDS, KeyProblem, Keyring


class Command(BaseCommand):
    help = (
        "Sign with new keys from now on. The private halves of the old ones are destroyed, the "
        "public ones stay published, so that everything signed before stays provable. With "
        "--key and --chain, documents are signed with a certificate bought from an authority."
    )
    requires_system_checks = []  # keys that others could read must be replaced

    def add_arguments(self, parser: ArgumentParser):
        parser.add_argument("kinds", nargs="*", help=f"of {', '.join(KINDS)}; default: all")
        parser.add_argument("--name", help="who signs; default: the platform's public address")
        parser.add_argument("--key", type=Path, help="private key of a bought certificate, PEM")
        parser.add_argument(
            "--chain", type=Path, help="that certificate, those above it and the root, PEM"
        )

    def handle(self, *args, kinds=(), name="", key=None, chain=None, **options):
        kinds = kinds or KINDS
        if not set(kinds) <= set(KINDS):
            raise CommandError(f"There are keys of these kinds: {', '.join(KINDS)}.")
        ring = Keyring(settings.CERTIFICATE_KEYS_DIR)
        name = name or urlsplit(settings.BASE_URL).hostname
        try:
            if key and chain:
                made = [_adopted(ring, key.read_bytes(), chain.read_bytes())]
            elif key or chain or (DOCUMENT in kinds and ring.bought()):
                raise CommandError("Give both --key and --chain of the bought certificate.")
            else:
                made = [ring.rotate(kind, name) for kind in kinds]
        except (OSError, KeyProblem) as error:
            raise CommandError(f"The keys were not changed: {error}") from None
        self.stdout.write(f"From now on {', '.join(made)} sign.")


def _adopted(ring: Keyring, key: bytes, chain: bytes) -> str:
    password = getpass("Password of the key: ").encode() if b"ENCRYPTED" in key else None
    return ring.adopt(key, chain, password)
