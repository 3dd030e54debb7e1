"""Courses in Wagtail's administration: menu, buttons, release page, what deleting means."""

from django.templatetags.static import static
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.menus.pages import PageMenuItem

from courses.effects import effects_of
from courses.models import CoursePage, LessonPage, ModulePage
from courses.views.release import ReleaseView
from courses.viewsets import course_viewset


@hooks.register("register_admin_viewset")
def register_courses():
    return course_viewset


@hooks.register("register_admin_urls")
def register_release():
    return [path("courses/<int:pk>/release/", ReleaseView.as_view(), name="courses_release")]


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
@hooks.register("before_unpublish_page")
def say_what_it_means(request, page):
    """Before a page goes: what stays for those who learn. Nothing is refused."""
    if request.method != "GET":
        return
    if isinstance(page, CoursePage):
        messages.warning(request, _what_stays_of_course(page))
    elif isinstance(page, (ModulePage, LessonPage)):
        messages.info(
            request,
            _t("Learners keep their edition. The page is missing from the next release only."),
        )


def _what_stays_of_course(page: CoursePage) -> str:
    sentence = _t(
        "The course disappears from the catalogue. Whoever has begun it can finish their "
        "edition, and certificates stay valid."
    )
    figures = [
        f"{effect.label}: {effect.count}"
        for effect in effects_of(page.translation_key, page.locale.language_code)
    ]
    return " ".join([sentence, *(f"{figure}." for figure in figures)])
