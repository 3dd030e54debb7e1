"""Reading people and municipalities."""

from django.http import Http404

from accounts.models import LocalContact, Organisation, User
from accounts.roles import Role


def organisations_with_role(viewer, role: Role) -> list[Organisation]:
    """Return the municipalities in which the viewer has the role, without a query of its own."""
    return [m.organisation for m in viewer.current_memberships if m.role == role]


def organisation_with_role_or_404(viewer, role: Role) -> Organisation:
    """Return the viewer's municipality in that role; 404 for everybody else."""
    organisations = organisations_with_role(viewer, role)
    if not organisations:
        raise Http404
    return organisations[0]


def contacts_of(organisation: Organisation) -> list[LocalContact]:
    return list(organisation.contacts.all())


def people_of(viewer, organisation: Organisation):
    """Return the people of a municipality for its administrator; nobody for anyone else."""
    if not viewer.has_role(Role.ADMIN, organisation):
        return User.objects.none()
    return (
        User.objects.filter(memberships__organisation=organisation)
        .distinct()
        .prefetch_related("memberships__organisation")
        .order_by("name", "email")
    )
