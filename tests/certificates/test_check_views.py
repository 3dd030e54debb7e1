"""The public check: what became of a certificate, whose it is, and whether a file is it."""

import hashlib
import logging
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.roles import NameRule
from certificates import inspection, services
from certificates.badges import issuer_did
from certificates.services import correct, ensure_file, revoke
from certificates.services.checking import LARGEST_FILE
from tests import factories

UNKNOWN = "0" * 28
NAME = "Mara Lindner"


@pytest.fixture
def rule(musterstadt):
    def choose(rule: NameRule):
        musterstadt.name_on_check = rule
        musterstadt.save()

    return choose


def url(certificate, part: str = "") -> str:
    return f"/pruefen/{getattr(certificate, 'code', certificate)}/{part}"


def page(client, certificate) -> str:
    response = client.get(url(certificate))
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    assert "no-store" in response["Cache-Control"]
    assert set(response.cookies) == {"csrftoken"}
    return response.content.decode()


# --- States -------------------------------------------------------------------------------


def test_valid(client, certificate):
    html = page(client, certificate)
    assert "notice--success" in html
    assert certificate.snapshot["course_title"] in html


def test_expired(client, certificate):
    certificate.valid_until = timezone.localdate()
    certificate.save()
    assert "notice--success" in page(client, certificate)
    certificate.valid_until -= timedelta(days=1)
    certificate.save()
    assert "notice--success" not in page(client, certificate)


def test_revoked(client, certificate, hr):
    revoke(actor=hr, certificate=certificate, reason="Falsche Person")
    html = page(client, certificate)
    assert "notice--danger" in html
    assert "Falsche Person" in html
    assert "notice--success" not in html


def test_superseded_and_superseding_lead_to_each_other(client, certificate, hr):
    new = correct(actor=hr, certificate=certificate, name="Mara Neu", reason="Heirat <b>")
    old_page, new_page = page(client, certificate), page(client, new)
    assert "notice--warning" in old_page
    assert f'href="{url(new)}"' in old_page
    assert "notice--success" in new_page
    assert f'href="{url(certificate)}"' in new_page
    for html in (old_page, new_page):
        assert "Heirat &lt;b&gt;" in html
        assert "Mara" not in html
    revoke(actor=hr, certificate=new, reason="Doch nicht")
    assert "notice--danger" in page(client, new)
    assert "notice--warning" in page(client, certificate)


def test_all_of_it_after_the_account_was_erased(client, certificate, learner, rule, press):
    document = ensure_file(certificate)
    learner.delete()
    rule(NameRule.COMPARE)
    assert "notice--success" in page(client, certificate)
    assert document.sha256 in page(client, certificate)
    assert says(client, certificate, NAME) == "yes"
    assert says(client, certificate, "Mara Linder") == "no"


def test_the_same_queries_and_template_for_every_code(
    client, certificate, hr, django_assert_num_queries
):
    new = correct(actor=hr, certificate=certificate, name="Mara Neu", reason="Heirat")
    client.get(url("falsch"))  # fills the footer's cache
    for code in (certificate, new, UNKNOWN, "falsch"):
        with django_assert_num_queries(1):
            response = client.get(url(code))
        assert response.templates[0].name == "certificates/check.html"


# --- The name -----------------------------------------------------------------------------


def says(client, certificate, name: str) -> str:
    response = client.post(url(certificate, "name/"), {"name": name})
    assert response.status_code == 200
    html = response.content.decode()
    found = [
        answer
        for answer, words in (("yes", "notice--success"), ("no", "notice--warning"))
        if words in html
    ]
    return " ".join(found) or "nothing"


def test_the_name_is_hidden_unless_the_municipality_decides_otherwise(client, certificate):
    assert NAME not in page(client, certificate)
    assert url(certificate, "name/") not in page(client, certificate)
    for method in (client.get, client.post):
        assert method(url(certificate, "name/"), {"name": NAME}).status_code == 404


