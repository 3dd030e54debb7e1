"""Issuing certificates and keeping their files, which never wait for each other; what follows."""

from certificates.services.checking import check_file, compare_name
from certificates.services.files import (
    CertificateDelayed,
    Files,
    ensure_file,
    ensure_files,
    open_file,
)
from certificates.services.issuing import issue
from certificates.services.letters import remind, tell
from certificates.services.lifecycle import correct, revoke
from certificates.services.sharing import share, stop_sharing

__all__ = [
    "CertificateDelayed",
    "Files",
    "check_file",
    "compare_name",
    "correct",
    "ensure_file",
    "ensure_files",
    "issue",
    "open_file",
    "remind",
    "revoke",
    "share",
    "stop_sharing",
    "tell",
]
