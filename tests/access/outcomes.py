"""What may happen to a request, and how a whole row of the table says it.

An outcome is a status ("200"), SIGN_IN, or the address a redirect leads to, without fragment.
"""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from tests.access.world import EVERYBODY, ROLES

OK, MISSING, NO_METHOD = "200", "404", "405"
SIGN_IN = "sign-in"
REDIRECT = "302"  # wherever it leads, if not to the start page of the administration
REFUSED = "refused"  # Wagtail's way: back to its start page, with a message
_SIGN_IN_PAGES = {"/konto/login/", "/admin/login/"}


@dataclass(frozen=True)
class Row:
    """One address and what happens there to everybody, by role. `data` is what is posted."""

    name: str
    route: str
    address: str
    get: dict[str, str]
    post: dict[str, str]
    data: dict = field(default_factory=dict)

    def expected(self, method: str) -> dict[str, str]:
        return self.get if method == "GET" else self.post


def everybody(outcome: str) -> dict[str, str]:
    return dict.fromkeys(EVERYBODY, outcome)


def signed_in(outcome: str, *, anonymous: str = SIGN_IN) -> dict[str, str]:
    return {**dict.fromkeys(ROLES, outcome), "anonymous": anonymous}


def only(roles: str, outcome: str, *, others: str = MISSING) -> dict[str, str]:
    """Return the outcome for some; strangers sign in first, and for all others there is nothing."""
    unknown = set(roles.split()) - set(ROLES)
    if unknown:
        raise ValueError(f"no such role: {unknown}")
    return signed_in(others) | dict.fromkeys(roles.split(), outcome)


GONE, READ_ONLY = everybody(MISSING), everybody(NO_METHOD)
NOBODY, NO_POST = signed_in(MISSING), signed_in(NO_METHOD)


def outcome_of(response) -> str:
    if response.status_code not in (301, 302):
        return str(response.status_code)
    parts = urlsplit(response["Location"])
    if parts.path in _SIGN_IN_PAGES and parts.query.startswith("next="):
        return SIGN_IN
    if parts.path == "/admin/":
        return REFUSED
    return parts.path + (f"?{parts.query}" if parts.query else "")
