"""People of a municipality: listed, added, edited, deactivated by its administrator alone."""

import uuid

import pytest
from django.contrib.messages import get_messages
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts import services
from accounts.models import Membership, User
from accounts.permissions import SYSTEM
from accounts.roles import EDITOR_GROUP, Role
from core.models import AuditEntry
from tests import factories

PEOPLE = "/kommune/personen/"
ADD = "/kommune/personen/neu/"
NEW = {"name": "Nia Öz", "email": "Nia@Musterstadt.example", "roles": ["hr"]}


def edit_url(person) -> str:
    return f"{PEOPLE}{person.key}/"


def access_url(person) -> str:
    return f"{PEOPLE}{person.key}/zugang/"


def roles_of(person, organisation) -> set[str]:
    found = Membership.objects.filter(user=person, organisation=organisation)
    return set(found.values_list("role", flat=True))


def actions_about(person) -> list[tuple]:
    found = AuditEntry.objects.filter(subject=person.key).order_by("id")
    return list(found.values_list("action", "object_label"))


def told(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


@pytest.fixture
def foreigner(beispielkreis):
    return factories.make_person(beispielkreis, "Mara Lindner")


# --- Who gets in ------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["learner", "trainer", "hr", "foreign_hr"])
def test_others_get_404(role, request, client, admin):
    client.force_login(request.getfixturevalue(role))
    for url in ["/kommune/", PEOPLE, ADD, edit_url(admin)]:
        assert client.get(url).status_code == 404, url
    for url in ["/kommune/", ADD, edit_url(admin), access_url(admin)]:
        assert client.post(url, NEW | {"deactivate": "1"}).status_code == 404, url
    assert User.objects.get(pk=admin.pk).is_active


def test_strangers_sign_in_first(client, admin):
    for url in ["/kommune/", PEOPLE, ADD, edit_url(admin), "/mein-konto/zugriffe/"]:
        response = client.get(url)
        assert response.status_code == 302
        assert response["Location"].startswith("/konto/login/")


def test_people_of_others_are_404(at_office, foreigner):
    assert at_office.get(edit_url(foreigner)).status_code == 404
    assert at_office.post(edit_url(foreigner), NEW).status_code == 404
    assert at_office.post(access_url(foreigner), {"deactivate": "1"}).status_code == 404
    assert at_office.get(f"{PEOPLE}{uuid.uuid4()}/").status_code == 404
    unchanged = User.objects.get(pk=foreigner.pk)
    assert (unchanged.name, unchanged.is_active) == ("Mara Lindner", True)


def test_services_refuse_people_of_others(admin, musterstadt, foreigner):
    common = {"actor": admin, "organisation": musterstadt, "person": foreigner}
    for call in (
        lambda: services.set_roles(**common, roles=[Role.HR]),
        lambda: services.rename_person(**common, name="X"),
        lambda: services.set_active(**common, active=False),
        lambda: services.send_invitation(**common),
        lambda: services.edit_person(**common, name="X", roles=[]),
    ):
        with pytest.raises(PermissionDenied):
            call()
    assert roles_of(foreigner, musterstadt) == set()


def test_role_withdrawn_between_two_clicks(at_office, admin, learner):
    assert at_office.get(PEOPLE).status_code == 200
    Membership.objects.filter(user=admin).update(role=Role.LEARNER)
    assert at_office.get(PEOPLE).status_code == 404
    assert at_office.post(access_url(learner), {"deactivate": "1"}).status_code == 404
    assert User.objects.get(pk=learner.pk).is_active


# --- The list ---------------------------------------------------------------------------


def test_list_shows_own_people_with_their_roles_here(
    at_office, admin, learner, foreigner, beispielkreis
):
    Membership.objects.create(user=learner, organisation=beispielkreis, role=Role.TRAINER)
    response = at_office.get(PEOPLE)
    shown = [
        (person.name, [membership.role for membership in person.memberships_here])
        for person in response.context["page"]
    ]
    assert shown == [("Mara Lindner", ["learner"]), ("Volker Brandt", ["admin"])]
    assert foreigner.email not in response.content.decode()
    assert "Trainer:in" not in response.content.decode()


def test_list_says_nothing_about_learning(at_office, learner, edition):
    completion = factories.complete(learner, edition)
    page = at_office.get(PEOPLE).content.decode()
    assert edition.title not in page
    assert completion.certificate.code not in page


@pytest.mark.parametrize(
    ("search", "expected"),
    [("LINDNER", 1), ("musterstadt.example", 2), ("öz", 0), ("mara lindner", 1), (".*", 0)],
)
def test_search(at_office, learner, search, expected):
    assert len(at_office.get(PEOPLE, {"name": search}).context["page"]) == expected


def test_queries_do_not_grow_with_the_people(at_office, musterstadt):
    at_office.get(PEOPLE)  # fills caches that live longer than a request
    counts = []
    for number in (3, 300):
        people = User.objects.bulk_create(
            User(name=f"P {number} {i}", email=f"p{number}-{i}@x.example") for i in range(number)
        )
        Membership.objects.bulk_create(
            Membership(user=person, organisation=musterstadt, role=role)
            for person in people
            for role in (Role.LEARNER, Role.HR)
        )
        with CaptureQueriesContext(connection) as queries:
            response = at_office.get(PEOPLE)
        counts.append(len(queries))
    assert len(response.context["page"]) == 50
    assert counts[0] == counts[1] <= 10


# --- Adding -----------------------------------------------------------------------------


def test_adding_a_person(at_office, musterstadt):
    response = at_office.post(ADD, NEW | {"invite": "on"})
    assert response.status_code == 302
    person = User.objects.get(email="nia@musterstadt.example")
    assert person.name == "Nia Öz"
    assert not person.has_usable_password()
    assert roles_of(person, musterstadt) == {"learner", "hr"}
    assert actions_about(person) == [
        ("accounts.created", "Nia Öz"),
        ("accounts.roles", "hr, learner"),
        ("accounts.invited", ""),
    ]


def test_invitation_is_short_german_and_says_where(at_office, musterstadt):
    at_office.post(ADD, NEW | {"invite": "on"}, headers={"accept-language": "en"})
    (message,) = mail.outbox
    assert message.to == ["nia@musterstadt.example"]
    assert "Nia" not in message.subject
    assert "http://localhost/konto/login/code/" in message.body
    assert "Guten Tag Nia Öz," in message.body
    assert "Musterstadt" in message.body
    assert "&amp;" not in message.body


def test_no_invitation_without_the_tick(at_office):
    at_office.post(ADD, NEW)
    assert mail.outbox == []


def test_a_mail_server_that_is_down_loses_no_person(at_office, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    response = at_office.post(ADD, NEW | {"invite": "on"})
    assert response.status_code == 302
    assert "nia@musterstadt.example" in told(response)
    person = User.objects.get(email="nia@musterstadt.example")
    assert [action for action, _label in actions_about(person)][-1] == "accounts.roles"


@pytest.mark.parametrize("email", ["Person@Taken.example", "person@taken.EXAMPLE "])
def test_a_taken_address_is_named(at_office, beispielkreis, email):
    User.objects.create(name="Andere", email="person@taken.example")
    response = at_office.post(ADD, NEW | {"email": email})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["email"]
    assert User.objects.count() == 2


@pytest.mark.parametrize(
    "name",
    ["x" * 10_000, "A\x00b", "A\x07b", "A\u202eb", "A" + "\u0301" * 20, "   ", "", "\u200f"],
)
def test_unfit_names_are_refused_in_the_form(at_office, name):
    response = at_office.post(ADD, NEW | {"name": name})
    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["name"]


@pytest.mark.parametrize("name", ["محمد عبد الله", "Anna 🙂", "Nguyễn Thị", "<b>O'Neill</b>"])
def test_names_of_all_kinds_are_kept(at_office, name):
    at_office.post(ADD, NEW | {"name": name})
    assert User.objects.get(email="nia@musterstadt.example").name == name
    assert "<b>O'Neill" not in at_office.get(PEOPLE).content.decode()


def test_fields_that_are_not_in_the_form_change_nothing(at_office, musterstadt, beispielkreis):
    extra = {"is_superuser": "on", "is_active": "", "password": "x", "organisation": "2"}
    at_office.post(ADD, NEW | extra | {"roles": ["hr"]})
    person = User.objects.get(email="nia@musterstadt.example")
    assert (person.is_superuser, person.is_active) == (False, True)
    assert roles_of(person, beispielkreis) == set()


def test_unknown_roles_are_refused(at_office):
    assert at_office.post(ADD, NEW | {"roles": ["boss"]}).status_code == 200
    assert not User.objects.filter(email="nia@musterstadt.example").exists()


# --- Editing ----------------------------------------------------------------------------


def test_editing_name_and_roles(at_office, learner, musterstadt):
    response = at_office.post(edit_url(learner), {"name": "Mara Özil", "roles": ["trainer", "hr"]})
    assert response.status_code == 302
    learner = User.objects.get(pk=learner.pk)
    assert learner.name == "Mara Özil"
    assert roles_of(learner, musterstadt) == {"learner", "trainer", "hr"}
    assert learner.groups.filter(name=EDITOR_GROUP).exists()
    assert actions_about(learner)[-2:] == [
        ("accounts.renamed", "Mara Özil"),
        ("accounts.roles", "hr, learner, trainer"),
    ]
    at_office.post(edit_url(learner), {"name": "Mara Özil"})
    assert roles_of(learner, musterstadt) == {"learner"}
    assert not learner.groups.exists()


def test_saving_without_a_change_records_nothing(at_office, learner):
    before = actions_about(learner)
    at_office.post(edit_url(learner), {"name": learner.name})
    assert actions_about(learner) == before


def test_a_new_name_leaves_certificates_alone(at_office, learner, edition):
    completion = factories.complete(learner, edition)
    at_office.post(edit_url(learner), {"name": "Mara Özil"})
    completion.refresh_from_db()
    assert completion.person_name == "Mara Lindner"
    assert completion.certificate.snapshot["name"] == "Mara Lindner"


def test_nobody_takes_the_administration_from_themselves(at_office, admin, musterstadt):
    response = at_office.post(edit_url(admin), {"name": "Anderer Name", "roles": ["hr"]})
    assert response.status_code == 200
    assert roles_of(admin, musterstadt) == {"admin"}
    assert User.objects.get(pk=admin.pk).name == "Volker Brandt", "half of the change was saved"


def test_roles_elsewhere_stay(at_office, learner, musterstadt, beispielkreis):
    Membership.objects.create(user=learner, organisation=beispielkreis, role=Role.HR)
    at_office.post(edit_url(learner), {"name": learner.name, "roles": ["trainer"]})
    assert roles_of(learner, beispielkreis) == {"hr"}
    assert roles_of(learner, musterstadt) == {"learner", "trainer"}


# --- Access -----------------------------------------------------------------------------


def test_deactivating_ends_the_session_for_good(at_office, learner):
    person = Client()
    person.force_login(learner)
    assert person.get("/mein-konto/zugriffe/").status_code == 200
    at_office.post(access_url(learner), {"deactivate": "1"})
    assert person.get("/mein-konto/zugriffe/").status_code == 302
    at_office.post(access_url(learner), {"activate": "1"})
    assert person.get("/mein-konto/zugriffe/").status_code == 302
    assert User.objects.get(pk=learner.pk).is_active
    assert [action for action, _label in actions_about(learner)][-2:] == [
        "accounts.deactivated",
        "accounts.reactivated",
    ]


def test_a_post_that_says_nothing_does_nothing(at_office, learner):
    at_office.post(access_url(learner))
    assert User.objects.get(pk=learner.pk).is_active


def test_nobody_deactivates_themselves(at_office, admin):
    response = at_office.post(access_url(admin), {"deactivate": "1"})
    assert told(response) != ""
    assert User.objects.get(pk=admin.pk).is_active


def test_an_account_that_others_use_is_not_ours_alone(at_office, learner, beispielkreis):
    Membership.objects.create(user=learner, organisation=beispielkreis, role=Role.LEARNER)
    at_office.post(access_url(learner), {"deactivate": "1"})
    response = at_office.post(edit_url(learner), {"name": "Anders"})
    assert response.status_code == 200
    unchanged = User.objects.get(pk=learner.pk)
    assert (unchanged.name, unchanged.is_active) == ("Mara Lindner", True)


def test_the_operators_account_cannot_be_deactivated(at_office, learner):
    User.objects.filter(pk=learner.pk).update(is_superuser=True)
    at_office.post(access_url(learner), {"deactivate": "1"})
    assert User.objects.get(pk=learner.pk).is_active


def test_invitation_again_but_not_for_the_deactivated(at_office, learner):
    at_office.post(access_url(learner), {"invite": "1"})
    assert len(mail.outbox) == 1
    at_office.post(access_url(learner), {"deactivate": "1"})
    response = at_office.post(access_url(learner), {"invite": "1"})
    assert len(mail.outbox) == 1
    assert told(response) != ""


def test_a_second_person_of_the_address_loses_the_race(musterstadt, monkeypatch):
    factories.make_person(musterstadt)
    taken = User.objects.get().email
    checks = iter([False, True])
    real = User.validate_unique

    def late(self, exclude=None):
        if next(checks):
            real(self, exclude)

    monkeypatch.setattr(User, "validate_unique", late)
    with pytest.raises(ValidationError):
        services.create_person(actor=SYSTEM, organisation=musterstadt, name="A", email=taken)
    assert User.objects.count() == 1
