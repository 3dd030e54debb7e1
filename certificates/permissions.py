"""Who may shape a municipality's certificates: its administrators, and the operator."""

from wagtail.permission_policies import BasePermissionPolicy

from accounts.roles import Role


def may_shape(person, organisation=None) -> bool:
    """Whether the person may change the design of this municipality, or of any."""
    return person.is_active and (person.is_superuser or person.has_role(Role.ADMIN, organisation))


class DesignPolicy(BasePermissionPolicy):
    """Wagtail's question, answered by role and municipality. Nobody deletes a design."""

    ACTIONS = {"add", "change", "publish", "view"}

    def user_has_permission(self, user, action):
        return action in self.ACTIONS and may_shape(user)

    def user_has_permission_for_instance(self, user, action, instance):
        if instance.organisation_id is None:  # about to be added
            return self.user_has_permission(user, action)
        return action in self.ACTIONS and may_shape(user, instance.organisation)

    def instances_user_has_any_permission_for(self, user, actions):
        if not self.user_has_any_permission(user, actions):
            return self.model.objects.none()
        designs = self.model.objects.all()
        return (
            designs
            if user.is_superuser
            else designs.filter(
                organisation__in=[
                    membership.organisation_id
                    for membership in user.current_memberships
                    if membership.role == Role.ADMIN
                ]
            )
        )
