"""The HR office gets the certificates of its own people, and learns nothing else."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from certificates.models import Bundle
from certificates.services.bundles import continue_bundle

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

COMPLETED = ["Jana Köster", "Nguyễn Thị Hạnh"]
IN_PROGRESS = ["Samir Haddad", "Else Ohm", "Klara Weiß"]
ELSEWHERE = ["Anna Müller", "Bo Larsen"]


def test_hr_downloads_certificates_and_the_list(open_browser):
    hr = open_browser()
    hr.arrive("personal@musterstadt.example", "/personal/")
    hr.check()
    for name in COMPLETED:
        expect(hr.main.get_by_role("rowheader", name=name)).to_be_visible()
    _shows_none_of(hr, IN_PROGRESS + ELSEWHERE)

    single = Path(hr.download(re.compile("^PDF Jana Köster")).path())
    assert single.read_bytes().startswith(b"%PDF-")

    for name in COMPLETED:
        hr.main.get_by_role("checkbox", name=name).check()
    hr.click("Auswahl als ZIP", "button")
    _finish_bundle()  # the page notices by itself
    with zipfile.ZipFile(hr.download(re.compile(r"\(ZIP\)$")).path()) as archive:
        assert archive.testzip() is None
        papers = [name for name in archive.namelist() if name.endswith(".pdf")]
        assert len(papers) == 2
        assert all(archive.read(name).startswith(b"%PDF-") for name in papers)

    hr.visit("/personal/")
    for name in COMPLETED:
        hr.main.get_by_role("checkbox", name=name).check()
    assert _names_in_list(hr) == set(COMPLETED)

    # The person concerned sees who fetched it.
    jana = open_browser()
    jana.arrive("jana.koester@musterstadt.example", "/mein-konto/zugriffe/")
    jana.check()
    expect(jana.main.get_by_text("Petra Sommer").first).to_be_visible()


def test_hr_of_another_municipality_sees_none_of_it(visitor):
    visitor.arrive("personal@beispielkreis.example", "/personal/")
    visitor.check()
    expect(visitor.main.get_by_role("rowheader", name="Anna Müller")).to_be_visible()
    _shows_none_of(visitor, COMPLETED + IN_PROGRESS)
    visitor.main.get_by_role("checkbox", name="Anna Müller").check()
    assert _names_in_list(visitor) == {"Anna Müller"}
    visitor.visit("/personal/?name=Köster")
    expect(visitor.main.get_by_role("row")).to_have_count(0)


def _shows_none_of(visitor, names) -> None:
    text = visitor.page.content()
    assert [name for name in names if name in text] == []


def _names_in_list(visitor) -> set[str]:
    visitor.main.locator("input[name=umfang][value=alle]").check()
    content = Path(visitor.download("Liste als XLSX", "button").path()).read_bytes()
    rows = list(load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True))
    known = set(COMPLETED + IN_PROGRESS + ELSEWHERE)
    return {cell for row in rows for cell in row if cell in known}


def _finish_bundle():
    """Do what the worker does."""
    bundle = Bundle.objects.latest("pk")
    while continue_bundle(bundle.pk):
        pass


@pytest.mark.parametrize("width", [640, 768, 860, 900])
def test_the_list_fits_windows_of_every_width(visitor, width):
    visitor.page.set_viewport_size({"width": width, "height": 900})
    visitor.arrive("personal@musterstadt.example", "/personal/")
    visitor.check()
