"""Who gets in: HR of the municipality. Everybody else gets 404, strangers the sign-in page."""

import pytest

from accounts.models import Membership
from accounts.permissions import SYSTEM
from accounts.roles import Role
from accounts.services import set_active
from core.models import AuditEntry
from tests.hr.things import make_completion


@pytest.fixture
def completion(musterstadt):
    return make_completion(musterstadt)


def requests(completion) -> list[tuple[str, str, dict]]:
    chosen = {"abschluss": completion.id, "umfang": "auswahl"}
    return [
        ("get", "/personal/", {}),
        ("get", f"/personal/nachweise/{completion.certificate.code}.pdf", {}),
        ("post", "/personal/dateien/", chosen),
        ("post", "/personal/liste.xlsx", chosen),
        ("post", "/personal/dateien/", {"umfang": "alle"}),
        ("post", "/personal/liste.xlsx", {"umfang": "alle"}),
    ]


@pytest.mark.parametrize("number", range(6))
def test_hr_gets_in(number, at_desk, completion):
    method, url, data = requests(completion)[number]
    assert getattr(at_desk, method)(url, data).status_code == (302 if "dateien" in url else 200)


@pytest.mark.parametrize("number", range(6))
@pytest.mark.parametrize("role", ["learner", "trainer", "admin"])
def test_others_get_404(role, number, request, client, completion):
    client.force_login(request.getfixturevalue(role))
    before = AuditEntry.objects.count()
    method, url, data = requests(completion)[number]
    assert getattr(client, method)(url, data).status_code == 404
    assert AuditEntry.objects.count() == before


@pytest.mark.parametrize("number", range(6))
def test_strangers_sign_in_first(number, client, completion):
    method, url, data = requests(completion)[number]
    response = getattr(client, method)(url, data)
    assert response.status_code == 302
    assert response["Location"].startswith("/konto/login/")


@pytest.mark.parametrize("number", [1, 2, 3])
def test_hr_of_another_municipality_gets_404(number, client, foreign_hr, completion):
    client.force_login(foreign_hr)
    method, url, data = requests(completion)[number]
    assert getattr(client, method)(url, data).status_code == 404


@pytest.mark.parametrize("number", range(6))
def test_role_withdrawn_between_two_clicks(number, at_desk, hr, completion):
    method, url, data = requests(completion)[number]
    assert getattr(at_desk, method)(url, data).status_code == (302 if "dateien" in url else 200)
    Membership.objects.filter(user=hr, role=Role.HR).delete()
    assert getattr(at_desk, method)(url, data).status_code == 404


def test_deactivated_between_two_clicks(at_desk, hr, musterstadt, completion):
    assert at_desk.get("/personal/").status_code == 200
    set_active(actor=SYSTEM, organisation=musterstadt, person=hr, active=False)
    assert at_desk.get("/personal/").status_code == 302
    set_active(actor=SYSTEM, organisation=musterstadt, person=hr, active=True)
    assert at_desk.get("/personal/").status_code == 302, "an old session came back to life"


@pytest.mark.parametrize("url", ["/personal/dateien/", "/personal/liste.xlsx"])
def test_exports_are_no_links(at_desk, url):
    assert at_desk.get(url).status_code == 405


def test_downloads_are_kept_by_no_cache(at_desk, completion):
    for method, url, data in requests(completion):
        response = getattr(at_desk, method)(url, data)
        assert "no-store" in response["Cache-Control"], url
