"""The plan: its page, which the person's own browser fills, and the files made of it."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from handouts import services
from handouts.views.files import attachment


@login_required
@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """Show the page of the plan; what is in it is the browser's to fill in."""
    return render(request, "handouts/plan.html")


@login_required
@require_safe
def empty(request: HttpRequest) -> HttpResponse:
    """Hand out the form of a plan to fill in by hand."""
    pdf = services.print_empty_plan(get_language())
    return attachment(pdf, "application/pdf", f"{_('My plan – form')}.pdf")
