"""Every design, upright and across, in every script, unsigned and signed: no rule is broken."""

import pytest

from certificates.rendering import Profile
from tests.certificates import papers
from tests.conformance import tools
from tests.conformance.conftest import standards_of
from tests.conformance.speech import spoken_text
from tests.conformance.variants import CERTIFICATES, CREDENTIAL, FIELD, NAMES

STATES = ("unsigned", "signed")
RULES = {"3a": 155, "ua1": 106, "4f": 111, "ua2": 1728, "wtpdf": 1724}
# Once per design and orientation: these see pictures and structure, not letters.
LAYOUTS = [variant for variant in CERTIFICATES if variant[2:] == ("longest", "certificate")]
HEADINGS = {"portrait": "Teilnahmebescheinigung", "landscape": "Certificate of attendance"}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("variant", CERTIFICATES, ids="-".join)
def test_no_rule_of_any_standard_is_broken(judgements, variant, state):
    for standard in standards_of(variant):
        judgement = judgements[state, variant, standard]
        assert judgement.broken == {}
        assert judgement.rules == RULES[standard]
        assert judgement.checks > 1000  # it has really looked


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("variant", LAYOUTS, ids="-".join)
def test_the_syntax_is_sound(files, variant, state):
    assert tools.syntax_errors(files[state, variant]) == ""


@pytest.mark.parametrize("variant", CERTIFICATES, ids="-".join)
def test_one_page_whose_fonts_are_all_inside(unsigned, variant):
    assert len(papers.reader(unsigned[variant]).pages) == 1
    assert set(papers.fonts_of(unsigned[variant]).values()) == {True}


@pytest.mark.parametrize("variant", CERTIFICATES, ids="-".join)
def test_everything_is_spoken_in_its_order(files, variant):
    # Without blanks: a line may end within "Hohenlohe-Langenburg".
    text = spoken_text(files["signed", variant]).replace(" ", "")
    expected = [
        HEADINGS[variant[1]],
        NAMES[variant[2]],
        "Umgang mit Anfeindungen",
        papers.CONTENTS[0],
        papers.CONTENTS[-1],
        "Stadt Musterstadt, Personalamt",
        "7K3M-9PQR",
    ]
    place = 0
    for part in expected:  # the municipality stands in the letterhead as well
        assert part.replace(" ", "") in text[place:]
        place = text.index(part.replace(" ", ""), place)


@pytest.mark.parametrize("variant", LAYOUTS, ids="-".join)
def test_the_text_can_be_copied(files, variant):
    text = tools.text_of(files["signed", variant])
    expected = ("Umgang mit Anfeindungen", "Stadt Musterstadt, Personalamt", "7K3M-9PQR")
    assert [part for part in expected if part not in text] == []


@pytest.mark.parametrize("variant", LAYOUTS, ids="-".join)
def test_the_printed_qr_code_leads_to_the_check_page(files, variant):
    assert tools.qr_codes(files["signed", variant]) == [f"{papers.BASE}{papers.CODE}/"]


@pytest.mark.parametrize("profile", [Profile.CERTIFICATE, Profile.CERTIFICATE_UA2])
def test_the_credential_is_associated_with_the_document(signed, profile):
    reader = papers.reader(signed["official", "portrait", "latin", profile])
    (reference,) = reader.trailer["/Root"]["/AF"]
    entry = reference.get_object()
    assert (entry["/UF"], entry["/AFRelationship"]) == (CREDENTIAL.name, "/Data")
    assert entry["/Desc"] == CREDENTIAL.description
    stream = entry["/EF"]["/F"].get_object()
    assert stream.get_data() == CREDENTIAL.content
    assert stream["/Subtype"] == "/application/json"
    assert stream["/Params"]["/CreationDate"] == "D:20261122000000Z"


@pytest.mark.parametrize("profile", [Profile.CERTIFICATE, Profile.CERTIFICATE_UA2])
def test_the_field_to_sign_is_there_and_says_what_it_is(unsigned, profile):
    reader = papers.reader(unsigned["official", "portrait", "latin", profile])
    (field,) = reader.trailer["/Root"]["/AcroForm"]["/Fields"]
    field = field.get_object()
    assert (field["/FT"], field["/T"], field["/TU"]) == ("/Sig", "Signature", FIELD)
    assert "/V" not in field
    assert ("/StructParent" in field) == (profile == Profile.CERTIFICATE)


def test_signing_fills_that_field(signed):
    reader = papers.reader(signed["official", "portrait", "latin", Profile.CERTIFICATE])
    (field,) = reader.trailer["/Root"]["/AcroForm"]["/Fields"]
    assert field.get_object()["/V"]["/SubFilter"] == "/ETSI.CAdES.detached"
