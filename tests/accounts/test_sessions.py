"""Sessions that know whose they are."""

import pytest
from django.contrib.auth import SESSION_KEY

from accounts.models import Session, User
from accounts.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_request_reads_session_person_and_roles_at_once(
    signed_in, learner, django_assert_num_queries
):
    with django_assert_num_queries(1):
        user = signed_in.get("/healthz").wsgi_request.user
        assert user == learner
        assert user.has_role(Role.LEARNER)


def test_a_person_with_several_roles_has_all_of_them(client, musterstadt):
    roles = (Role.LEARNER, Role.TRAINER, Role.HR)
    person = factories.make_person(musterstadt, roles=roles)
    client.force_login(person)
    user = client.get("/healthz").wsgi_request.user
    held = [role for role in Role if user.has_role(role, musterstadt)]
    assert held == list(roles)


def test_a_person_without_a_municipality_can_be_signed_in(client):
    person = User.objects.create_user("allein@example.org", "x" * 14, name="Allein")
    client.force_login(person)
    user = client.get("/healthz").wsgi_request.user
    assert user == person
    assert not any(user.has_role(role) for role in Role)


def test_who_may_not_sign_in_any_more_is_a_visitor_at_the_next_click(signed_in, learner):
    User.objects.filter(pk=learner.pk).update(is_active=False)
    assert not signed_in.get("/healthz").wsgi_request.user.is_authenticated


def test_a_session_whose_password_was_changed_elsewhere_is_over(signed_in, learner):
    learner.set_password("another-long-password")
    learner.save()
    assert not signed_in.get("/healthz").wsgi_request.user.is_authenticated
    assert not Session.objects.filter(user=learner).exists()


def test_the_person_of_a_session_is_the_one_in_its_signed_data(signed_in, musterstadt, learner):
    """The column only saves a query: what is signed decides."""
    other = factories.make_person(musterstadt, roles=(Role.HR,))
    Session.objects.update(user=other)
    user = signed_in.get("/healthz").wsgi_request.user
    assert user == learner
    assert signed_in.session[SESSION_KEY] == str(learner.pk)


def test_sessions_go_with_the_person(signed_in, learner):
    assert Session.objects.filter(user=learner).count() == 1
    learner.delete()
    assert Session.objects.count() == 0
