"""Issuing certificates and keeping their files: two things that never wait for each other."""

from certificates.services.files import (
    CertificateDelayed,
    Files,
    ensure_file,
    ensure_files,
    open_file,
)
from certificates.services.issuing import issue

__all__ = ["CertificateDelayed", "Files", "ensure_file", "ensure_files", "issue", "open_file"]
