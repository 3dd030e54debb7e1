"""Who is signed in: the person who was read with the session, checked as Django checks them.

The session's hash, the back end, whether the person may sign in: all that stays Django's.
"""

from contextvars import ContextVar

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import SESSION_KEY

from accounts.models import User
from accounts.roles import Role

ADMINISTRATION = "wagtailadmin.access_admin"
# What Wagtail asks for by name. Whose design it is, the policy of the certificates says.
BY_ROLE = {Role.ADMIN: {ADMINISTRATION, "certificates.publish_certificatedesign"}}

read_with_the_session: ContextVar[User | None] = ContextVar("person", default=None)


class PersonBackend(AuthenticationBackend):
    """Gives the person who came with the session, where Django asks for one by number."""

    def get_user(self, user_id):
        person = read_with_the_session.get()
        if person is None or person.pk != user_id:
            return super().get_user(user_id)
        return person if self.user_can_authenticate(person) else None

    def has_perm(self, user_obj, perm, obj=None):
        """Administrators pass Wagtail's door; which rooms there are for them, `lms.views` says."""
        if user_obj.is_active:
            for role, permissions in BY_ROLE.items():
                if perm in permissions and user_obj.has_role(role):
                    return True
        return super().has_perm(user_obj, perm, obj)


def person_of(session, ask):
    """Return `ask()`, which may call for the person of this session, without another query."""
    session.get(SESSION_KEY)  # reads the session
    token = read_with_the_session.set(session.person)
    try:
        return ask()
    finally:
        read_with_the_session.reset(token)
