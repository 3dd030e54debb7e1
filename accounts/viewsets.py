"""Wagtail's own management of users is switched off.

It lists the time of the last sign-in and knows no municipalities; people are managed below
`/kommune/` by the administrator of their municipality.
"""

from wagtail.users.views.groups import EditView, GroupViewSet
from wagtail.users.views.users import UserViewSet


class NoUserViewSet(UserViewSet):
    """Registers neither addresses nor a menu entry."""

    add_to_settings_menu = False

    def get_urlpatterns(self):
        return []

    def on_register(self):
        """Register nothing."""


class GroupEditView(EditView):
    """A group without the button that would lead to its users."""

    header_buttons = ()


class GroupsWithoutUsersViewSet(GroupViewSet):
    edit_view_class = GroupEditView
