"""Files and single PDFs: exactly what was chosen, and an entry for each person."""

from collections import Counter
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks import default_task_backend

from accounts.models import Membership
from accounts.roles import Role
from certificates import services as certificates
from certificates.models import Bundle, Certificate
from certificates.printing import RenderError
from certificates.selectors import State
from certificates.services import bundles
from certificates.services.bundles import continue_bundle
from core.models import AuditEntry
from hr import services
from tests.factories import complete, make_person
from tests.hr.things import (
    TITLE,
    XLSX,
    choose,
    entries,
    make_completion,
    store_file,
    stored_bytes,
)

FILES = "/personal/dateien/"


def fetch(desk, data) -> HttpResponse:
    """Ask for a file, let the worker do its work, and fetch the file."""
    asked = desk.post(FILES, data)
    assert asked.status_code == 302
    bundle = Bundle.objects.latest("pk")
    assert asked["Location"] == f"{FILES}{bundle.key}/"
    while continue_bundle(bundle.pk):
        pass
    return desk.get(f"{FILES}{bundle.key}/abruf/")


def page(desk) -> str:
    return desk.get(f"{FILES}{Bundle.objects.latest('pk').key}/").content.decode()


def body(response) -> bytes:
    return response.getvalue()


def unzip(response) -> dict[str, bytes]:
    assert response.status_code == 200, response
    assert response["Content-Type"] == "application/zip"
    with ZipFile(BytesIO(body(response))) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == len(set(archive.namelist()))
        return {name: archive.read(name) for name in archive.namelist()}


