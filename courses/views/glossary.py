"""The glossary, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from courses.selectors.glossary import glossary as terms_by_language


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Show all terms with their explanations; each has an address of its own."""
    return render(request, "courses/glossary.html", {"sections": terms_by_language(get_language())})
