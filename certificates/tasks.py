"""Work for later. A task that is lost or runs twice does no harm: a download makes the file."""

from django_tasks import task

from certificates.models import Certificate
from certificates.services import ensure_file


@task()
def print_certificate(certificate_id: int) -> None:
    """Make the file of a certificate, so that nobody waits for it."""
    certificate = Certificate.objects.filter(pk=certificate_id).first()
    if certificate:
        ensure_file(certificate)
