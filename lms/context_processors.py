"""What every page of the learner side needs: the name, the menu and the footer."""

from urllib.parse import quote, urlsplit

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.roles import Role

MENU_SECTIONS = {
    "kurse",
    "mein-lernen",
    "mein-plan",
    "meine-nachweise",
    "veranstaltungen",
    "personal",
    "kommune",
    "soforthilfe",
}


def site(request):
    """Return lazily evaluated values, so that pages which do not print them cost no query."""
    return {
        "site_name": settings.SITE_NAME,
        "leave_url": settings.LEAVE_URL,
        "demo": settings.DEMO,
        "menu": SimpleLazyObject(lambda: _menu(request)),
        "section": _section(request.path),
        "here": _here(request),
        "here_quoted": quote(_here(request), safe=""),
    }


def _here(request) -> str:
    """Return where one gets back to this page: after a form was sent, the page it stood on."""
    sent_from = request.headers.get("Referer", "")
    if request.method == "POST" and url_has_allowed_host_and_scheme(
        sent_from, {request.get_host()}, request.is_secure()
    ):
        return urlsplit(sent_from)._replace(scheme="", netloc="", fragment="").geturl()
    return request.get_full_path()


def _menu(request) -> dict[str, bool]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {
        "trainer": user.has_role(Role.TRAINER),
        "hr": user.has_role(Role.HR),
        "admin": user.has_role(Role.ADMIN),
        "editor": user.is_superuser or user.has_role(Role.TRAINER),
    }


def _section(path: str) -> str:
    """Return which menu entry a page belongs to; with a "…" where it lies below that entry."""
    first, _slash, rest = path.strip("/").partition("/")
    if first not in MENU_SECTIONS:
        return ""
    return f"{first}…" if rest else first
