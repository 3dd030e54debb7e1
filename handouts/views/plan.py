"""The plan: its page, which the person's own browser fills, and the files made of it."""

from allauth.decorators import rate_limit
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from handouts import plan as rules
from handouts import services
from handouts.plan import MAX_STEPS, MAX_WHAT, MAX_WITH, InvalidPlan, Plan
from handouts.views.files import attachment
from handouts.views.limits import limited

RATE_LIMITS = {"plan_pdf": "10/m/user", "plan_ics": "30/m/user"}
RETRY_SECONDS = "120"
TOO_LARGE = gettext_lazy(
    "Your plan is too long for one file. Please shorten it, or delete steps that are done."
)
REASONS = {
    "unreadable": gettext_lazy(
        "What arrived here is no plan. Please open your plan, reload the page and try again."
    ),
    "empty": gettext_lazy("There is no step in your plan yet. Please write one down first."),
    "no_dates": gettext_lazy(
        "No open step has a date. Please say until when you want to do something."
    ),
    "too_many": TOO_LARGE,
    "too_long": TOO_LARGE,
}


@login_required
@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """Show the page of the plan; what is in it is the browser's to fill in."""
    limits = {"max_steps": MAX_STEPS, "max_what": MAX_WHAT, "max_with": MAX_WITH}
    return render(request, "handouts/plan.html", limits)


@login_required
@require_safe
def empty(request: HttpRequest) -> HttpResponse:
    """Hand out the form of a plan to fill in by hand."""
    try:
        pdf = services.print_empty_plan(get_language())
    except services.NotPrinted:
        return _not_printed(request)
    return attachment(pdf, "application/pdf", _("My plan – form") + ".pdf")


def too_large(request: HttpRequest) -> HttpResponse:
    """Turn away what is larger than any plan."""
    return _refused(request, TOO_LARGE, 413)


def from_the_browser(view):
    """Wrap a view that makes a file of the plan that is handed in; it is given the plan.

    By GET one comes to the page of the plan, after signing in again for example.
    """

    @limited(rules.MAX_BYTES, too_large)
    @require_http_methods(["GET", "HEAD", "POST"])
    @login_required
    @sensitive_post_parameters("plan")
    def wrapped(request):
        if request.method != "POST":
            return redirect("handouts:plan")
        try:
            return view(request, rules.read(request.POST.get("plan", "")))
        except InvalidPlan as error:
            return _refused(request, REASONS[error.code], 400)

    return wrapped


@from_the_browser
@rate_limit(action="plan_pdf", config=RATE_LIMITS)
def pdf(request: HttpRequest, given: Plan) -> HttpResponse:
    """Make a paper of the plan."""
    try:
        content = services.print_plan(given, get_language())
    except services.NotPrinted:
        return _not_printed(request)
    return attachment(content, "application/pdf", _("My plan") + ".pdf")


@from_the_browser
@rate_limit(action="plan_ics", config=RATE_LIMITS)
def ics(request: HttpRequest, given: Plan) -> HttpResponse:
    """Make appointments of the steps that have a date and are not done."""
    content = services.plan_as_calendar(given)
    return attachment(content, "text/calendar; charset=utf-8", _("My plan") + ".ics")


def _refused(request: HttpRequest, reason: str, status: int) -> HttpResponse:
    return render(request, "handouts/plan_refused.html", {"reason": reason}, status=status)


def _not_printed(request: HttpRequest) -> HttpResponse:
    reason = _(
        "The PDF cannot be made at the moment. Please try again in a few minutes. "
        "If it fails again, please shorten your plan."
    )
    response = _refused(request, reason, 503)
    response["Retry-After"] = RETRY_SECONDS
    return response
