"""A certificate that is valid for some time only, and the course taken again."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.services import correct, revoke
from learning.models import Completion, Enrolment
from learning.selectors.progress import enrolments_of, my_courses
from learning.selectors.renewals import Renewal, Way, renewal_of
from learning.services import enrol, renew
from learning.validity import RENEW_DAYS, last_day, may_renew
from tests import factories


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        (date(2026, 11, 22), 12, date(2027, 11, 22)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2027, 12, 31), 2, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 1, 31), 11, date(2026, 12, 31)),
        (date(2026, 11, 22), None, None),
    ],
)
def test_the_last_day(day, months, last):
    assert last_day(day, months) == last


def test_renewing_begins_shortly_before_the_last_day():
    last = date(2027, 11, 22)
    first = last - timedelta(days=RENEW_DAYS)
    days = [first - timedelta(days=1), first, last, last + timedelta(days=400)]
    assert [may_renew(last, day) for day in days] == [False, True, True, True]
    assert not may_renew(None, date.max)


@pytest.fixture
def course(course_index):
    return factories.make_course(course_index, valid_months=12)


@pytest.fixture
def completion(learner, edition):
    return factories.complete(learner, edition)


@pytest.fixture
def expiring(completion):
    """The course was completed eleven months ago."""
    completion.completed_on = timezone.localdate() - timedelta(days=335)
    completion.save()
    return completion


def test_the_edition_freezes_how_long(completion, course):
    assert completion.snapshot["rule"] == {"pass_mark": None, "valid_months": 12}
    course.valid_months = 1
    course.save_revision().publish()
    assert completion.valid_until == last_day(completion.completed_on, 12)


def test_nobody_renews_what_is_valid_for_long(learner, completion):
    with pytest.raises(ValidationError):
        renew(actor=learner, enrolment=completion.enrolment)
    assert Enrolment.objects.count() == 1


def test_renewing_starts_anew_and_keeps_everything(learner, course, expiring):
    newest = factories.release_course(course)
    first = expiring.enrolment
    second = renew(actor=learner, enrolment=first)
    again = renew(actor=learner, enrolment=first)
    assert (second.cycle, second.edition, again.pk) == (2, newest, second.pk)
    assert second.events.count() == 0
    assert first.events.count() > 0
    assert enrol(actor=learner, course_slug="kurs") == second
    factories.work_on(second)
    old, new = Completion.objects.order_by("cycle")
    assert [old.certificate.code != new.certificate.code, new.cycle] == [True, 2]
    assert [item.completion for item in my_courses(learner)] == [new]


def test_a_running_renewal_is_what_the_dashboard_shows(learner, expiring):
    second = renew(actor=learner, enrolment=expiring.enrolment)
    (item,) = my_courses(learner)
    assert (item.enrolment, item.completion, item.decision.done_lessons) == (second, None, 0)
    assert renew(actor=learner, enrolment=second) == second


def test_only_the_person_renews(expiring, musterstadt):
    other = factories.make_person(musterstadt)
    with pytest.raises(PermissionDenied):
        renew(actor=other, enrolment=expiring.enrolment)


def test_a_course_off_the_catalogue_cannot_be_renewed(learner, course, expiring):
    course.unpublish()
    with pytest.raises(ValidationError):
        renew(actor=learner, enrolment=expiring.enrolment)


def test_the_way_through_the_pages(signed_in, expiring):
    assert "Zertifikat" not in signed_in.get("/kurse/kurs/").content.decode()
    assert "/kurse/kurs/erneuern/" in signed_in.get("/kurse/kurs/").content.decode()
    response = signed_in.post("/kurse/kurs/erneuern/")
    assert response["Location"] == "/kurse/kurs/"
    assert Enrolment.objects.filter(cycle=2).count() == 1
    assert "/kurse/kurs/erneuern/" not in signed_in.get("/kurse/kurs/").content.decode()


def test_a_refusal_is_said(signed_in, completion):
    response = signed_in.post("/kurse/kurs/erneuern/", follow=True)
    assert response.status_code == 200
    assert Enrolment.objects.count() == 1


# --- After a revocation -------------------------------------------------------------------

PAGE = "/kurse/kurs/"
REVOKED = "Your certificate has been revoked."
CLOSED = "This course is not on offer any more. Please ask your HR office what you can do instead."


@pytest.fixture
def revoked(completion, hr):
    """Valid for ten months more, but revoked."""
    revoke(actor=hr, certificate=completion.certificate, reason="Falsche Person")
    return Completion.objects.get()


def own_page(completion) -> str:
    return f"/meine-nachweise/{completion.certificate.code}/"


def test_whose_certificate_was_revoked_begins_again_at_once(learner, revoked):
    assert revoked.may_be_renewed
    second = renew(actor=learner, enrolment=revoked.enrolment)
    assert (second.cycle, second.events.count()) == (2, 0)
    factories.work_on(second)
    old, new = Completion.objects.order_by("cycle")
    assert old.certificate.revoked_on
    assert new.certificate.revoked_on is None
    assert not new.may_be_renewed


def test_a_corrected_one_counts_through_its_successor(learner, completion, hr):
    new = correct(actor=hr, certificate=completion.certificate, name="Mara Neu", reason="Heirat")
    with pytest.raises(ValidationError):
        renew(actor=learner, enrolment=completion.enrolment)
    revoke(actor=hr, certificate=new, reason="Falsche Person")
    assert renew(actor=learner, enrolment=completion.enrolment).cycle == 2


def test_the_pages_say_what_can_be_done(signed_in, revoked):
    for url in (PAGE, own_page(revoked)):
        assert 'action="/kurse/kurs/erneuern/"' in signed_in.get(url).content.decode()
    for url in (PAGE, "/mein-lernen/", f"{PAGE}abschluss/"):
        assert _(REVOKED) in signed_in.get(url).content.decode()
    found = signed_in.get("/meine-nachweise/").content.decode()
    assert f'href="{own_page(revoked)}#weiter"' in found


def test_the_pages_know_that_the_course_is_running_or_done_again(signed_in, learner, revoked):
    signed_in.post("/kurse/kurs/erneuern/")
    running = signed_in.get(own_page(revoked)).content.decode()
    assert "/erneuern/" not in running
    assert f'<a href="{PAGE}">' in running
    assert renewal_of(learner, revoked) == Renewal(Way.RUNNING, "kurs")
    factories.work_on(Enrolment.objects.get(cycle=2))
    assert renewal_of(learner, revoked) == Renewal(Way.RENEWED, "kurs")
    assert _(REVOKED) not in signed_in.get(PAGE).content.decode()


def test_a_course_not_on_offer_is_not_promised(signed_in, learner, course, revoked):
    course.unpublish()
    assert renewal_of(learner, revoked) == Renewal(Way.CLOSED, "kurs")
    for url in (PAGE, own_page(revoked)):
        html = signed_in.get(url).content.decode()
        assert "/erneuern/" not in html
        assert _(CLOSED) in html


def test_what_holds_and_what_is_somebody_elses_has_no_way(learner, completion, hr):
    assert renewal_of(learner, completion) is None
    revoke(actor=hr, certificate=completion.certificate, reason="Irrtum")
    assert renewal_of(hr, Completion.objects.get()) is None


def test_knowing_what_was_revoked_costs_the_dashboard_nothing(
    learner, revoked, django_assert_num_queries
):
    enrolments_of(learner, "completion")  # the edition is known from now on
    with django_assert_num_queries(1):
        (enrolment,) = enrolments_of(learner, "completion")
        assert enrolment.completion.may_be_renewed
