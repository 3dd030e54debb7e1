"""Reading the audit trail and the footer."""

from core.models import AuditEntry


def audit_about(viewer):
    """Return what others did with the viewer's own data, newest first."""
    return AuditEntry.objects.filter(subject=viewer.key)
