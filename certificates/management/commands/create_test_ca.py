from certificates.authority import TEST_MARK
from certificates.management.commands import create_signing_keys


class Command(create_signing_keys.Command):
    help = (
        "For development and demos: make keys as create_signing_keys does, with an authority "
        "that says in its name that its signatures are a test. Keys that are there stay."
    )

    def authority(self, name: str) -> str:
        return f"{TEST_MARK}{name}"
