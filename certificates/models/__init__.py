"""The rows behind certificates."""

from certificates.models.bundle import Bundle
from certificates.models.certificate import (
    MAX_REASON,
    STATUS_LIST_LENGTH,
    Certificate,
    CertificateFile,
    certificate_storage,
)
from certificates.models.design import CertificateDesign
from certificates.models.proof import SealedProof
from certificates.models.reminder import ExpiryReminder
from certificates.models.share import ShareLink

__all__ = [
    "MAX_REASON",
    "STATUS_LIST_LENGTH",
    "Bundle",
    "Certificate",
    "CertificateDesign",
    "CertificateFile",
    "ExpiryReminder",
    "SealedProof",
    "ShareLink",
    "certificate_storage",
]
