from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")


class PeopleInWagtailConfig(WagtailUsersAppConfig):
    """Wagtail's users app without its user management; groups stay."""

    user_viewset = "accounts.viewsets.NoUserViewSet"
    group_viewset = "accounts.viewsets.GroupsWithoutUsersViewSet"
