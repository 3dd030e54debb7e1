"""Canaries where the table does not look: by following links, in files, mails and the log."""

import io
import logging
import re
import zipfile
from html import unescape
from urllib.parse import urldefrag, urljoin

import pytest
from django.core import mail
from openpyxl import load_workbook
from pypdf import PdfReader

from certificates.models import Bundle
from certificates.services.bundles import continue_bundle, open_bundle
from core.logs import JsonFormatter
from courses.models import LessonPage
from tests import factories
from tests.access.canaries import EDITORS, marks_of, met
from tests.access.world import ANONYMOUS, EVERYBODY

pytestmark = pytest.mark.django_db

HERE = "http://testserver"
LINK = re.compile(r'(?<![\w-])(?:href|src|action)="([^"]+)"')
NOT_FOLLOWED = ("/static/", "/admin/", "/konto/logout/")
MOST = 300  # pages; more than there are


def crawl(world, role: str) -> dict[str, bytes]:
    """Return every page that this role comes to from the start page, by address."""
    found, waiting = {}, ["/", "/pruefen/", "/personal/", "/kommune/", "/mein-konto/zugriffe/"]
    while waiting and len(found) < MOST:
        address = waiting.pop()
        if address in found or address.startswith(NOT_FOLLOWED):
            continue
        world.forget_rates()
        response = world.send(role, "GET", address)
        found[address] = response.body
        if "Location" in response:
            waiting.append(urljoin(address, response["Location"]))
        if response.get("Content-Type", "").startswith("text/html"):
            for link in LINK.findall(response.content.decode()):
                target = urldefrag(urljoin(HERE + address, unescape(link))).url
                if target.startswith(f"{HERE}/"):
                    waiting.append(target.removeprefix(HERE))
    assert len(found) < MOST
    return found


@pytest.mark.parametrize("role", EVERYBODY)
def test_following_links_leads_to_nothing_that_belongs_to_others(role, world):
    marks = marks_of(world)
    pages = crawl(world, role)
    assert len(pages) > 10
    assert [
        (address, mark.what)
        for address, body in pages.items()
        for mark in marks
        if mark.what in met([mark], body) and not mark.may_meet(role, address)
    ] == []


def test_learners_come_to_their_own_by_following_links(world):
    seen = met(marks_of(world), b"\n".join(crawl(world, "learner").values()))
    assert {"name of learner", "own code", "feedback after an answer"} <= seen
    assert "contact of Musterstadt" in seen


def test_editors_read_the_key_and_the_draft(world):
    """Otherwise the canaries of the content would prove nothing."""
    marks = [mark for mark in marks_of(world) if mark.edited_by]
    lessons = LessonPage.objects.descendant_of(world.things.course)
    for role in sorted(EDITORS):
        bodies = [
            world.send(role, "GET", f"/admin/pages/{page.pk}/edit/").body
            for page in [*lessons, world.things.draft]
        ]
        bodies.append(world.send(role, "GET", "/admin/feedback/").body)
        assert met(marks, b"\n".join(bodies)) == {mark.what for mark in marks}


def people_met(world, text: str) -> set[str]:
    return {what for what in met(marks_of(world), text.encode()) if what.startswith("name")}


def cells(body: bytes) -> str:
    sheet = load_workbook(io.BytesIO(body)).active
    return "\n".join(str(value) for row in sheet.iter_rows(values_only=True) for value in row)


def _packed() -> list[str]:
    """Have the newest file put together; return the names of what is in it."""
    bundle = Bundle.objects.latest("pk")
    while continue_bundle(bundle.pk):
        pass
    bundle.refresh_from_db()
    with open_bundle(bundle) as file:
        return zipfile.ZipFile(file).namelist()


@pytest.mark.parametrize(("role", "person"), [("hr", "learner"), ("foreign_hr", "other")])
def test_files_of_the_office_name_its_own_people_only(role, person, world):
    everything = {"umfang": "alle"}
    sheet = cells(world.send(role, "POST", "/personal/liste.xlsx", everything).body)
    assert people_met(world, sheet) == {f"name of {person}"}
    names = world.send(role, "POST", "/personal/dateien/", everything, look=_packed).seen
    surname = {"learner": "Lindner-Mara", "other": "Oeztuerk-Yusuf"}[person]
    assert [surname in name for name in names] == [True]


def test_a_certificate_names_its_owner_alone(world):
    person = world.people["hr"]
    completion = factories.complete(person, world.things.short_edition)
    body = world.send("hr", "GET", f"/meine-nachweise/{completion.certificate.code}.pdf").body
    text = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    assert people_met(world, text) == {"name of hr"}
    assert "FEEDBACK" not in text


def test_mails_hold_nothing_but_what_they_are_for(world):
    person = world.people["learner"]
    requests = [
        (ANONYMOUS, "/konto/login/code/", {"email": person.email}),
        (ANONYMOUS, "/konto/password/reset/", {"email": person.email}),
        ("admin", f"/kommune/personen/{person.key}/zugang/", {"invite": "1"}),
    ]
    for role, address, data in requests:
        world.forget_rates()
        world.send(role, "POST", address, data)
    assert [message.to for message in mail.outbox] == [[person.email]] * len(requests)
    for message in mail.outbox:
        found = met(marks_of(world), f"{message.subject}\n{message.body}".encode())
        assert found <= {"name of learner", "address of learner"}
        assert person.name not in message.subject


@pytest.fixture
def log():
    """Everything that is logged during the test, as production writes it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


def test_the_log_names_nobody(world, log, monkeypatch):
    person, code = world.people["learner"], world.words["own_code"]

    def fail(*_args, **_more):
        raise ValueError(f"{person.name} {person.email} {code}")

    world.send(ANONYMOUS, "POST", "/konto/login/", {"login": person.email, "password": "falsch"})
    world.send(ANONYMOUS, "GET", f"/{person.email}/{code}/")
    world.send("other", "GET", f"/meine-nachweise/{code}.pdf")
    world.send("learner", "PUT", f"/pruefen/{code}/")
    world.send(ANONYMOUS, "GET", "/", host=f"{code}.example")
    world.send("admin", "POST", f"/kommune/personen/{person.key}/", {"name": "Mara Lindner-Neu"})
    monkeypatch.setattr("certificates.selectors.certificates_of", fail)
    assert world.send("learner", "GET", f"/meine-nachweise/?wer={person.email}").status_code == 500
    text = log.getvalue()
    assert "ValueError" in text
    assert met(marks_of(world), text.encode()) == frozenset()
    assert [str(person.key) in text, "Lindner-Neu" in text] == [False, False]
