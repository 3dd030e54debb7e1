from django.core.management import call_command
from django.core.management.base import BaseCommand

from courses.services import prepare_site


class Command(BaseCommand):
    help = (
        "Prepare a new installation: start page, legal pages, immediate help, permissions, search "
        "index. Safe to run again, as after every update."
    )

    def handle(self, *args, **options):
        prepare_site()
        call_command("update_index", verbosity=0)
        self.stdout.write("The site is prepared. Add the first municipality with add_municipality.")