def told(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


@pytest.fixture
def no_printing(monkeypatch):
    """The printer is out of order."""

    def refuse(orders, **_options):
        return [RenderError("out of order")] * len(orders)

    monkeypatch.setattr(certificates.files, "produce", refuse)


# --- ZIP --------------------------------------------------------------------------------


def test_zip_holds_the_chosen_certificates(at_desk, hr, musterstadt):
    anna, bo, _other = (make_completion(musterstadt, name) for name in ["Anna Müller", "Bo", "C"])
    files = unzip(fetch(at_desk, choose(anna, bo)))
    codes = [item.certificate.code[:8] for item in (anna, bo)]
    assert files == {
        f"2026-11-22_Mueller-Anna_Umgang-mit-Anfeindungen_{codes[0]}.pdf": stored_bytes(anna),
        f"2026-11-22_Bo_Umgang-mit-Anfeindungen_{codes[1]}.pdf": stored_bytes(bo),
    }
    assert Counter(entries("hr.zip")) == Counter(
        ("Petra Sommer", musterstadt.key, item.person_key, TITLE) for item in (anna, bo)
    )


def test_zip_of_people_of_the_same_name_loses_nobody(at_desk, musterstadt):
    same = [make_completion(musterstadt) for _number in range(5)]
    files = unzip(fetch(at_desk, choose(*same)))
    assert sorted(files.values()) == sorted(stored_bytes(item) for item in same)


def test_a_revoked_certificate_says_so_in_the_name_of_its_file(at_desk, musterstadt):
    """A PDF from a folder is filed as it is; the list that said so is somewhere else."""
    valid, revoked = make_completion(musterstadt), make_completion(musterstadt, "Bo Li")
    Certificate.objects.filter(completion=revoked).update(
        revoked_on=timezone.localdate(), revocation_reason="x"
    )
    names = sorted(unzip(fetch(at_desk, choose(valid, revoked))))
    assert [name.endswith("_widerrufen.pdf") for name in names] == [True, False]
    assert [name.split("_")[1] for name in names] == ["Li-Bo", "Mueller-Anna"]
    texts = {name: text for _code, name, text in Bundle.objects.get().items}
    assert texts[names[0]] == f"Bo Li – {TITLE}, 22.11.2026, widerrufen"


def test_codes_that_begin_alike_collide_nowhere(at_desk, musterstadt):
    same = [make_completion(musterstadt, with_file=False) for _number in range(3)]
    for number, item in enumerate(same):
        certificate = item.certificate
        certificate.code = f"ABCDEFGH{number}"
        certificate.save()
        store_file(certificate)
    files = unzip(fetch(at_desk, choose(*same)))
    assert sorted(files.values()) == sorted(stored_bytes(item) for item in same)


def test_all_hits_follow_the_filter(at_desk, musterstadt, beispielkreis):
    wanted = [make_completion(musterstadt, "Anna Müller") for _number in range(55)]
    make_completion(musterstadt, "Bo Li")
    make_completion(musterstadt, "Anna Müller", day=date(2026, 1, 1))
    make_completion(beispielkreis, "Anna Müller")
    data = {"umfang": "alle", "name": "anna", "von": "2026-11-01"}
    assert sorted(unzip(fetch(at_desk, data)).values()) == sorted(map(stored_bytes, wanted))


@pytest.mark.parametrize("url", [FILES, XLSX])
def test_one_foreign_id_refuses_the_whole_request(at_desk, musterstadt, beispielkreis, url):
    own, foreign = make_completion(musterstadt), make_completion(beispielkreis)
    before = AuditEntry.objects.count()
    assert at_desk.post(url, choose(own, foreign)).status_code == 404
    assert AuditEntry.objects.count() == before


@pytest.mark.parametrize("url", [FILES, XLSX])
@pytest.mark.parametrize("bad", ["0", "-1", "x", "1 OR 1=1", "9" * 18, "9" * 40, "²", ""])
def test_an_id_of_nobody_refuses_the_whole_request(at_desk, musterstadt, url, bad):
    own = make_completion(musterstadt)
    data = {"umfang": "auswahl", "abschluss": [str(own.id), bad]}
    assert at_desk.post(url, data).status_code == 404


def test_an_id_twice_counts_once(at_desk, musterstadt):
    own = make_completion(musterstadt)
    assert len(unzip(fetch(at_desk, choose(own, own)))) == 1
    assert len(entries("hr.zip")) == 1


@pytest.mark.parametrize("url", [FILES, XLSX])
def test_nothing_ticked_leads_back_to_the_same_list(at_desk, musterstadt, url):
    make_completion(musterstadt)
    data = {"umfang": "auswahl", "name": "Anna", "seite": "1"}
    response = at_desk.post(url, data)
    assert response.status_code == 302
    assert response["Location"] == "/personal/?name=Anna&seite=1"
    assert told(response) != ""


def test_too_many_are_refused_with_the_numbers(at_desk, musterstadt, monkeypatch):
    monkeypatch.setattr(services, "MAX_BUNDLE", 2)
    three = [make_completion(musterstadt) for _number in range(3)]
    for data in (choose(*three), {"umfang": "alle"}):
        response = at_desk.post(FILES, data)
        assert response.status_code == 302
        assert "3" in told(response)
        assert "2" in told(response)
    assert len(unzip(fetch(at_desk, choose(*three[:2])))) == 2
    assert len(entries("hr.zip")) == 2


def test_all_hits_of_a_senseless_filter_are_nobody(at_desk, musterstadt):
    make_completion(musterstadt)
    response = at_desk.post(FILES, {"umfang": "alle", "von": "morgen"})
    assert response.status_code == 302
    assert response["Location"] == "/personal/?von=morgen"
    assert entries("hr.zip") == []


def test_delayed_certificates_are_named(at_desk, musterstadt, no_printing):
    ready = make_completion(musterstadt, "Anna Müller")
    delayed = make_completion(musterstadt, "Bo Li", with_file=False)
    files = unzip(fetch(at_desk, choose(ready, delayed)))
    missing = files.pop("FEHLT.txt").decode()
    assert list(files.values()) == [stored_bytes(ready)]
    assert f"Bo Li – {TITLE}, 22.11.2026, {delayed.certificate.code}" in missing
    assert "Anna" not in missing
    assert "Bo Li" in page(at_desk)
    assert "Anna" not in page(at_desk)
    assert [entry[2] for entry in entries("hr.zip")] == [ready.person_key]


@pytest.mark.parametrize("damage", ["delete", "overwrite"])
def test_lost_and_damaged_files_are_named(at_desk, musterstadt, damage):
    good, bad = make_completion(musterstadt), make_completion(musterstadt, "Bo Li")
    file = bad.certificate.document.file
    name = file.name
    file.storage.delete(name)
    if damage == "overwrite":
        with file.storage.open(name, "wb") as handle:
            handle.write(b"not what was written")
    assert sorted(unzip(fetch(at_desk, choose(good, bad))))[-1] == "FEHLT.txt"
    assert "Bo Li" in page(at_desk)


def test_if_nothing_can_be_delivered_nothing_is(at_desk, musterstadt, no_printing):
    delayed = make_completion(musterstadt, with_file=False)
    response = fetch(at_desk, choose(delayed))
    assert response.status_code == 302
    assert "konnte nicht" in page(at_desk) or "could not" in page(at_desk)
    assert "Anna Müller" in page(at_desk)
    assert entries("hr.zip") == []


def test_a_file_is_fetched_as_often_as_wanted_and_noted_each_time(at_desk, musterstadt):
    fetch(at_desk, choose(make_completion(musterstadt)))
    url = f"{FILES}{Bundle.objects.get().key}/abruf/"
    assert at_desk.get(url).status_code == 200
    assert len(entries("hr.zip")) == 2


def test_queries_of_asking_and_fetching_do_not_grow(at_desk, musterstadt):
    items = [make_completion(musterstadt) for _number in range(40)]
    counts = []
    for chosen in (items[:3], items):
        with CaptureQueriesContext(connection) as asking:
            at_desk.post(FILES, choose(*chosen))
        count = len(asking)
        fetch(at_desk, choose(*chosen))
        with CaptureQueriesContext(connection) as fetching:
            at_desk.get(f"{FILES}{Bundle.objects.latest('pk').key}/abruf/")
        counts.append((count, len(fetching)))
    assert counts[0] == counts[1]


def test_progress_is_shown_and_asked_for(at_desk, musterstadt, monkeypatch):
    monkeypatch.setattr(bundles, "STEP", 2)
    at_desk.post(FILES, choose(*(make_completion(musterstadt) for _number in range(3))))
    bundle = Bundle.objects.get()
    url = f"{FILES}{bundle.key}/"
    shown = at_desk.get(url).content.decode()
    assert 'value="0" max="3"' in shown
    assert f'hx-get="{url}"' in shown
    assert f'<a href="{url}">' in shown  # without JavaScript
    assert continue_bundle(bundle.pk)
    part = at_desk.get(url, headers={"HX-Request": "true"}).content.decode()
    assert 'value="2" max="3"' in part
    assert "<html" not in part
    assert 'role="status"' not in part  # nothing is said before the end
    assert at_desk.get(f"{url}abruf/")["Location"] == url  # not yet
    while continue_bundle(bundle.pk):
        pass
    part = at_desk.get(url, headers={"HX-Request": "true"}).content.decode()
    assert "hx-get" not in part
    assert 'role="status"' in part
    assert f"{url}abruf/" in part


def test_a_bundle_whose_worker_was_killed_goes_on_when_looked_at(at_desk, musterstadt):
    at_desk.post(FILES, choose(make_completion(musterstadt)))
    Bundle.objects.update(kept_until=timezone.now() + timedelta(minutes=58))
    default_task_backend.clear()
    at_desk.get(f"{FILES}{Bundle.objects.get().key}/")
    assert len(default_task_backend.results) == 1


@pytest.mark.parametrize("ending", ["", "abruf/"])
def test_a_file_is_for_who_asked_for_it(client, at_desk, hr, foreign_hr, musterstadt, ending):
    fetch(at_desk, choose(make_completion(musterstadt)))
    url = f"{FILES}{Bundle.objects.get().key}/{ending}"
    colleague = make_person(musterstadt, "Karl Kollege", [Role.HR])
    noted = AuditEntry.objects.count()
    for person in (foreign_hr, colleague):
        client.force_login(person)
        assert client.get(url).status_code == 404
    client.force_login(hr)
    assert client.get(url).status_code == 200
    Membership.objects.filter(user=hr, role=Role.HR).delete()
    assert client.get(url).status_code == 404
    assert AuditEntry.objects.count() == noted + (1 if ending else 0)


@pytest.mark.parametrize("ending", ["", "abruf/"])
def test_after_an_hour_there_is_nothing(at_desk, musterstadt, ending):
    fetch(at_desk, choose(make_completion(musterstadt)))
    url = f"{FILES}{Bundle.objects.get().key}/{ending}"
    # Not by travelling in time: the session would have ended, too.
    Bundle.objects.update(kept_until=timezone.now())
    assert at_desk.get(url).status_code == 404


# --- One certificate ----------------------------------------------------------------------


def url_of(completion) -> str:
    return f"/personal/nachweise/{completion.certificate.code}.pdf"


def test_one_certificate(at_desk, musterstadt):
    completion = make_completion(musterstadt)
    response = at_desk.get(url_of(completion))
    assert body(response) == stored_bytes(completion)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == (
        'attachment; filename="2026-11-22_Mueller-Anna_Umgang-mit-Anfeindungen_'
        f'{completion.certificate.code[:8]}.pdf"'
    )
    assert entries("hr.certificate") == [
        ("Petra Sommer", musterstadt.key, completion.person_key, TITLE)
    ]


def test_one_that_holds_no_more_says_so_in_the_name_of_its_file(at_desk, musterstadt):
    completion = make_completion(musterstadt)
    Certificate.objects.update(revoked_on=timezone.localdate(), revocation_reason="x")
    assert '_widerrufen.pdf"' in at_desk.get(url_of(completion))["Content-Disposition"]


def test_every_state_has_a_word():
    assert set(services.STATE_LABELS) == {*State, ""}


def test_delayed_certificate_leads_back_with_a_message(at_desk, musterstadt, no_printing):
    completion = make_completion(musterstadt, with_file=False)
    response = at_desk.get(url_of(completion))
    assert response.status_code == 302
    assert told(response) != ""
    assert entries("hr.certificate") == []


@pytest.mark.parametrize("code", ["0" * 28, "x", "%00", "a" * 3000, "ä"])
def test_unknown_codes_are_404(at_desk, code):
    assert at_desk.get(f"/personal/nachweise/{code}.pdf").status_code == 404


def test_a_certificate_of_a_real_course_is_a_pdf(at_desk, learner, edition):
    completion = complete(learner, edition)
    assert body(at_desk.get(url_of(completion))).startswith(b"%PDF-")