def test_the_name_is_shown_where_the_municipality_says_so(client, certificate, hr, rule):
    rule(NameRule.SHOWN)
    new = correct(actor=hr, certificate=certificate, name="Mara Neu", reason="Heirat")
    assert NAME in page(client, certificate)
    assert NAME not in page(client, new)
    assert "Mara Neu" in page(client, new)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        (NAME, "yes"),
        ("mara lindner", "yes"),
        ("  MARA   LINDNER ", "yes"),
        ("Mara-Lindner", "yes"),
        ("Mara Lindnér", "no"),
        ("Lindner Mara", "no"),
        ("Mara", "no"),
        ("", "nothing"),
        ("Mara\u202eLindner", "nothing"),
        ("x" * 201, "nothing"),
    ],
)
def test_the_name_is_compared(typed, answer, client, certificate, rule):
    rule(NameRule.COMPARE)
    assert url(certificate, "name/") in page(client, certificate)
    assert NAME not in page(client, certificate)
    assert says(client, certificate, typed) == answer


def test_what_is_typed_is_neither_stored_nor_logged(client, certificate, rule, caplog):
    rule(NameRule.COMPARE)
    with caplog.at_level(logging.DEBUG):
        client.post(url(certificate, "name/"), {"name": "Zora Geheim"})
    assert "Geheim" not in caplog.text
    html = client.get(url(certificate, "name/")).content.decode()
    assert "Geheim" not in html


def test_guessing_names_is_slowed_down(client, certificate, rule):
    rule(NameRule.COMPARE)
    answers = [
        client.post(url(certificate, "name/"), {"name": f"Name {n}"}).status_code for n in range(11)
    ]
    assert answers == [200] * 10 + [429]
    assert client.get(url(certificate)).status_code == 200


def test_asking_for_a_name_tells_nothing_of_codes(
    client, certificate, rule, django_assert_num_queries
):
    rule(NameRule.COMPARE)
    assert not services.compare_name(code=UNKNOWN, name=NAME)
    with django_assert_num_queries(1):
        services.compare_name(code=certificate.code, name=NAME)
    with django_assert_num_queries(1):
        services.compare_name(code=UNKNOWN, name=NAME)
    assert client.post(url(UNKNOWN, "name/"), {"name": NAME}).status_code == 404


def test_the_rule_counts_for_the_service_too(certificate):
    assert not services.compare_name(code=certificate.code, name=NAME)


# --- The file -----------------------------------------------------------------------------


@pytest.fixture
def document(certificate, press):
    return ensure_file(certificate)


@pytest.fixture
def inspector(monkeypatch):
    """Judge nothing: note what is asked, and answer with `inspector.found`."""

    class Inspector:
        asked = []
        found = inspection.Inspection()

        def __call__(self, content, **trusted):
            self.asked = [*self.asked, content]
            return self.found

    inspector = Inspector()
    monkeypatch.setattr(services.checking.inspection, "inspect", inspector)
    return inspector


def send(client, certificate, content: bytes):
    upload = SimpleUploadedFile("x.pdf", content, "application/pdf")
    return client.post(url(certificate, "datei/"), {"file": upload})


def test_the_page_has_the_hash_for_the_browser_to_compare(client, certificate, document):
    html = page(client, certificate)
    assert f'data-check-file="{document.sha256}"' in html
    assert url(certificate, "datei/") in html


def test_without_a_file_there_is_nothing_to_compare(client, certificate):
    assert "data-check-file" not in page(client, certificate)


def test_the_stored_bytes_are_genuine(client, certificate, document, inspector):
    content = document.file.open().read()
    html = send(client, certificate, content).content.decode()
    assert "notice--success" in html
    assert inspector.asked == [content]


def test_so_are_the_bytes_as_they_were_issued(client, certificate, document, inspector):
    """Proof for the archive was added to the stored file; people have the earlier one."""
    content = document.file.open().read()
    document.sha256 = hashlib.sha256(content + b" proof").hexdigest()
    document.save()
    assert f"{document.sha256} {document.sha256_issued}" in page(client, certificate)
    for found in (content, content + b" proof"):
        assert "notice--success" in send(client, certificate, found).content.decode()


def test_a_real_one_is_checked_in_full(client, certificate, musterstadt, edition):
    """With real keys, in a process of its own."""
    person = factories.make_person(musterstadt)
    other = ensure_file(factories.complete(person, edition).certificate)
    document = ensure_file(certificate)
    content = document.file.open().read()
    cases = [
        (content, (True, True, True)),
        (content + b"\n% more", (False, False, True)),
        (content.replace(b"/Producer", b"/Preducer"), (False, False, True)),
        (other.file.open().read(), (False, True, False)),
        (b"%PDF-1.7 forged", (False, False, False)),
        (content[:5000], (False, False, False)),
    ]
    found = []
    for sent, _expected in cases:
        report = send(client, certificate, sent).context["report"]
        found.append((report.same, report.signed, report.credential))
    assert found == [expected for _sent, expected in cases]


