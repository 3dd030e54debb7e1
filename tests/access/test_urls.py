"""Every address × everybody × GET and POST, against the table; and what all answers share."""

import pytest

from tests.access.canaries import marks_of
from tests.access.routes import routes
from tests.access.table import OWN, TABLE
from tests.access.visits import METHODS, visit_all
from tests.access.world import ANONYMOUS, EVERYBODY

STRICT = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "media-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
}
# The same for everybody, so that caches may keep it.
PROVING = {
    "certificates:did_document",
    "certificates:status_list",
    "certificates:chain",
    "certificates:old_chain",
}
FILE = {"default-src 'none'"}  # a file that somebody uploaded runs nothing at all

pytestmark = pytest.mark.django_db

# What looking at a page may write. All else changes by POST only.
SESSION = {"django_session"}
SMALLER_PICTURES = {"core_customrendition"}
PAGE_IS_OPEN = {"wagtailadmin_editingsession", "wagtailcore_pagesubscription"}
WRITTEN_BY_GET = {
    "certificate_designs:edit": PAGE_IS_OPEN,
    "certificate_designs:revisions_revert": PAGE_IS_OPEN,
    "hr:bundle": {"certificates_bundle"},  # one that stands still goes on when somebody waits
    "hr:bundle_file": {"core_auditentry"},
    "hr:certificate": {"core_auditentry"},  # the person concerned can see who fetched it
    "wagtailadmin_account": {"wagtailusers_userprofile"},
    "wagtailadmin_api:images:listing": SMALLER_PICTURES,
    "wagtailadmin_pages:edit": PAGE_IS_OPEN,
    "wagtailadmin_pages:revisions_revert": PAGE_IS_OPEN,
    "wagtaildocs:edit": {"core_customdocument"},  # the size of the file, the first time
    "wagtailimages:edit": {"core_customimage"} | SMALLER_PICTURES,
    "wagtailimages:index": SMALLER_PICTURES,
    "wagtailimages:index_results": SMALLER_PICTURES,
    "wagtailimages_chooser:choose": SMALLER_PICTURES,
    "wagtailimages_chooser:choose_results": SMALLER_PICTURES,
}


@pytest.fixture(scope="module")
def visits(world):
    return list(visit_all(world, TABLE))


def test_every_route_is_declared():
    assert sorted({(row.route, row.name) for row in TABLE}) == sorted(set(routes()))


def test_every_row_says_what_happens_to_everybody():
    wrong = [
        (row.address, method)
        for row in TABLE
        for method in METHODS
        if set(row.expected(method)) != set(EVERYBODY)
    ]
    assert wrong == []


def test_outcomes(visits):
    assert [
        f"{visit}: {visit.outcome}, not {visit.expected}" for visit in visits if not visit.is_right
    ] == []


def test_nothing_stands_where_it_may_not(world, visits):
    """No name, address, code, draft or key outside of where it belongs."""
    marks = {mark.what: mark for mark in marks_of(world)}
    assert [
        f"{visit}: {what}"
        for visit in visits
        for what in visit.met
        if not marks[what].may_meet(visit.role, visit.address)
    ] == []


def test_everything_stands_where_it_may(world, visits):
    """The test before would be green, too, if nothing were found at all."""
    found = {(what, visit.role) for visit in visits for what in visit.met}
    wanted = {(mark.what, role) for mark in marks_of(world) for role in mark.seen_by}
    assert wanted - found == set()


def test_no_answer_to_a_signed_in_person_is_kept_by_a_cache(visits):
    assert [
        str(visit)
        for visit in visits
        if visit.role != ANONYMOUS
        and "no-store" not in visit.headers.get("Cache-Control", "")
        and (visit.row.name, visit.method) != ("account_logout", "POST")  # an empty redirect
        and not is_file(visit, "rendition", "recording", *PROVING)  # what pages show is public
    ] == []


def test_all_answers_have_the_headers(visits):
    wanted = {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    assert [
        f"{visit}: {name}"
        for visit in visits
        for name, value in wanted.items()
        if visit.headers.get(name) != value
    ] == []


def test_the_strict_policy_holds_wherever_people_learn(visits):
    assert [
        f"{visit}: {sorted(policy_of(visit) ^ wanted_policy_of(visit))}"
        for visit in visits
        if visit.row in OWN and policy_of(visit) != wanted_policy_of(visit)
    ] == []


def policy_of(visit) -> set[str]:
    return set(visit.headers.get("Content-Security-Policy", "").split("; "))


def wanted_policy_of(visit) -> set[str]:
    return FILE if is_file(visit, "rendition", "recording", "wagtaildocs_serve") else STRICT


def is_file(visit, *names: str) -> bool:
    return visit.row.name in names and visit.outcome == "200"


def test_other_sites_cannot_frame_a_page(visits):
    assert [
        str(visit)
        for visit in visits
        if (visit.headers.get("X-Frame-Options"), visit.row in OWN)
        not in {("DENY", True), ("DENY", False), ("SAMEORIGIN", False)}
    ] == []


def may_write(row) -> set[str]:
    """Return what the row's address may write, under whichever of its names it is reached."""
    names = {other.name for other in TABLE if other.route == row.route}
    return set().union(*(WRITTEN_BY_GET.get(name, set()) for name in names))


def test_looking_changes_nothing(visits):
    assert [
        f"{visit}: {set(changed)}"
        for visit in visits
        if visit.method == "GET" and (changed := visit.changed - SESSION - may_write(visit.row))
    ] == []
