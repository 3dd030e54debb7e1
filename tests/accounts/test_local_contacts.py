"""Reporting path and contacts: edited without JavaScript, previewed, never mixed up."""

import re

import pytest

from accounts.models import LocalContact, Membership, Organisation
from accounts.roles import Role
from accounts.services import ContactData, set_local_contacts
from core.models import AuditEntry

URL = "/kommune/"
ROW = {"name": "", "task": "", "phone": "", "email": "", "ORDER": ""}


def post_data(*rows: dict, initial: int = 0, path: str = "Zuerst die Leitung", **more) -> dict:
    data = {
        "reporting_path": path,
        "contacts-TOTAL_FORMS": len(rows),
        "contacts-INITIAL_FORMS": initial,
    }
    for number, row in enumerate(rows):
        data |= {f"contacts-{number}-{key}": value for key, value in (ROW | row).items()}
    return data | more


def saved(organisation) -> list[tuple]:
    return list(organisation.contacts.values_list("name", "task", "phone", "email"))


@pytest.fixture
def with_contacts(musterstadt, admin):
    contacts = [ContactData("Erste"), ContactData("Zweite", "Beratung", "123", "z@x.example")]
    set_local_contacts(
        actor=admin, organisation=musterstadt, reporting_path="Schritt 1", contacts=contacts
    )
    return Organisation.objects.get(pk=musterstadt.pk)


def test_form_offers_what_there_is_and_two_empty_rows(at_office, with_contacts):
    formset = at_office.get(URL).context["formset"]
    assert [form["name"].value() for form in formset] == ["Erste", "Zweite", None, None]
    assert ["DELETE" in form.fields for form in formset] == [True, True, False, False]


def test_saving(at_office, musterstadt):
    rows = [{"name": "Gleichstellungsstelle", "task": "Beratung", "email": "g@x.example"}, {}]
    response = at_office.post(URL, post_data(*rows, path=" Eins \r\n\r\n Zwei\r\n"))
    assert (response.status_code, response["Location"]) == (302, URL)
    organisation = Organisation.objects.get(pk=musterstadt.pk)
    assert organisation.reporting_path == "Eins\nZwei"
    assert organisation.contacts_version == 1
    assert saved(organisation) == [("Gleichstellungsstelle", "Beratung", "", "g@x.example")]
    assert AuditEntry.objects.filter(action="accounts.local_contacts").count() == 1


def test_order_and_deletion(at_office, with_contacts):
    rows = [
        {"name": "Erste", "ORDER": "3"},
        {"name": "Zweite", "ORDER": "2", "DELETE": "on"},
        {"name": "Dritte", "ORDER": "1"},
        {"name": "Ohne Platz"},
    ]
    at_office.post(URL, post_data(*rows, initial=2))
    assert [row[0] for row in saved(with_contacts)] == ["Dritte", "Erste", "Ohne Platz"]


def test_preview_shows_entries_and_saves_nothing(at_office, with_contacts):
    response = at_office.post(
        URL, post_data({"name": "Neue Stelle"}, path="Neuer Schritt", preview="1")
    )
    preview = response.content.decode().split('class="preview"')[1]
    assert "Neue Stelle" in preview
    assert "Neuer Schritt" in preview
    assert [row[0] for row in saved(with_contacts)] == ["Erste", "Zweite"]


@pytest.mark.parametrize(
    "row",
    [
        {"task": "Aufgabe ohne Namen"},
        {"name": "A", "email": "keine Adresse"},
        {"name": "x" * 10_000},
        {"name": "A\x00"},
        {"name": "A", "task": "a\u202eb"},
        {"name": "A", "phone": "1" * 61},
        {"name": "A", "ORDER": "zuerst"},
    ],
)
def test_mistakes_are_named_and_nothing_is_saved(at_office, with_contacts, row):
    response = at_office.post(URL, post_data(row))
    assert response.status_code == 200
    html = response.content.decode()
    assert 'tabindex="-1" autofocus id="error-summary"' in html
    assert re.search(r'<li>\s*<a href="#id_contacts-\d-\w+">', html)
    assert [row[0] for row in saved(with_contacts)] == ["Erste", "Zweite"]


@pytest.mark.parametrize("path", ["x" * 3001, "a\u202eb", "a\x00b"])
def test_unfit_reporting_path(at_office, with_contacts, path):
    assert at_office.post(URL, post_data(path=path)).status_code == 200
    assert Organisation.objects.get(pk=with_contacts.pk).reporting_path == "Schritt 1"


@pytest.mark.parametrize("data", [{}, {"contacts-TOTAL_FORMS": "x"}, {"reporting_path": "a"}])
def test_a_broken_form_is_no_error_of_the_server(at_office, with_contacts, data):
    assert at_office.post(URL, data).status_code == 200
    assert [row[0] for row in saved(with_contacts)] == ["Erste", "Zweite"]


def test_markup_is_shown_as_text(at_office, musterstadt):
    at_office.post(URL, post_data({"name": "<script>alert(1)</script>"}))
    assert "<script>alert" not in at_office.get(URL).content.decode()


def test_administrator_of_two_edits_the_chosen_one(at_office, admin, musterstadt, beispielkreis):
    assert at_office.get(f"{URL}?kommune={beispielkreis.key}").status_code == 404
    Membership.objects.create(user=admin, organisation=beispielkreis, role=Role.ADMIN)
    url = f"{URL}?kommune={beispielkreis.key}"
    response = at_office.post(url, post_data({"name": "Dort"}))
    assert response["Location"] == url
    assert list(LocalContact.objects.values_list("organisation", "name")) == [
        (beispielkreis.pk, "Dort")
    ]
