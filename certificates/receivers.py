"""Completed means certified: the certificate is written in the completion's transaction."""

from django.dispatch import receiver

from certificates.services import issue
from certificates.tasks import print_certificate
from learning.signals import course_completed


@receiver(course_completed, dispatch_uid="certificates.issue")
def certify(sender, completion, **kwargs):
    """Issue the certificate and have its file made soon.

    The queue is a table of the same database: if the completion is rolled back, so are both.
    """
    certificate = issue(completion=completion)
    print_certificate.enqueue(certificate.pk)
