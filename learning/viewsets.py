"""What people have said, in the administration: a list, and a page for each message.

The editorial team reads; everybody else finds an empty list. Nothing can be added, changed or
deleted here but the mark that a message has been dealt with.
"""

import django_filters
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.viewsets.base import ViewSet

from learning.models import Feedback
from learning.models.feedback import KIND_LABELS
from learning.selectors.feedback import (
    courses_with_feedback,
    feedback_for,
    places_in,
    subject_of,
)
from learning.services import mark_dealt_with


class FeedbackFilterSet(WagtailFilterSet):
    """Open or dealt with; about which course; of which kind."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        method="filter_state",
        choices=[("open", gettext_lazy("open")), ("done", gettext_lazy("dealt with"))],
    )
    course = django_filters.ChoiceFilter(
        label=gettext_lazy("Course"), field_name="edition__course_key"
    )
    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("Kind"), choices=list(KIND_LABELS.items())
    )

    class Meta:
        model = Feedback
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["course"].extra["choices"] = courses_with_feedback(self.request.user)

    def filter_state(self, queryset, name, value):
        return queryset.filter(dealt_with_on__isnull=value == "open")


def course_of(feedback: Feedback) -> str:
    edition = feedback.edition
    if edition is None:
        return feedback.page
    return _("%(title)s, edition %(number)d") % {"title": edition.title, "number": edition.number}


def lesson_of(feedback: Feedback) -> str:
    lesson = subject_of(feedback).lesson
    return lesson.title if lesson else ""


def day_of(feedback: Feedback) -> str:
    return date_format(feedback.sent_on, "SHORT_DATE_FORMAT")


def state_of(feedback: Feedback) -> str:
    if feedback.dealt_with_on:
        return _("dealt with")
    return _("An answer is wanted.") if feedback.reply_to else _("open")


class FeedbackIndexView(BaseListingView):
    page_title = gettext_lazy("Feedback messages")
    header_icon = "comment"
    index_url_name = "feedback:index"
    index_results_url_name = "feedback:index_results"
    verbose_name_plural = gettext_lazy("messages")
    filterset_class = FeedbackFilterSet
    paginate_by = 50
    columns = [
        TitleColumn(
            "text",
            label=gettext_lazy("Message"),
            accessor=lambda feedback: Truncator(feedback.text).chars(90),
            url_name="feedback:message",
        ),
        Column("kind", label=gettext_lazy("Kind"), accessor="get_kind_display"),
        Column("course", label=gettext_lazy("Course or page"), accessor=course_of),
        Column("lesson", label=gettext_lazy("Lesson"), accessor=lesson_of),
        # The day as it is: "2 hours ago" would tell more than is known.
        Column("sent_on", label=gettext_lazy("Sent on"), accessor=day_of),
        Column("state", label=gettext_lazy("State"), accessor=state_of),
    ]

    def get_base_queryset(self):
        return feedback_for(self.request.user)


class MessageView(WagtailAdminTemplateMixin, TemplateView):
    """One message in full. POST marks it as dealt with."""

    template_name = "learning/admin/message.html"
    page_title = gettext_lazy("Message")
    header_icon = "comment"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.feedback = get_object_or_404(feedback_for(request.user), pk=kwargs["pk"])

    def get_breadcrumbs_items(self):
        index = {"url": reverse("feedback:index"), "label": FeedbackIndexView.page_title}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.page_title}]

    def post(self, request, *args, **kwargs):
        mark_dealt_with(actor=request.user, feedback=self.feedback)
        messages.success(request, _("The message is marked as dealt with."))
        return redirect("feedback:index")

    def get_context_data(self, **kwargs):
        subject = subject_of(self.feedback)
        places = places_in(subject) if subject.lesson else {}
        return {
            **super().get_context_data(**kwargs),
            "feedback": self.feedback,
            "subject": subject,
            "place": places.get(self.feedback.block_id, ""),
        }


class FeedbackViewSet(ViewSet):
    name = "feedback"
    url_prefix = "feedback"
    icon = "comment"
    menu_label = gettext_lazy("Feedback messages")
    menu_order = 96
    add_to_admin_menu = True

    def get_urlpatterns(self):
        return [
            path("", FeedbackIndexView.as_view(), name="index"),
            path("results/", FeedbackIndexView.as_view(results_only=True), name="index_results"),
            path("<int:pk>/", MessageView.as_view(), name="message"),
        ]


feedback_viewset = FeedbackViewSet()
