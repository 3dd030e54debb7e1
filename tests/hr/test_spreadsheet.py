"""The list as a spreadsheet: what stands in it, and an entry for each person."""

import hashlib
import uuid
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from certificates.models import Certificate
from tests.hr.things import TITLE, XLSX, choose, entries, make_completion, stored_bytes


def sheet(response) -> list[list]:
    assert response.status_code == 200, response
    rows = load_workbook(BytesIO(response.getvalue())).active.iter_rows()
    cells = [list(row) for row in rows]
    assert {cell.data_type for row in cells for cell in row} <= {"s", "n"}
    assert [cell for row in cells for cell in row if cell.data_type == "f"] == []
    return [[cell.value for cell in row] for row in cells]


def test_list_has_exactly_these_columns(at_desk, musterstadt):
    completion = make_completion(musterstadt)
    other = make_completion(musterstadt, "Bo Li")
    assert sheet(at_desk.post(XLSX, choose(completion))) == [
        [
            "Name",
            "Kurs",
            "Art",
            "Ausgabe",
            "Abgeschlossen am",
            "Minuten",
            "Unterrichtseinheiten",
            "Kommune",
            "Gültigkeit",
            "Prüfcode",
            "SHA-256 der Datei",
        ],
        [
            "Anna Müller",
            TITLE,
            "Kurs",
            "3",
            "22.11.2026",
            "100",
            "2,2",
            "Musterstadt",
            "gültig",
            completion.certificate.code,
            hashlib.sha256(stored_bytes(completion)).hexdigest(),
        ],
    ]
    assert entries("hr.xlsx") == [("Petra Sommer", musterstadt.key, completion.person_key, TITLE)]
    assert other.person_key not in {entry[2] for entry in entries("hr.xlsx")}


def test_list_says_which_certificates_hold_no_more(at_desk, musterstadt):
    today = timezone.localdate()
    for name, changes in (
        ("Anna Müller", {"revoked_on": today, "revocation_reason": "x"}),
        ("Bo Li", {"valid_until": today - timedelta(days=1)}),
        ("Cem Ay", {}),
    ):
        completion = make_completion(musterstadt, name, with_file=False)
        Certificate.objects.filter(completion=completion).update(**changes)
    head, *rows = sheet(at_desk.post(XLSX, {"umfang": "alle"}))
    place = head.index("Gültigkeit")
    said = {row[0]: row[place] for row in rows}
    assert said == {"Anna Müller": "widerrufen", "Bo Li": "abgelaufen", "Cem Ay": "gültig"}


def test_one_entry_for_a_person_with_two_courses(at_desk, musterstadt):
    key = uuid.uuid4()
    first = make_completion(musterstadt, person_key=key, title="B", day=date(2026, 1, 1))
    second = make_completion(
        musterstadt, person_key=key, title="A", course_key=uuid.uuid4(), day=date(2026, 2, 1)
    )
    at_desk.post(XLSX, choose(first, second))
    assert entries("hr.xlsx") == [("Petra Sommer", musterstadt.key, key, "A; B")]


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "=1+1"])
def test_formulas_are_text(at_desk, musterstadt, name):
    make_completion(musterstadt, name, title="=2+2", with_file=False)
    _head, row = sheet(at_desk.post(XLSX, {"umfang": "alle"}))
    assert row[:2] == [name, "=2+2"]


def test_list_of_all_hits_holds_every_row(at_desk, musterstadt, beispielkreis):
    for number in range(60):
        make_completion(musterstadt, f"Person {number}", with_file=False)
    make_completion(beispielkreis, "Person fremd", with_file=False)
    _head, *rows = sheet(at_desk.post(XLSX, {"umfang": "alle"}))
    assert {row[0] for row in rows} == {f"Person {number}" for number in range(60)}
    assert len(rows) == 60