def test_other_bytes_are_not(client, certificate, document, inspector):
    content = document.file.open().read() + b"\n"
    html = send(client, certificate, content).content.decode()
    assert "notice--danger" in html
    assert "notice--success" not in html


SIGNED = {"signed": True, "intact": True, "trusted": True, "whole": True}


@pytest.mark.parametrize(
    ("change", "about", "genuine"),
    [
        ({}, "own", True),  # a copy from before the signature was renewed
        ({}, "other", False),
        ({"whole": False}, "own", False),
        ({"intact": False}, "own", False),
        ({"trusted": False}, "own", False),
    ],
)
def test_a_copy_with_another_hash(change, about, genuine, client, certificate, document, inspector):
    code = certificate.code if about == "own" else UNKNOWN
    credential = {"id": f"http://localhost/pruefen/{code}/", "issuer": {"id": issuer_did()}}
    inspector.found = inspection.Inspection(**SIGNED | change, credential=credential)
    html = send(client, certificate, b"%PDF another").content.decode()
    assert ("notice--success" in html, "notice--danger" in html) == (genuine, not genuine)


def test_a_genuine_file_of_a_revoked_certificate(client, certificate, document, hr, inspector):
    revoke(actor=hr, certificate=certificate, reason="Falsche Person")
    html = send(client, certificate, document.file.open().read()).content.decode()
    assert "Die Bescheinigung gilt aber nicht mehr." in html


def test_a_large_file_is_refused_unread(client, certificate, document, inspector, monkeypatch):
    def read(request):
        raise AssertionError("the body was read")

    monkeypatch.setattr("django.http.HttpRequest._load_post_and_files", read)
    response = send(client, certificate, b"x" * (LARGEST_FILE + 100_000))
    assert response.status_code == 413
    assert "2 MB" in response.content.decode()
    assert inspector.asked == []


def test_a_file_just_too_large_is_refused(client, certificate, document, inspector):
    response = send(client, certificate, b"x" * (LARGEST_FILE + 1))
    assert "2 MB" in response.content.decode()
    assert inspector.asked == []
    send(client, certificate, b"x" * LARGEST_FILE)
    assert len(inspector.asked) == 1


def test_a_size_that_is_no_number_is_none(client, certificate, document, inspector):
    response = client.post(url(certificate, "datei/"), CONTENT_LENGTH="1e3")
    assert response.status_code == 200
    assert inspector.asked == []


@pytest.mark.parametrize("content", [b"", None])
def test_without_a_file_the_page_says_so(content, client, certificate, document, inspector):
    if content is None:
        response = client.post(url(certificate, "datei/"))
    else:
        response = send(client, certificate, content)
    assert response.status_code == 200
    assert "error-summary" in response.content.decode()
    assert inspector.asked == []


def test_what_is_sent_is_not_kept(client, certificate, document, inspector, monkeypatch, tmp_path):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    send(client, certificate, b"%PDF secret" + b"x" * 1_500_000)
    assert list(tmp_path.iterdir()) == []


def test_unknown_codes_get_no_form(client, document, inspector):
    assert client.get(url(UNKNOWN, "datei/")).status_code == 404
    assert send(client, UNKNOWN, b"%PDF").status_code == 404
    assert inspector.asked == []


def test_sending_files_is_slowed_down(client, certificate, document, inspector):
    answers = [send(client, certificate, b"%PDF").status_code for n in range(11)]
    assert answers == [200] * 10 + [429]


def test_the_hash_is_that_of_the_stored_file(document):
    assert document.sha256 == hashlib.sha256(document.file.open().read()).hexdigest()


@pytest.mark.parametrize("part", ["name", "datei"])
def test_each_form_has_its_heading_and_title(part, client, certificate, rule):
    rule(NameRule.COMPARE)
    html = client.get(url(certificate, f"{part}/")).content.decode()
    (heading,) = re.findall(r"<h1[^>]*>\s*(.+?)\s*</h1>", html)
    assert heading in html.split("<title>")[1].split("</title>")[0]
