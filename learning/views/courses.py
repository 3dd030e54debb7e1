"""The pages around lessons: course page, dashboard, what is missing, the finish."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from learning import services
from learning.completion import minutes_open
from learning.selectors import courses as course_selectors
from learning.selectors import progress
from learning.views.page import navigation, navigation_key
from learning.views.unsent import learner_required


@require_safe
def course(request: HttpRequest, course_slug: str) -> HttpResponse:
    """Show a course: the edition the person is in, or the one on offer."""
    language = request.GET.get("sprache")
    page = course_selectors.course_page(request.user, course_slug, language)
    if page is None:
        raise Http404
    return render(
        request,
        "learning/course.html",
        {
            **vars(page),
            "introduction": mark_safe(page.outline.introduction),  # noqa: S308  sanitised on save
            "place": page.place,
            "nav": navigation(page.outline, page.decision, None) if page.decision else None,
            "nav_key": navigation_key(page.edition, page.decision, None),
            "page_key": page.key,
        },
    )


@require_POST
@learner_required
def enrol(request: HttpRequest, course_slug: str) -> HttpResponse:
    """Start a course and open its first lesson."""
    try:
        enrolment = services.enrol(
            actor=request.user,
            course_slug=course_slug,
            language=request.POST.get("language"),
        )
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("learning:course", course_slug=course_slug)
    point = progress.resume_point(
        enrolment, enrolment.edition.outline, progress.decision_for(enrolment)
    )
    url = reverse("learning:lesson", args=[enrolment.edition.slug, point.lesson.slug])
    return redirect(f"{url}#block-{point.block_id}" if point.block_id else url)


@require_POST
@learner_required
def renew(request: HttpRequest, course_slug: str) -> HttpResponse:
    """Take a completed course again, because its certificate expires."""
    enrolment = progress.enrolment_or_404(request.user, course_slug)
    try:
        enrolment = services.renew(actor=request.user, enrolment=enrolment)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("learning:course", course_slug=enrolment.edition.slug)


@require_POST
@learner_required
def switch(request: HttpRequest, course_slug: str) -> HttpResponse:
    """Change over to the newest edition, keeping all progress."""
    enrolment = progress.enrolment_or_404(request.user, course_slug)
    moved = services.switch_edition(actor=request.user, enrolment=enrolment)
    return redirect("learning:course", course_slug=moved.edition.slug)


@require_POST
@learner_required
def read_in(request: HttpRequest, course_slug: str) -> HttpResponse:
    """Go on in another language, keeping all progress and, where it is there, the lesson."""
    enrolment = progress.enrolment_or_404(request.user, course_slug)
    lesson = progress.outline_of(enrolment.edition).lesson(slug=request.POST.get("lesson", ""))
    language, before = request.POST.get("language", ""), enrolment.edition
    moved = enrolment
    if language not in {"", before.language}:  # that would be changing over to a newer edition
        moved = services.switch_edition(actor=request.user, enrolment=enrolment, language=language)
    if moved.edition != before:
        name = get_language_info(language)["name_translated"]
        text = _("You now read this course in %(language)s. What you have worked on stays.")
        messages.success(request, text % {"language": name})
    there = progress.outline_of(moved.edition).lesson(key=lesson.key) if lesson else None
    if there is None:
        return redirect("learning:course", course_slug=moved.edition.slug)
    return redirect("learning:lesson", course_slug=moved.edition.slug, lesson_slug=there.slug)


@require_safe
@login_required
def status(request: HttpRequest, course_slug: str) -> HttpResponse:
    """Show what is still missing, with the reasons completion itself uses."""
    enrolment = progress.enrolment_or_404(request.user, course_slug)
    outline = progress.outline_of(enrolment.edition)
    decision = progress.decision_for(enrolment)
    return render(
        request,
        "learning/status.html",
        {
            "course_slug": course_slug,
            "language": enrolment.edition.language,
            "outline": outline,
            "decision": decision,
            "minutes_open": minutes_open(outline.lessons, decision),
        },
    )


@require_safe
@login_required
def finished(request: HttpRequest, course_slug: str) -> HttpResponse:
    """Congratulate, once the course is complete, and hand out the certificate."""
    enrolment = progress.enrolment_or_404(request.user, course_slug)
    completion = progress.completion_of(enrolment)
    if completion is None:
        return redirect("learning:status", course_slug=course_slug)
    outline = progress.outline_of(enrolment.edition)
    return render(
        request,
        "learning/finished.html",
        {
            "completion": completion,
            "course_slug": course_slug,
            "outline": outline,
            # The last answer of all leads here at once, past what is said to it.
            "last_lesson": outline.lesson(key=str(enrolment.position_lesson)),
            "language": enrolment.edition.language,
        },
    )


@require_safe
@login_required
def dashboard(request: HttpRequest) -> HttpResponse:
    """Show the person's own courses and where to go on."""
    board = course_selectors.dashboard(request.user)
    return render(request, "learning/dashboard.html", {**vars(board), "page_key": board.key})
