"""Feedback in Wagtail's administration: menu, pages, and how much of it waits."""

from wagtail import hooks
from wagtail.admin.site_summary import SummaryItem

from learning.selectors.feedback import open_feedback
from learning.viewsets import feedback_viewset


@hooks.register("register_admin_viewset")
def register_feedback():
    return feedback_viewset


class FeedbackSummaryItem(SummaryItem):
    """How many messages wait for the editorial team, on its start page."""

    order = 400
    template_name = "learning/admin/waiting.html"

    def __init__(self, request):
        super().__init__(request)
        self.figures = open_feedback(request.user)

    def is_shown(self):
        return self.figures.waiting > 0

    def get_context_data(self, parent_context):
        return vars(self.figures)


@hooks.register("construct_homepage_summary_items")
def say_how_much_waits(request, items):
    items.append(FeedbackSummaryItem(request))
