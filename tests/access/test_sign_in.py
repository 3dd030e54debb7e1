"""Signing in by password and by code, resetting, signing out; what a stranger can find out."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from accounts.models import User
from accounts.permissions import SYSTEM
from accounts.roles import Role
from accounts.services import create_person, set_active
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

LOGIN = "/konto/login/"
CODE = "/konto/login/code/"
CONFIRM = "/konto/login/code/confirm/"
RESET = "/konto/password/reset/"
HOME = "/mein-lernen/"
UNKNOWN = "niemand@musterstadt.example"
CODE_LINE = re.compile(r"^\s*([A-Z0-9][A-Z0-9-]{5,})\s*$", re.MULTILINE)
NEW_PASSWORD = "ein-anderes-langes-passwort"


def sign_in(client, email, password=PASSWORD, **more):
    return client.post(LOGIN, {"login": email, "password": password, **more})


def is_signed_in(client) -> bool:
    return client.get(HOME).status_code == 200


def code_in_mail() -> str:
    return CODE_LINE.search(mail.outbox[-1].body)[1]


def link_in_mail() -> str:
    return re.search(r"https?://localhost(/konto/password/reset/key/\S+)", mail.outbox[-1].body)[1]


def text_of(response, *addresses) -> str:
    """Return the page without the typed address and the form token, to compare two of them."""
    text = response.content.decode()
    for address in addresses:
        text = text.replace(address, "ADDRESS")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)


def test_password(client, learner):
    response = sign_in(client, learner.email.upper())
    assert (response.status_code, response["Location"]) == (302, HOME)
    assert is_signed_in(client)


def test_the_session_gets_a_new_key(client, learner):
    client.get("/sprache/")
    client.session.save()
    session = client.session
    session["before"] = "1"
    session.save()
    before = client.session.session_key
    sign_in(client, learner.email)
    assert client.session.session_key != before


def test_wrong_password(client, learner):
    assert sign_in(client, learner.email, "falsch").status_code == 200
    assert not is_signed_in(client)


def test_the_sixth_attempt_is_refused_even_if_it_is_right(client, learner, hr):
    for _number in range(5):
        sign_in(client, learner.email, "falsch")
    assert sign_in(client, learner.email).status_code == 200
    assert not is_signed_in(client)
    assert sign_in(client, hr.email).status_code == 302, "a colleague is not locked out"


@pytest.mark.parametrize("address", ["/_util/login/", "/admin/login/"])
def test_no_other_form_takes_passwords(address, client, learner):
    names = {"username": learner.email, "login": learner.email, "password": PASSWORD}
    response = client.post(address, names)
    assert (response.status_code, response["Location"]) == (302, LOGIN)
    assert not is_signed_in(client)


def test_known_and_unknown_addresses_look_the_same(client, learner):
    for url, field in ((LOGIN, "login"), (CODE, "email"), (RESET, "email")):
        pages = [
            client.post(url, {field: address, "password": "falsch"}, follow=True)
            for address in (learner.email, UNKNOWN)
        ]
        texts = [text_of(page, learner.email, UNKNOWN) for page in pages]
        assert texts[0] == texts[1], url
        assert pages[0].redirect_chain == pages[1].redirect_chain, url


def test_code_signs_in_once(client, learner):
    assert client.post(CODE, {"email": learner.email}).url == CONFIRM
    assert (mail.outbox[0].to, len(mail.outbox)) == ([learner.email], 1)
    code = code_in_mail()
    assert client.post(CONFIRM, {"code": code}).url == HOME
    assert is_signed_in(client)
    client.post("/konto/logout/")
    client.post(CONFIRM, {"code": code})
    assert not is_signed_in(client)


def test_code_of_one_browser_is_worth_nothing_in_another(client, learner, hr):
    client.post(CODE, {"email": learner.email})
    code = code_in_mail()
    other = client.__class__()
    other.post(CODE, {"email": hr.email})
    other.post(CONFIRM, {"code": code})
    assert not is_signed_in(other)


def test_guessing_codes_ends_after_three_attempts(client, learner):
    client.post(CODE, {"email": learner.email})
    code = code_in_mail()
    for _number in range(3):
        client.post(CONFIRM, {"code": "AAAA-AAAA"})
    client.post(CONFIRM, {"code": code})
    assert not is_signed_in(client)


def test_person_without_password_signs_in_by_code_only(client, musterstadt):
    person = create_person(
        actor=SYSTEM, organisation=musterstadt, name="Neu", email="neu@musterstadt.example"
    )
    for password in ("", PASSWORD, "!"):
        sign_in(client, person.email, password)
    assert not is_signed_in(client)
    client.post(CODE, {"email": person.email})
    client.post(CONFIRM, {"code": code_in_mail()})
    assert is_signed_in(client)


def test_deactivated_person_gets_in_by_no_way(client, musterstadt, learner):
    set_active(actor=SYSTEM, organisation=musterstadt, person=learner, active=False)
    sign_in(client, learner.email)
    assert not is_signed_in(client)
    client.post(CODE, {"email": learner.email})
    if mail.outbox and (code := CODE_LINE.search(mail.outbox[-1].body)):
        client.post(CONFIRM, {"code": code[1]})
    assert not is_signed_in(client)


def test_reset(client, learner):
    client.post(RESET, {"email": learner.email})
    link = link_in_mail()
    form = client.get(link).url
    client.post(form, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    learner.refresh_from_db()
    assert learner.check_password(NEW_PASSWORD)
    # The link works once.
    again = client.__class__()
    page = again.get(link)
    assert page.status_code == 200, "no redirect to the form"
    assert 'name="password1"' not in page.content.decode()


def test_a_new_password_ends_the_sessions_elsewhere(client, learner):
    elsewhere = client.__class__()
    for browser in (client, elsewhere):
        sign_in(browser, learner.email)
    data = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    assert client.post("/konto/password/change/", data).status_code == 302
    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)


def test_links_in_mails_lead_here_whatever_host_was_asked(client, learner):
    for headers in ({"host": "127.0.0.1"}, {"x-forwarded-host": "evil.example"}):
        client.post(RESET, {"email": learner.email}, headers=headers)
    bodies = "".join(message.body for message in mail.outbox)
    assert len(mail.outbox) == 2
    assert "evil" not in bodies
    assert "127.0.0.1" not in bodies
    assert set(re.findall(r"https?://([^/\s]+)", bodies)) == {"localhost"}


def test_nobody_signs_up(client):
    data = {"email": UNKNOWN, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}
    for response in (client.get("/konto/signup/"), client.post("/konto/signup/", data)):
        assert [template.name for template in response.templates][0] == "account/signup_closed.html"
    assert not User.objects.filter(email=UNKNOWN).exists()


def test_nobody_changes_or_claims_an_address(client, learner, hr):
    sign_in(client, learner.email)
    before = learner.email
    for action in ("action_add", "action_primary", "action_send", "action_remove"):
        for address in (hr.email, UNKNOWN):
            response = client.post("/konto/email/", {action: "1", "email": address})
            assert response.status_code == 404
    learner.refresh_from_db()
    assert learner.email == before
    assert mail.outbox == []


def test_signing_out_clears_the_session(client, learner):
    sign_in(client, learner.email)
    old = client.cookies["sessionid"].value
    assert client.get("/konto/logout/").status_code == 200
    assert is_signed_in(client), "looking at the page signs nobody out"
    assert client.post("/konto/logout/").url == "/"
    assert not is_signed_in(client)
    client.cookies["sessionid"] = old
    assert not is_signed_in(client), "the old cookie is worth nothing"


def test_next_page_after_signing_in(client, trainer):
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0] == f"{LOGIN}?next=%2Fadmin%2F"
    assert Role.TRAINER in {membership.role for membership in trainer.current_memberships}
    assert sign_in(client, trainer.email, next="/admin/").url == reverse("wagtailadmin_home")


def test_a_learner_at_the_administration_is_not_sent_in_circles(client, learner):
    client.force_login(learner)
    assert client.get("/admin/", follow=True).status_code == 404
    assert client.get(LOGIN, {"next": "/admin/"}, follow=True).status_code == 404
