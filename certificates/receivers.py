"""Completed means certified: the certificate is written in the completion's transaction."""

from django.dispatch import receiver

from certificates.services import issue
from certificates.services.lifecycle import revoke_withdrawn
from certificates.signals import bundle_requested, certificate_corrected, certificate_revoked
from certificates.tasks import build_bundle, mail_person, print_certificate
from learning.enums import Origin
from learning.signals import completion_withdrawn, course_completed


@receiver(course_completed, dispatch_uid="certificates.issue")
def certify(sender, completion, **kwargs):
    """Issue the certificate and have its file made soon.

    The queue is a table of the same database: if the completion is rolled back, so are both.
    """
    certificate = issue(completion=completion)
    print_certificate.enqueue(certificate.pk)
    if completion.origin != Origin.COURSE:  # nobody is in front of the screen
        mail_person.enqueue(certificate.pk, "attended")


@receiver(completion_withdrawn, dispatch_uid="certificates.withdraw")
def revoke_what_was_withdrawn(sender, completion, actor, reason, **kwargs):
    """Revoke the certificate of what a trainer had recorded by mistake."""
    revoke_withdrawn(actor=actor, completion=completion, reason=reason)


@receiver(certificate_corrected, dispatch_uid="certificates.corrected")
def hand_over(sender, certificate, **kwargs):
    """Have the new file made, and the person told."""
    print_certificate.enqueue(certificate.pk)
    mail_person.enqueue(certificate.pk, "corrected")


@receiver(certificate_revoked, dispatch_uid="certificates.revoked")
def tell_the_person(sender, certificate, **kwargs):
    """Have the person told."""
    mail_person.enqueue(certificate.pk, "revoked")


@receiver(bundle_requested, dispatch_uid="certificates.bundle")
def put_together(sender, bundle, **kwargs):
    """Have the bundle put together."""
    build_bundle.enqueue(bundle.pk)
