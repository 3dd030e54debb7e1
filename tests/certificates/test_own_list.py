"""What the person sees of corrections, revocations and expiry: on their own page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from certificates.services import correct, revoke
from tests import factories

PAGE = "/meine-nachweise/"


def page(client) -> str:
    return client.get(PAGE).content.decode()


@pytest.fixture
def expiring(learner, course_index):
    """Completed eleven months ago and valid for twelve."""
    course = factories.make_course(course_index, slug="befristet", valid_months=12)
    completion = factories.complete(learner, factories.release_course(course))
    completion.completed_on -= timedelta(days=335)
    completion.save()
    certificate = completion.certificate
    certificate.valid_until = completion.valid_until
    certificate.save()
    return certificate


def test_both_the_corrected_and_the_earlier_one_stay(signed_in, certificate, hr):
    new = correct(actor=hr, certificate=certificate, name="Mara Neu", reason="Heirat")
    html = page(signed_in)
    assert html.count("Heirat") == 1
    for item in (certificate, new):
        assert f"{PAGE}{item.code}.pdf" in html


def test_a_revocation_is_said_with_its_reason(signed_in, certificate, hr):
    revoke(actor=hr, certificate=certificate, reason="Falsche Person")
    assert "Falsche Person" in page(signed_in)


def test_what_expires_can_be_renewed(signed_in, expiring):
    assert 'href="/mein-lernen/">' in page(signed_in).split("<tbody")[1]
    html = signed_in.get("/mein-lernen/").content.decode()
    assert f"{expiring.valid_until:%Y}" in html
    assert (
        'action="/kurse/befristet/erneuern/"' in signed_in.get("/kurse/befristet/").content.decode()
    )


def test_what_is_valid_for_ever_cannot(signed_in, certificate):
    assert 'href="/mein-lernen/">' not in page(signed_in).split("<tbody")[1].split("</tbody")[0]


def test_expired_ones_stay(signed_in, expiring):
    expiring.valid_until = timezone.localdate() - timedelta(days=1)
    expiring.save()
    assert f"{PAGE}{expiring.code}.pdf" in page(signed_in)


def test_states_cost_no_queries(signed_in, certificate, hr, django_assert_max_num_queries):
    page(signed_in)
    with django_assert_max_num_queries(5) as one:
        page(signed_in)
    new = correct(actor=hr, certificate=certificate, name="Mara Neu", reason="Heirat")
    correct(actor=hr, certificate=new, name="Mara Nun", reason="Tippfehler")
    with django_assert_max_num_queries(len(one)):
        page(signed_in)
