"""Rights are read at every click: what is withdrawn is gone, sessions or not."""

import pytest

from accounts.models import Membership, User
from accounts.permissions import SYSTEM
from accounts.roles import Role
from accounts.services import set_active, set_roles
from tests import factories
from tests.hr.things import make_completion

pytestmark = pytest.mark.django_db


def statuses(client, *addresses) -> list[int]:
    return [client.get(address).status_code for address in addresses]


def withdraw(person, organisation):
    set_roles(actor=SYSTEM, organisation=organisation, person=person, roles=[Role.LEARNER])


@pytest.mark.parametrize(
    ("role", "address"),
    [("hr", "/personal/"), ("admin", "/kommune/personen/"), ("trainer", "/admin/pages/")],
)
def test_role_withdrawn(role, address, request, client, musterstadt, course_index):
    person = request.getfixturevalue(role)
    client.force_login(person)
    assert client.get(address).status_code in (200, 302)
    withdraw(person, musterstadt)
    assert statuses(client, address, "/mein-lernen/") == [404, 200]


def test_a_trainer_without_the_role_writes_nothing(client, trainer, musterstadt, course):
    client.force_login(trainer)
    release = f"/admin/courses/{course.pk}/release/"
    assert client.get(release).status_code == 200
    withdraw(trainer, musterstadt)
    assert client.post(release, {"kind": "content", "note": "x"}).status_code == 404


def test_a_trainer_of_two_municipalities_keeps_the_other(
    client, trainer, musterstadt, beispielkreis, course_index
):
    set_roles_there(trainer, beispielkreis, Role.TRAINER)
    client.force_login(trainer)
    withdraw(trainer, musterstadt)
    assert client.get("/admin/", follow=True).status_code == 200
    set_roles(
        actor=SYSTEM,
        organisation=beispielkreis,
        person=User.objects.get(pk=trainer.pk),
        roles=[Role.LEARNER],
    )
    assert client.get("/admin/").status_code == 404


def set_roles_there(person, organisation, *roles):
    set_roles(actor=SYSTEM, organisation=organisation, person=person, roles=roles)


@pytest.mark.parametrize("role", ["learner", "hr", "admin", "trainer"])
def test_deactivated_person_is_signed_out(role, request, client, musterstadt):
    person = request.getfixturevalue(role)
    client.force_login(person)
    assert client.get("/mein-lernen/").status_code == 200
    set_active(actor=SYSTEM, organisation=musterstadt, person=person, active=False)
    response = client.get("/mein-lernen/")
    assert (response.status_code, response.url) == (302, "/konto/login/?next=/mein-lernen/")


def test_hr_moves_to_another_municipality(client, hr, musterstadt, beispielkreis):
    old = make_completion(musterstadt, "Anna Alt")
    new = make_completion(beispielkreis, "Nora Neu")
    files = [f"/personal/nachweise/{item.certificate.code}.pdf" for item in (old, new)]
    client.force_login(hr)
    assert statuses(client, *files) == [200, 404]
    Membership.objects.filter(user=hr).delete()
    set_roles_there(hr, beispielkreis, Role.HR)
    assert statuses(client, *files) == [404, 200]
    page = client.get("/personal/").content.decode()
    assert ("Anna Alt" in page, "Nora Neu" in page) == (False, True)
    everything = {"umfang": "alle", "kommune": str(musterstadt.key)}
    assert client.post("/personal/liste.xlsx", everything).status_code == 404


def test_a_learner_who_moves_keeps_courses_and_certificates(
    client, learner, musterstadt, beispielkreis, edition
):
    completion = factories.complete(learner, edition)
    Membership.objects.filter(user=learner).delete()
    set_roles_there(learner, beispielkreis, Role.LEARNER)
    client.force_login(learner)
    assert statuses(client, "/mein-lernen/", "/meine-nachweise/", "/kurse/kurs/abschluss/") == [
        200,
        200,
        200,
    ]
    completion.refresh_from_db()
    assert completion.organisation == musterstadt, "the certificate stays with its issuer"
