"""Administrators shape the certificates of their own municipality, and no other's."""

import io
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from PIL import Image

from certificates import documents
from certificates.models import CertificateDesign, pictures
from certificates.models.design import validate_colour
from certificates.rendering import RenderError, RenderRefused
from certificates.services import designs as service
from certificates.services import samples
from tests import factories

pytestmark = pytest.mark.django_db


def pages(number: int) -> bytes:
    """What the engine writes of so many pages."""
    packed = zlib.compress(b"<</Type /Pages>>" + b"<</Type /Page>>" * number)
    return b"%PDF-1.7 <</Type /ObjStm /N 2>>\nstream\n" + packed + b"\nendstream"


PAGE = pages(1)
PUBLISH = {"action-publish": "action-publish"}


@pytest.fixture
def printer(monkeypatch):
    """Print nothing; answer with `printer.answers`, by turns, or with one page."""

    class Printer:
        answers = [PAGE]
        jobs = []

        def __call__(self, jobs, *, fonts_conf):
            self.jobs = [*self.jobs, *jobs]
            return [self.answers[number % len(self.answers)] for number, _job in enumerate(jobs)]

    printer = Printer()
    monkeypatch.setattr(samples, "print_all", printer)
    return printer


@pytest.fixture
def editor(client, admin, printer):
    client.force_login(admin)
    return client


@pytest.fixture
def design(musterstadt):
    return CertificateDesign.objects.create(organisation=musterstadt)


@pytest.fixture
def foreign(beispielkreis):
    return CertificateDesign.objects.create(organisation=beispielkreis)


def url(name: str, *args) -> str:
    return reverse(f"certificate_designs:{name}", args=args)


def values(own=None, **changes) -> dict:
    fields = {
        "design": "charter",
        "orientation": "landscape",
        "accent": "#7A1F2B",
        "opening_de": "Die Stadt bescheinigt:",
    }
    return ({"organisation": own.organisation_id} if own else {}) | fields | changes


def png(**options) -> SimpleUploadedFile:
    buffer = io.BytesIO()
    Image.new("RGBA", (40, 20), (10, 60, 120, 255)).save(buffer, "PNG")
    return SimpleUploadedFile("wappen.png", buffer.getvalue(), "image/png")


def errors_of(response) -> str:
    form = response.context["form"]
    return " ".join(str(error) for lines in form.errors.values() for error in lines)


def test_the_first_design_of_a_municipality(editor, musterstadt):
    page = editor.get(url("add")).content.decode()
    assert "Musterstadt" in page
    assert 'name="action-publish"' in page
    response = editor.post(url("add"), values(organisation=musterstadt.pk) | PUBLISH)
    assert response.status_code == 302, errors_of(response)
    design = CertificateDesign.objects.get()
    assert (design.organisation, design.live) == (musterstadt, True)
    assert (design.design, design.orientation) == ("charter", "landscape")
    assert design.accent == "#7a1f2b"


def test_a_foreign_municipality_cannot_be_chosen(editor, beispielkreis):
    response = editor.post(url("add"), values(organisation=beispielkreis.pk) | PUBLISH)
    assert response.status_code == 200
    assert not CertificateDesign.objects.exists()


def test_the_municipality_stays_the_same(editor, design, beispielkreis):
    editor.post(url("edit", design.pk), values(organisation=beispielkreis.pk) | PUBLISH)
    design.refresh_from_db()
    assert design.organisation.name == "Musterstadt"


def test_a_draft_changes_no_certificate(editor, design):
    response = editor.post(url("edit", design.pk), values(design))
    assert response.status_code == 302, errors_of(response)
    design.refresh_from_db()
    assert design.design == "official"
    assert design.has_unpublished_changes
    assert design.get_latest_revision_as_object().design == "charter"


def test_an_uploaded_picture_is_made_fit_and_kept(editor, design, printer):
    data = values(design, logo=png(), logo_description="Wappen") | PUBLISH
    response = editor.post(url("edit", design.pk), data)
    assert response.status_code == 302, errors_of(response)
    design.refresh_from_db()
    assert design.logo.endswith(".jpg")
    assert pictures.read(design.logo).startswith(b"\xff\xd8")
    assert f"asset:{design.logo}" in printer.jobs[0].assets
    assert "data:image/jpeg;base64" in editor.get(url("edit", design.pk)).content.decode()


