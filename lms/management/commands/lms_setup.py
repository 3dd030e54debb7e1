from django.core.management import call_command
from django.core.management.base import BaseCommand

from courses.services import prepare_site


class Command(BaseCommand):
    help = "Prepare a new installation: cache table, start page, legal pages, permissions."

    def handle(self, *args, **options):
        call_command("createcachetable", verbosity=0)
        prepare_site()
        self.stdout.write("The site is prepared. Create the first person with createsuperuser.")
