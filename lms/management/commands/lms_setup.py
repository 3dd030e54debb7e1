from django.core.management.base import BaseCommand

from courses.services import prepare_site


class Command(BaseCommand):
    help = "Prepare a new installation: start page, legal pages, permissions."

    def handle(self, *args, **options):
        prepare_site()
        self.stdout.write("The site is prepared. Add the first municipality with add_municipality.")
