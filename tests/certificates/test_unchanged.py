"""Nothing but a correction or a revocation changes an issued certificate."""

import hashlib
from types import SimpleNamespace

import pytest

from certificates.documents import compose
from certificates.models import Certificate, CertificateDesign, pictures
from certificates.selectors import check
from certificates.services import ensure_file
from tests import factories
from tests.certificates.test_lifecycle import facts


@pytest.fixture
def design(musterstadt):
    """What Musterstadt's certificates look like, with a logo and a signature."""
    return CertificateDesign.objects.create(
        organisation=musterstadt,
        logo=pictures.keep(b"old", "jpg"),
        logo_description="Wappen",
        signatory_name="Dr. Sabine Beispiel",
        signatory_function="Bürgermeisterin",
        signature=pictures.keep(b"written", "jpg"),
    )


def rename(world):
    world.learner.name = "Ganz Anders"
    world.learner.save()


def edit_the_course(world):
    world.course.title = world.course.certificate_contents = "Neu"
    world.course.valid_months = 1
    world.course.save_revision().publish()
    factories.release_course(world.course)


def move_the_municipality(world):
    world.musterstadt.name = world.musterstadt.issuer_name = world.musterstadt.address = "Neustadt"
    world.musterstadt.save()


def delete_the_account(world):
    world.learner.delete()


def unpublish_the_course(world):
    world.course.unpublish()


def change_the_logo(world):
    world.design.logo, world.design.logo_description = pictures.keep(b"new", "jpg"), "Neu"
    world.design.save()


def change_the_signatory(world):
    world.design.signatory_name = world.design.signatory_function = "Neu"
    world.design.signature = pictures.keep(b"new", "jpg")
    world.design.save()


def delete_the_design(world):
    world.design.delete()


@pytest.mark.parametrize(
    "change",
    [
        rename,
        edit_the_course,
        move_the_municipality,
        change_the_logo,
        change_the_signatory,
        delete_the_design,
        delete_the_account,
        unpublish_the_course,
    ],
)
def test_nothing_else_changes_an_issued_certificate(
    change, design, certificate, client, learner, course, musterstadt, press
):
    """Not its texts, its file, its hashes, its check page; nor what a later print would show."""
    world = SimpleNamespace(learner=learner, course=course, musterstadt=musterstadt, design=design)
    content = ensure_file(certificate).file.open().read()
    before, said, paper = facts(certificate), check(certificate.code), compose(certificate)
    page = checked(client, certificate)
    change(world)
    assert facts(certificate) == before
    again = Certificate.objects.get()
    document = ensure_file(again)
    assert document.file.open().read() == content
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert check(certificate.code) == said
    assert checked(client, certificate) == page
    assert compose(again) == paper
    assert b"old" in paper.assets.values()
    assert len(press.jobs) == 1


def checked(client, certificate) -> str:
    """Return what the check page says; the rest of it may hold tokens."""
    html = client.get(f"/pruefen/{certificate.code}/").content.decode()
    return html.split("<main")[1].split("<form")[0]
