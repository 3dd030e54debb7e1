"""Hand-outs meet PDF/UA-1: plans, filled in and empty, and lessons with all that they may hold."""

import pytest
from django.urls import reverse

from handouts import services
from handouts.plan import Plan, Step
from tests.conformance.verapdf import HANDOUT
from tests.handouts.test_readings import edition, picture, reader  # noqa: F401  fixtures

LESSONS = ("lesen", "fragen", "szenario")
PLAN = Plan((Step("0", "Wenn es laut wird, dann stehe ich auf. ị محمد"), Step("1", "x", done=True)))


@pytest.mark.django_db
def test_every_hand_out_is_accessible(judge, reader):  # noqa: F811
    pdfs = {
        "plan": services.print_plan(PLAN, "de"),
        "empty plan": services.print_empty_plan("en"),
        "module": reader.get(reverse("handouts:module", args=["kurs", "modul"])).content,
    }
    for slug in LESSONS:
        address = reverse("handouts:lesson", args=["kurs", slug])
        pdfs[slug] = reader.get(address).content
    (standard,) = HANDOUT
    judgements = judge([(pdf, standard) for pdf in pdfs.values()])
    broken = {name: item.broken for name, item in zip(pdfs, judgements, strict=True)}
    assert {name: rules for name, rules in broken.items() if rules} == {}
