"""Many certificates in one file: in steps, without doubles, gone after an hour."""

import json
import subprocess
import sys
from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django_tasks import default_task_backend

from certificates import binding, merging
from certificates.models import Bundle, CertificateFile, certificate_storage
from certificates.printing import PROJECT_DIR
from certificates.services import bundles, ensure_file
from certificates.services.bundles import (
    Item,
    certificates_in,
    continue_bundle,
    forget_bundles,
    open_bundle,
    request_bundle,
    resume_if_stalled,
)
from certificates.tasks import build_bundle
from tests import factories
from tests.hr.things import make_completion, stored_bytes

# The highest mark of the memory itself: that of `getrusage` is inherited from the tests' process.
PEAK = """
import re, sys
from pathlib import Path
from certificates.binding import main
main(sys.stdin.buffer, sys.stdout.buffer)
status = Path("/proc/self/status").read_text()
print(int(re.search(r"VmHWM:\\s+(\\d+)", status)[1]) // 1024, file=sys.stderr)
"""


@pytest.fixture
def ask(hr, musterstadt):
    """Ask for a bundle of completions."""

    def ask(completions, kind="zip") -> Bundle:
        items = [
            Item(item.certificate.code, f"{number}.pdf", f"{item.person_name} {number}")
            for number, item in enumerate(completions)
        ]
        return request_bundle(actor=hr, organisation=musterstadt, kind=kind, items=items)

    return ask


def finish(bundle: Bundle) -> Bundle:
    while continue_bundle(bundle.pk):
        pass
    bundle.refresh_from_db()
    return bundle


def content_of(bundle: Bundle) -> bytes:
    with open_bundle(bundle) as file:
        return file.read()