def test_a_picture_is_kept_when_something_else_is_wrong(editor, design):
    data = values(design, logo=png(), accent="#ffee00", opening_de="Was getippt wurde")
    page = editor.post(url("edit", design.pk), data | PUBLISH)
    text = page.content.decode()
    assert "Bitte wählen Sie eine dunklere." in errors_of(page)
    assert "Was getippt wurde" in text
    kept = page.context["form"]["logo"].value()
    assert pictures.read(kept)
    assert f'name="logo-kept" value="{kept}"' in text


def test_a_picture_can_be_taken_away(editor, design):
    design.logo = pictures.keep(b"x", "jpg")
    design.logo_description = "Wappen"
    design.save()
    data = values(design) | {"logo-kept": design.logo, "logo-remove": "on"} | PUBLISH
    editor.post(url("edit", design.pk), data)
    design.refresh_from_db()
    assert design.logo == ""


@pytest.mark.parametrize(
    "name", ["../../lms.sqlite3", f"{'a' * 64}.jpg", f"{'a' * 64}.png", "x" * 300]
)
def test_only_kept_pictures_can_be_named(editor, design, name):
    page = editor.post(url("edit", design.pk), values(design) | {"logo-kept": name})
    assert page.status_code == 200
    assert "logo" in page.context["form"].errors


@pytest.mark.parametrize(
    "content", [b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", b"%PDF", b"GIF89a"]
)
def test_other_files_are_refused_with_a_reason(editor, design, content):
    data = values(design, logo=SimpleUploadedFile("a.svg", content), logo_description="Wappen")
    page = editor.post(url("edit", design.pk), data | PUBLISH)
    assert page.status_code == 200
    assert len(errors_of(page)) > 40


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"accent": "blau"}, "accent"),
        ({"accent": "#999999"}, "accent"),
        ({"signatory_name": "a\u202eb"}, "signatory_name"),
        ({"opening_de": "x" * 241}, "opening_de"),
        ({"design": "eigenes"}, "design"),
        ({"orientation": "schr\u00e4g"}, "orientation"),
    ],
)
def test_values_that_do_not_fit(editor, design, changes, field):
    page = editor.post(url("edit", design.pk), values(design, **changes) | PUBLISH)
    assert field in page.context["form"].errors


def test_a_picture_without_words_is_refused(editor, design):
    page = editor.post(url("edit", design.pk), values(design, logo=png()))
    assert "logo_description" in page.context["form"].errors


@pytest.mark.parametrize(
    "answers",
    [
        [PAGE, RenderRefused(["no glyph"])],
        [PAGE, pages(2)],
        [RenderError("took too long")],
    ],
)
def test_what_is_not_faultless_cannot_be_published(editor, design, printer, answers):
    printer.answers = answers
    page = editor.post(url("edit", design.pk), values(design) | PUBLISH)
    assert page.status_code == 200
    assert len(errors_of(page)) > 20
    assert "Die Stadt bescheinigt:" in page.content.decode()
    design.refresh_from_db()
    assert design.design == "official"
    printer.answers = [PAGE]
    assert editor.post(url("edit", design.pk), values(design) | PUBLISH).status_code == 302


def test_a_draft_may_have_faults(editor, design, printer):
    printer.answers = [RenderRefused(["no glyph"])]
    assert editor.post(url("edit", design.pk), values(design)).status_code == 302


@pytest.mark.parametrize("mode", [mode for mode, _label in CertificateDesign.preview_modes])
def test_the_preview_shows_the_pdf(editor, design, printer, mode):
    assert editor.post(url("preview_on_edit", design.pk), values(design)).json()["is_valid"]
    response = editor.get(url("preview_on_edit", design.pk), {"mode": mode})
    page = response.content.decode()
    assert 'data="data:application/pdf;base64,' in page
    assert "object-src data:" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert 'class="landscape' in printer.jobs[-1].html  # as typed, not as saved


