"""Wagtail's administration, cut down to what trainers need."""

from django.shortcuts import redirect
from wagtail import hooks

from core.models import CustomDocument, CustomImage
from core.rich_text import DocumentLink
from core.views.media import refuse_if_used
from core.viewsets import help_guide_viewset

# List what each colleague did and when; see `core.urls`.
HIDDEN_REPORTS = {"site-history", "workflows", "workflow-tasks", "aging-pages"}
HIDDEN_MENUS = {"help"}  # leads to pages of the maker, in English


@hooks.register("construct_reports_menu")
def hide_reports(request, menu_items):
    menu_items[:] = [item for item in menu_items if item.name not in HIDDEN_REPORTS]


@hooks.register("construct_main_menu")
def hide_menus(request, menu_items):
    menu_items[:] = [item for item in menu_items if item.name not in HIDDEN_MENUS]


@hooks.register("register_rich_text_features", order=1)  # after Wagtail's own
def say_what_documents_are(features):
    features.register_link_type(DocumentLink)


@hooks.register("register_admin_viewset")
def register_help_guides():
    return help_guide_viewset


@hooks.register("before_bulk_action")
def keep_used_media(request, action_type, objects, action):
    """Refuse to delete several media at once if any of them must stay."""
    if action_type != "delete" or action.model not in (CustomImage, CustomDocument):
        return None
    return redirect(action.next_url) if refuse_if_used(request, objects) else None
