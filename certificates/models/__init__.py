"""The rows behind certificates."""

from certificates.models.certificate import (
    TEACHING_UNIT,
    Certificate,
    CertificateFile,
    certificate_storage,
)

__all__ = ["TEACHING_UNIT", "Certificate", "CertificateFile", "certificate_storage"]