def test_the_preview_says_why_there_is_none(editor, design, printer):
    printer.answers = [RenderRefused(["no glyph"])]
    page = editor.get(url("preview_on_edit", design.pk)).content.decode()
    assert "<object" not in page
    assert "no glyph" not in page


def test_the_preview_of_a_new_design(editor, musterstadt):
    data = values(organisation=musterstadt.pk)
    assert editor.post(url("preview_on_add"), data).json()["is_valid"]
    assert editor.get(url("preview_on_add")).status_code == 200


def test_foreign_designs_do_not_exist(editor, foreign, design):
    revision = foreign.save_revision()
    addresses = [
        url(name, foreign.pk)
        for name in (
            "edit",
            "delete",
            "usage",
            "history",
            "history_results",
            "preview_on_edit",
            "unpublish",
        )
    ] + [
        url("revisions_view", foreign.pk, revision.pk),
        url("revisions_revert", foreign.pk, revision.pk),
        url("revisions_unschedule", foreign.pk, revision.pk),
        url("revisions_compare", foreign.pk, "live", "latest"),
        url("edit", 10**6),
    ]
    for address in addresses:
        assert editor.get(address).status_code == 404, address
        assert editor.post(address, values(foreign) | PUBLISH).status_code == 404, address
    listed = editor.get(url("list")).content.decode()
    assert "Musterstadt" in listed
    assert "Beispielkreis" not in listed


def test_nobody_deletes_a_design(editor, design):
    editor.post(url("delete", design.pk))
    assert CertificateDesign.objects.filter(pk=design.pk).exists()


@pytest.mark.parametrize("role", ["learner", "hr", "trainer"])
def test_others_find_nothing(client, request, role, design):
    client.force_login(request.getfixturevalue(role))
    for address in (url("list"), url("add"), url("edit", design.pk)):
        assert client.get(address).status_code == 404


def test_administrators_find_nothing_else_there(editor):
    assert editor.get("/admin/").url == url("list")
    for address in ("/admin/pages/", "/admin/images/", "/admin/courses/", "/admin/feedback/"):
        assert editor.get(address).status_code == 404, address


def test_a_kept_picture_is_shown_small_and_the_preview_is_explained(editor, design, settings):
    design.logo, design.logo_description = pictures.keep(b"<svg/>", "svg"), "Wappen"
    design.save()
    html = editor.get(url("edit", design.pk)).content.decode()
    assert html.count('class="kept-picture"') == 1
    hint = gettext("The preview shows a newly chosen picture once the draft is saved.")
    assert html.count(f'<p class="help">{hint}</p>') == len(("logo", "signature", "funder_logo"))
    style = (settings.PROJECT_DIR / "static" / "css" / "admin.css").read_text()
    assert "max-height" in style.split(".kept-picture {")[1].split("}")[0]


def test_a_certificate_keeps_the_design_it_was_issued_with(design, learner, edition):
    design.logo, design.logo_description = pictures.keep(b"old", "jpg"), "Wappen"
    design.save()
    certificate = factories.complete(learner, edition).certificate
    before = documents.compose(certificate)
    design.logo, design.accent = pictures.keep(b"new", "jpg"), "#000000"
    design.save()
    certificate.refresh_from_db()
    after = documents.compose(certificate)
    assert (after.html, after.css, after.assets) == (before.html, before.css, before.assets)
    assert b"old" in after.assets.values()


def test_without_a_published_design_there_is_the_plain_one(musterstadt, learner, edition):
    CertificateDesign.objects.create(organisation=musterstadt, design="calm", live=False)
    assert service.design_for(musterstadt) == {}
    assert "design" not in factories.complete(learner, edition).certificate.snapshot


def test_real_samples_are_faultless(design):
    design.design, design.signatory_name = "calm", "Dr. Sabine Beispiel"
    assert service.faults_of(design) == []
    design.logo = pictures.keep(b"<svg", "svg")
    assert len(service.faults_of(design)) == 1


def test_the_contrast_is_told_as_the_language_writes_numbers():
    for language, contrast in (("de", "1,1"), ("en", "1.1")):
        with translation.override(language), pytest.raises(ValidationError) as refused:
            validate_colour("#ffee88")
        assert contrast in refused.value.messages[0]
