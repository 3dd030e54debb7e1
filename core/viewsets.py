"""The immediate help in the administration."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from core.models import HelpGuide


class HelpGuideViewSet(ModelViewSet):
    """One guide for each language; trainers change them, they need not be added or deleted."""

    model = HelpGuide
    name = "help_guides"
    url_prefix = "help"
    icon = "help"
    menu_label = _("Immediate help")
    menu_order = 95
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["title", "language", "as_of"]


help_guide_viewset = HelpGuideViewSet()
