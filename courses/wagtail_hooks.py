"""Courses in Wagtail's administration: menu, buttons, release page, what deleting means."""

from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.menus.pages import PageMenuItem

from courses.models import CoursePage
from courses.services.loading import ACTION
from courses.services.state import what_stays
from courses.views.release import ReleaseView
from courses.viewsets import course_viewset, glossary_viewset, learning_path_viewset


@hooks.register("register_admin_viewset")
def register_courses():
    return [course_viewset, glossary_viewset, learning_path_viewset]


@hooks.register("register_admin_urls")
def register_release():
    return [path("courses/<int:pk>/release/", ReleaseView.as_view(), name="courses_release")]


@hooks.register("register_log_actions")
def tell_of_loading(actions):
    actions.register_action(ACTION, _("Load from a file"), _("Loaded from a course file"))


@hooks.register("insert_global_admin_css")
def admin_css():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


class ReleaseButton(PageMenuItem):
    """Leads to the release page of a course; shown to those who may publish it."""

    label = _("Release an edition")
    icon_name = "upload"
    url_name = "courses_release"

    def is_shown(self, user):
        return isinstance(self.page, CoursePage) and (
            self.page.permissions_for_user(user).can_publish()
        )


@hooks.register("register_page_header_buttons")
def release_in_header(page, user, view_name, next_url=None):
    yield ReleaseButton(page=page, priority=5)


@hooks.register("register_page_listing_more_buttons")
def release_in_listing(page, user, next_url=None):
    yield ReleaseButton(page=page, priority=5)


@hooks.register("before_delete_page")
def say_what_it_means(request, page):
    """Before a page is deleted: what stays for those who learn. Nothing is refused."""
    sentence = what_stays(page)
    if sentence and request.method == "GET":
        messages.warning(request, sentence)