def unzip(bundle: Bundle) -> dict[str, bytes]:
    with ZipFile(BytesIO(content_of(bundle))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def ready(bundle: Bundle) -> bool:
    bundle.refresh_from_db()
    return bundle.state == Bundle.State.READY


# --- Step by step -------------------------------------------------------------------------


@pytest.fixture
def seven(musterstadt, monkeypatch):
    monkeypatch.setattr(bundles, "STEP", 3)
    return [make_completion(musterstadt, f"Person {number}") for number in range(7)]


def test_progress_is_stored_with_every_step(ask, seven):
    bundle = ask(seven)
    seen = []
    while continue_bundle(bundle.pk):
        bundle.refresh_from_db()
        seen.append((bundle.done, bundle.state))
    assert seen == [(3, "waiting"), (6, "waiting"), (7, "waiting")]
    assert unzip(finish(bundle)) == {
        f"{number}.pdf": stored_bytes(item) for number, item in enumerate(seven)
    }


def test_every_step_is_a_task_of_its_own(ask, seven):
    default_task_backend.clear()
    bundle = ask(seven)
    for _step in range(4):
        assert len(default_task_backend.results) == 1
        (task,) = default_task_backend.results
        assert task.args == [bundle.pk]
        default_task_backend.clear()
        build_bundle.call(bundle.pk)
    assert default_task_backend.results == []
    assert ready(bundle)


def test_a_killed_worker_costs_nothing(ask, seven, monkeypatch):
    """It is killed while it makes files, then while it writes: both are simply done again."""
    bundle = ask(seven)
    continue_bundle(bundle.pk)

    def kill(*_arguments):
        raise SystemExit

    for step in ("ensure_files", "_finish"):
        with monkeypatch.context() as patch:
            patch.setattr(bundles, step, kill)
            with pytest.raises(SystemExit):
                finish(bundle)
        bundle.refresh_from_db()
        assert bundle.state == Bundle.State.WAITING
    assert len(unzip(finish(bundle))) == 7
    assert certificate_storage().listdir("bundles")[1].count(f"{bundle.key}.zip") == 1


def test_two_workers_at_once_write_one_file(ask, seven, monkeypatch):
    bundle = ask(seven)
    make, other = bundles.ensure_files, []

    def meanwhile(certificates):
        with monkeypatch.context() as patch:
            patch.setattr(bundles, "ensure_files", make)
            other.append(continue_bundle(bundle.pk))
        return make(certificates)

    with monkeypatch.context() as patch:
        patch.setattr(bundles, "ensure_files", meanwhile)
        assert not continue_bundle(bundle.pk)  # the other one goes on
    bundle.refresh_from_db()
    assert (other, bundle.done) == ([True], 3)
    stale = Bundle.objects.get(pk=bundle.pk)
    before = content_of(finish(bundle))
    bundles._finish(stale, BytesIO(b"later"), [])
    assert content_of(bundle) == before


def test_nothing_more_happens_to_what_is_finished_or_gone(ask, seven):
    bundle = finish(ask(seven))
    assert not continue_bundle(bundle.pk)
    assert not continue_bundle(0)


def test_a_stalled_bundle_goes_on_when_somebody_looks(ask, seven):
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        bundle = ask(seven)
        continue_bundle(bundle.pk)
        default_task_backend.clear()  # the worker is killed
        assert not resume_if_stalled(bundle)
        clock.shift(timedelta(seconds=61))
        assert [resume_if_stalled(bundle), resume_if_stalled(bundle)] == [True, False]
        (task,) = default_task_backend.results
        assert task.args == [bundle.pk]
        finish(bundle)
        clock.shift(timedelta(minutes=5))
        assert not resume_if_stalled(bundle)


# --- Whose --------------------------------------------------------------------------------


def test_only_hr_of_the_municipality_asks(learner, foreign_hr, musterstadt):
    for person in (learner, foreign_hr):
        with pytest.raises(PermissionDenied):
            request_bundle(actor=person, organisation=musterstadt, kind="zip", items=[])


def test_certificates_of_other_municipalities_are_missing(ask, musterstadt, beispielkreis):
    own, foreign = make_completion(musterstadt), make_completion(beispielkreis, "Bo Li")
    bundle = finish(ask([own, foreign]))
    assert set(unzip(bundle)) == {"0.pdf", "FEHLT.txt"}
    assert bundle.missing_texts == ["Bo Li 1"]
    assert certificates_in(bundle) == [own.certificate]


# --- Deleted ------------------------------------------------------------------------------


def test_deleted_after_an_hour_with_its_file(ask, musterstadt):
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        bundle = ask([make_completion(musterstadt)])
        clock.shift(timedelta(minutes=50))
        finish(bundle)  # the hour begins when the file is there
        clock.shift(timedelta(minutes=59))
        assert forget_bundles() == 0
        clock.shift(timedelta(minutes=2))
        assert forget_bundles() == 1
    assert not Bundle.objects.exists()
    assert not certificate_storage().exists(bundle.path)
    assert CertificateFile.objects.exists()


def test_asking_for_one_deletes_old_ones_of_others(ask, musterstadt):
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        old = finish(ask([make_completion(musterstadt)]))
        clock.shift(timedelta(minutes=61))
        ask([])
    assert not Bundle.objects.filter(pk=old.pk).exists()
    assert not certificate_storage().exists(old.path)


def test_a_lost_file_is_no_error(ask, musterstadt):
    bundle = finish(ask([make_completion(musterstadt)]))
    certificate_storage().delete(bundle.path)
    assert open_bundle(bundle) is None


# --- One PDF ------------------------------------------------------------------------------


@pytest.fixture
def papers(edition, musterstadt):
    """Three real, signed certificates."""
    people = [factories.make_person(musterstadt, name) for name in ("Ayşe Ö", "محمد", "王小明")]
    completions = [factories.complete(person, edition) for person in people]
    for completion in completions:
        ensure_file(completion.certificate)
    return completions


def _tags(element):
    yield str(element.S)
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _tags(kid)


def test_one_pdf_has_pages_tags_and_bookmarks_of_all(ask, papers):
    singles = [pikepdf.open(BytesIO(stored_bytes(item))) for item in papers]
    with pikepdf.open(BytesIO(content_of(finish(ask(papers, "pdf"))))) as pdf:
        assert len(pdf.pages) == sum(len(single.pages) for single in singles)
        root = pdf.Root.StructTreeRoot.K
        assert root.S == "/Document"
        parts = list(root.K)
        assert [(str(part.S), str(part.T)) for part in parts] == [
            ("/Part", f"{item.person_name} {number}") for number, item in enumerate(papers)
        ]
        for part, single in zip(parts, singles, strict=True):
            (document,) = [single.Root.StructTreeRoot.K[0]]
            before = [tag for tag in _tags(document) if tag != "/Form"]
            assert list(_tags(part)) == ["/Part", *before[1:]]
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
        assert titles[0] == str(pdf.docinfo.get("/Subject", titles[0]))
        assert titles[1:] == [f"{item.person_name} {n}" for n, item in enumerate(papers)]


def test_every_page_finds_its_own_tags(ask, papers):
    with pikepdf.open(BytesIO(content_of(finish(ask(papers, "pdf"))))) as pdf:
        flat = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        parents = dict(zip(map(int, flat[::2]), flat[1::2], strict=True))
        assert sorted(parents) == list(parents)
        for page in pdf.pages:
            for element in parents[int(page.obj.StructParents)]:
                assert element.Pg.objgen == page.obj.objgen
            for note in page.obj.get("/Annots", ()):
                assert parents[int(note.StructParent)].S == "/Link"


def test_one_pdf_bears_no_signature_and_says_so(ask, papers):
    content = content_of(finish(ask(papers, "pdf")))
    with pikepdf.open(BytesIO(content)) as pdf:
        assert "/AcroForm" not in pdf.Root
        assert "/AF" not in pdf.Root
        kinds = {str(note.Subtype) for page in pdf.pages for note in page.obj.get("/Annots", ())}
        assert kinds <= {"/Link"}
        assert not [item for item in pdf.objects if _is_signature(item)]
        with pdf.open_metadata() as about:
            assert "pdfaid:part" not in about
            said = about["dc:description"]
        with pdf.open_outline() as outline:
            assert outline.root[0].title == said


def _is_signature(item) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/FT") == "/Sig"


def test_what_cannot_be_bound_is_left_out_and_named(ask, papers, musterstadt, caplog):
    bad = [make_completion(musterstadt, name) for name in ("Bo Li", "Cem Ak")]  # no real PDFs
    mixed = [papers[0], bad[0], papers[1], bad[1], papers[2]]
    bundle = finish(ask(mixed, "pdf"))
    assert ready(bundle)
    assert bundle.missing_texts == ["Bo Li 1", "Cem Ak 3"]
    with pikepdf.open(BytesIO(content_of(bundle))) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root[1:]]
    assert titles == [f"{mixed[place].person_name} {place}" for place in (0, 2, 4)]
    assert sorted(caplog.messages) == [
        f"Certificate {item.certificate.pk} cannot be bound with others" for item in bad
    ]
    assert len(certificates_in(bundle)) == 3  # only they are recorded


