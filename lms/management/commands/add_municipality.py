from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.permissions import SYSTEM
from accounts.roles import Role
from accounts.services import create_organisation, create_person, make_platform_administrator


class Command(BaseCommand):
    help = (
        "Add a municipality and its first administrator, who adds everybody else in the browser. "
        "The administrator signs in by a code sent to the address."
    )

    def add_arguments(self, parser):
        parser.add_argument("name", help='for example "Musterstadt"')
        parser.add_argument("--administrator", required=True, help="first and last name")
        parser.add_argument("--email", required=True, help="their e-mail address")
        parser.add_argument("--address", default="", help="postal address, for certificates")
        parser.add_argument("--issuer", default="", help="issuer on certificates, if not the name")
        parser.add_argument(
            "--operator", action="store_true", help="may also do everything in the Wagtail admin"
        )

    def handle(self, *args, **options):
        try:
            self._add(options)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"Added {options['name']}. {options['email']} can sign in now.")

    @transaction.atomic
    def _add(self, options: dict) -> None:
        organisation = create_organisation(
            actor=SYSTEM,
            name=options["name"],
            address=options["address"],
            issuer_name=options["issuer"],
        )
        person = create_person(
            actor=SYSTEM,
            organisation=organisation,
            name=options["administrator"],
            email=options["email"],
            roles=[Role.ADMIN],
        )
        if options["operator"]:
            make_platform_administrator(actor=SYSTEM, person=person)
