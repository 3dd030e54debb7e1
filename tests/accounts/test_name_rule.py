"""What the public check tells of names: each municipality's own choice."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Organisation
from accounts.roles import NameRule
from accounts.services import set_name_rule
from core.models import AuditEntry

URL = "/kommune/bescheinigungen/"


def rule_of(organisation) -> str:
    return Organisation.objects.get(pk=organisation.pk).name_on_check


def test_hidden_until_somebody_decides(musterstadt, at_office):
    assert rule_of(musterstadt) == NameRule.HIDDEN
    form = at_office.get(URL).context["form"]
    assert form["rule"].value() == "hidden"
    assert [value for value, _label in form.fields["rule"].choices] == list(NameRule)


@pytest.mark.parametrize("rule", ["compare", "shown"])
def test_an_administrator_chooses(rule, at_office, musterstadt, beispielkreis, admin):
    response = at_office.post(URL, {"rule": rule})
    assert (response.status_code, response["Location"]) == (302, URL)
    assert (rule_of(musterstadt), rule_of(beispielkreis)) == (rule, NameRule.HIDDEN)
    entry = AuditEntry.objects.get(action="accounts.name_rule")
    assert (entry.actor, entry.organisation, entry.object_label) == (
        admin.key,
        musterstadt.key,
        rule,
    )


@pytest.mark.parametrize("rule", ["", "everything"])
def test_anything_else_is_refused(rule, at_office, musterstadt):
    assert at_office.post(URL, {"rule": rule}).status_code == 200
    assert rule_of(musterstadt) == NameRule.HIDDEN


def test_choosing_the_same_is_no_change(admin, musterstadt):
    set_name_rule(actor=admin, organisation=musterstadt, rule=NameRule.HIDDEN)
    assert AuditEntry.objects.filter(action="accounts.name_rule").count() == 0


def test_nobody_else_chooses(hr, admin, musterstadt, beispielkreis):
    for actor, organisation in ((hr, musterstadt), (admin, beispielkreis)):
        with pytest.raises(PermissionDenied):
            set_name_rule(actor=actor, organisation=organisation, rule=NameRule.SHOWN)
        assert rule_of(organisation) == NameRule.HIDDEN
