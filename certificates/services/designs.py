"""The design of a municipality: what a new certificate takes over, and what may be published."""

from django.utils.translation import gettext as _

from certificates.models import CertificateDesign
from certificates.services.samples import CHECKED, print_samples


def design_for(organisation_id: int) -> dict:
    """Return the values that a certificate of this municipality keeps; none: the plain design.

    One query. What is a draft only, or no longer published, counts for nothing.
    """
    design = CertificateDesign.objects.filter(organisation=organisation_id, live=True).first()
    return {"design": design.values()} if design else {}


def faults_of(design: CertificateDesign) -> list[str]:
    """Print the design for the hardest names and texts; return what is wrong with it.

    Takes about a second and writes nothing. The lines are in plain words, each once.
    """
    faults = []
    for sample in print_samples(design=design, modes=CHECKED):
        if sample.is_down:
            return [_("The certificate cannot be printed just now. Please try again later.")]
        if sample.pdf is None:
            faults.append(
                _(
                    "One of the pictures or texts cannot be printed faultlessly. Please try "
                    "another picture, or the text without special characters."
                )
            )
        elif sample.pages > 1:
            faults.append(
                _("“%(mode)s” takes %(count)s pages instead of one. Please shorten the texts.")
                % {"mode": sample.label, "count": sample.pages}
            )
    return list(dict.fromkeys(faults))
