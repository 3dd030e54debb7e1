"""Work for later. A task that is lost or runs twice does no harm: a download makes the file."""

from django_tasks import task

from certificates.models import Certificate
from certificates.services import ensure_file, tell
from certificates.services.bundles import continue_bundle


@task()
def print_certificate(certificate_id: int) -> None:
    """Make the file of a certificate, so that nobody waits for it."""
    certificate = Certificate.objects.filter(pk=certificate_id).first()
    if certificate:
        ensure_file(certificate)


@task()
def mail_person(certificate_id: int, what: str) -> None:
    """Tell the person what happened to their certificate; they see it on their page as well."""
    rows = Certificate.objects.select_related("completion__user")
    certificate = rows.filter(pk=certificate_id).first()
    if certificate:
        tell(certificate, what)


@task()
def build_bundle(bundle_id: int) -> None:
    """Do one step of a bundle; the next one is a task of its own, so that all others get a turn."""
    if continue_bundle(bundle_id):
        build_bundle.enqueue(bundle_id)
