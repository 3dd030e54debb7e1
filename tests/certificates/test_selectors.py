"""Who may read which certificate. There is always one that could leak."""

import pytest
from django.http import Http404

from certificates import codes, selectors
from courses.effects import effects_of
from tests import factories


@pytest.fixture
def foreign(beispielkreis, edition):
    """A certificate of another municipality."""
    return factories.complete(factories.make_person(beispielkreis), edition).certificate


@pytest.fixture
def colleague(musterstadt, edition):
    return factories.complete(factories.make_person(musterstadt), edition).certificate


def test_one_sees_ones_own(learner, certificate, foreign, colleague):
    assert list(selectors.certificates_of(learner)) == [certificate]


def test_one_downloads_ones_own(learner, certificate):
    assert selectors.certificate_for_download(learner, certificate.code) == certificate


@pytest.mark.parametrize("viewer", ["hr", "admin", "trainer", "foreign_hr"])
def test_nobody_else_downloads_it(viewer, request, certificate):
    with pytest.raises(Http404):
        selectors.certificate_for_download(request.getfixturevalue(viewer), certificate.code)


def test_hr_sees_its_municipality_only(hr, musterstadt, certificate, colleague, foreign):
    ids = [item.completion_id for item in (certificate, colleague, foreign)]
    found = set(selectors.certificates_for_hr(hr, musterstadt, ids))
    assert found == {certificate, colleague}
    assert selectors.certificate_for_hr(hr, musterstadt, certificate.code) == certificate
    assert selectors.certificate_for_hr(hr, musterstadt, foreign.code) is None


@pytest.mark.parametrize("viewer", ["learner", "admin", "trainer", "foreign_hr"])
def test_nobody_else_sees_a_municipality(viewer, request, musterstadt, certificate):
    person = request.getfixturevalue(viewer)
    ids = [certificate.completion_id]
    assert list(selectors.certificates_for_hr(person, musterstadt, ids)) == []
    assert selectors.certificate_for_hr(person, musterstadt, certificate.code) is None


def test_hr_sees_nothing_through_a_foreign_municipality(foreign_hr, beispielkreis, certificate):
    ids = [certificate.completion_id]
    assert list(selectors.certificates_for_hr(foreign_hr, beispielkreis, ids)) == []


def test_hr_without_a_role_any_more_sees_nothing(hr, musterstadt, certificate):
    hr.memberships.all().delete()
    person = type(hr).objects.get(pk=hr.pk)
    ids = [certificate.completion_id]
    assert list(selectors.certificates_for_hr(person, musterstadt, ids)) == []


def test_the_check_says_everything_but_the_name(certificate, completion):
    result = selectors.check(codes.printed(certificate.code).lower())
    empty = ("revocation_reason", "supersedes", "correction_reason", "superseded_by")
    never = ("valid_until", "revoked_on", "superseded_on")
    assert vars(result) == {
        "code": certificate.code,
        "state": "valid",
        "course_title": "Umgang mit Anfeindungen",
        "edition": 1,
        "completed_on": completion.completed_on,
        "minutes": 18,
        "issuer": "Musterstadt",
        "issued_on": certificate.issued_on,
        "name_rule": "hidden",
        **dict.fromkeys([*empty, "superseded_reason", "name"], ""),
        "hashes": (),
        "is_event": False,
        "first_day": None,
        "place": "",
        **dict.fromkeys(never),
    }
    assert round(result.units, 2) == 0.4


@pytest.mark.parametrize("code", ["", "falsch", "0" * 28, "' OR 1=1 --", "\x00"])
def test_the_check_of_other_codes(code, certificate):
    assert selectors.check(code) is None


def test_release_page_learns_how_many_there_are(edition, certificate, colleague):
    effects = effects_of(edition.course_key, "de")
    (effect,) = [item for item in effects if item.count == 2]
    assert effect.explanations.keys() == {"editorial", "content", "retake"}
    english = [item.count for item in effects_of(edition.course_key, "en")]
    assert sum(english) == 0