def test_both_sides_mean_the_same_by_unfit():
    assert binding.UNFIT == merging.UNFIT


def test_where_nothing_can_be_bound_there_is_no_file(ask, musterstadt, caplog):
    bundle = finish(ask([make_completion(musterstadt)], "pdf"))
    assert bundle.state == Bundle.State.FAILED
    assert open_bundle(bundle) is None
    assert any("was not put together" in message for message in caplog.messages)


@pytest.mark.parametrize("kind", ["zip", "pdf"])
def test_what_cannot_be_read_is_left_out_and_named(kind, ask, papers, monkeypatch, caplog):
    broken, read = papers[1].certificate, bundles.open_file

    class Broken(BytesIO):
        def read(self, *_arguments):
            raise OSError

    def opened(document):
        return Broken() if document.certificate == broken else read(document)

    with monkeypatch.context() as patch:
        patch.setattr(bundles, "open_file", opened)
        bundle = finish(ask(papers, kind))
    assert ready(bundle)
    assert bundle.missing == [broken.code]
    assert caplog.messages == [f"Certificate file {broken.document.pk} could not be read: "]


def test_memory_stays_small(papers):
    """Of the process that merges, which holds most; 500 of them may take 300 MB."""
    about = json.dumps({"title": "T", "note": "N", "language": "de"}).encode() + b"\n"
    contents = [stored_bytes(item) for item in papers]

    def peak(count: int) -> int:
        files = (contents[number % len(contents)] for number in range(count))
        lines = [json.dumps(["x", len(file)]).encode() + b"\n" + file for file in files]
        done = subprocess.run(
            [sys.executable, "-c", PEAK],
            input=about + b"".join(lines),
            capture_output=True,
            cwd=PROJECT_DIR,
            check=True,
        )
        return int(done.stderr)

    few, many = peak(5), peak(105)
    assert few + 5 * (many - few) < 300
