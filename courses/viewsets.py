"""The list of courses in the administration."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.viewsets.pages import PageListingViewSet

from courses.models import CoursePage, GlossaryTerm, LearningPath
from courses.selectors.authoring import with_figures


class EditionColumn(Column):
    """The newest edition, leading to the page on which the next one is released."""

    cell_template_name = "courses/admin/edition_cell.html"

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        user = parent_context["request"].user
        if instance.permissions_for_user(user).can_publish():
            context["release_url"] = reverse("courses_release", args=[instance.pk])
        return context


class CourseIndexView(IndexView):
    """Wagtail's list of pages with the figures of a course."""

    default_ordering = "title"

    def get_base_queryset(self):
        return with_figures(super().get_base_queryset())


class CourseViewSet(PageListingViewSet):
    model = CoursePage
    index_view_class = CourseIndexView
    name = "course_pages"
    url_prefix = "courses"
    icon = "clipboard-list"
    menu_label = _("Courses")
    menu_order = 90
    add_to_admin_menu = True
    columns = [
        PageTitleColumn("title", label=_("Title"), sort_key="title", classname="title"),
        EditionColumn("edition_number", label=_("Edition")),
        Column("lesson_count", label=_("Lessons")),
        Column("lesson_minutes", label=_("Minutes")),
        DateColumn(
            "latest_revision_created_at",
            label=_("Updated"),
            sort_key="latest_revision_created_at",
            width="12%",
        ),
        PageStatusColumn("status", label=_("Status"), sort_key="live", width="12%"),
    ]


class GlossaryViewSet(ModelViewSet):
    """The terms that lessons explain in place."""

    model = GlossaryTerm
    name = "glossary"
    icon = "openquote"
    menu_label = _("Glossary")
    menu_order = 95
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["term", "explanation", "language"]
    list_filter = ["language"]
    search_fields = ["term", "variants", "explanation"]


class LearningPathViewSet(ModelViewSet):
    """The order in which courses are recommended to a target group."""

    model = LearningPath
    name = "learning_paths"
    url_prefix = "learning-paths"
    icon = "list-ol"
    menu_label = _("Learning paths")
    menu_order = 92
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = ["title", "target_group", "language"]


course_viewset = CourseViewSet()
glossary_viewset = GlossaryViewSet()
learning_path_viewset = LearningPathViewSet()
