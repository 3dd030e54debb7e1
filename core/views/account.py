"""The account page of the administration: settings only."""

from wagtail.admin.views.account import AccountView, AvatarSettingsPanel, NameEmailSettingsPanel

NOT_HERE = (AvatarSettingsPanel, NameEmailSettingsPanel)


class SettingsOnlyAccountView(AccountView):
    """Wagtail's page without name and picture.

    The name stands on certificates and is kept by the municipality; pictures of people are
    not collected at all.
    """

    def get_panels(self):
        return [panel for panel in super().get_panels() if not isinstance(panel, NOT_HERE)]
