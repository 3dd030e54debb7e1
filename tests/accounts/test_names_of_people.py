"""A name is tidied, or refused with a reason, wherever it comes in."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError

from accounts.permissions import SYSTEM
from accounts.services import create_person, rename_person
from certificates.services import correct
from tests import factories

UNFIT = {
    "Mara\x07": "control_characters",
    "Mara\u202egnp": "control_characters",
    "Mara\u2066": "control_characters",
    "\u200b": "control_characters",
    "a" + "\u0301" * 6: "combining_marks",
    "M" * 201: "too_long",
    " \u00a0 ": "empty",
}


def create(musterstadt, learner, name):
    return create_person(
        actor=SYSTEM, organisation=musterstadt, name=name, email="neu@musterstadt.example"
    ).name


def rename(musterstadt, learner, name):
    rename_person(actor=SYSTEM, organisation=musterstadt, person=learner, name=name)
    return type(learner).objects.get(pk=learner.pk).name


def on_a_certificate(musterstadt, learner, name):
    edition = factories.release_course(factories.make_course(factories.make_site()))
    certificate = factories.complete(learner, edition).certificate
    return correct(actor=SYSTEM, certificate=certificate, name=name, reason="x").snapshot["name"]


ENTRIES = [create, rename, on_a_certificate]


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_name_is_composed_and_tidied(entry, musterstadt, learner):
    loose = unicodedata.normalize("NFD", "  Zoë \u00a0 Nguyễn ")
    assert entry(musterstadt, learner, loose) == unicodedata.normalize("NFC", "Zoë Nguyễn")


@pytest.mark.parametrize("entry", ENTRIES)
@pytest.mark.parametrize("name", UNFIT)
def test_an_unfit_name_is_refused_with_a_reason(entry, name, musterstadt, learner):
    with pytest.raises(ValidationError) as refused:
        entry(musterstadt, learner, name)
    errors = (
        refused.value.error_dict["name"]
        if hasattr(refused.value, "error_dict")
        else [refused.value]
    )
    codes = {found.code for error in errors for found in error.error_list}
    assert codes & {UNFIT[name], "max_length", "blank"}
