"""Half-given answers: kept on the server until they are handed in, and for one person alone."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from learning.models import Answer, ProgressEvent
from learning.views.unsent import owner_token
from lms.invariants import violations
from tests import every_kind, factories
from tests.every_kind import LESSON, RIGHT, WRONG
from tests.factories import PASSWORD, uid

pytestmark = pytest.mark.django_db

PAGE = reverse("learning:lesson", args=["kurs", LESSON])
KEPT = "Noch nicht abgegeben"
SIGNED_OUT = "Ihre Antwort ist noch da"


@pytest.fixture
def edition(course_index):
    return every_kind.make_edition(course_index)


@pytest.fixture
def reader(client, learner, enrolment):
    client.force_login(learner)
    return client


def send(client, name: str, block: str, fields: dict, *, seen="", person=None):
    address = reverse(f"learning:{name}", args=["kurs", LESSON, uid(block)])
    owner = owner_token(person) if person else ""
    return client.post(
        address, {**fields, "seen": seen, "command_id": uuid.uuid4(), "owner": owner}
    )


def shown(client) -> str:
    return " ".join(client.get(PAGE).content.decode().split())


def marks(fields: dict) -> list[str]:
    """Return how the filled-in fields look in the page."""
    found = []
    for name, values in fields.items():
        for value in values:
            chosen = "selected" if name.startswith(("place-", "match-")) else "checked"
            found.append(f'value="{value}"' if "text" in name else f'value="{value}" {chosen}')
    return found


class TestDraft:
    @pytest.mark.parametrize("block", WRONG)
    def test_it_is_there_on_another_device(self, block, reader, learner):
        assert send(reader, "draft", block, WRONG[block]).status_code == 204
        other = Client()
        other.force_login(learner)
        page = shown(other)
        assert page.count(KEPT) == 1
        wanted = [mark for mark in marks(WRONG[block]) if block != "sorting"]
        assert [mark for mark in wanted if mark not in page] == []
        assert "FEEDBACK" not in page
        assert ProgressEvent.objects.count() == 0

    def test_part_of_an_answer_is_enough(self, reader):
        one = {f"match-{uid('110')}": WRONG["matching"][f"match-{uid('110')}"]}
        send(reader, "draft", "matching", one)
        assert marks(one)[0] in shown(reader)

    def test_handing_in_removes_it(self, reader):
        send(reader, "draft", "single", WRONG["single"])
        send(reader, "answer", "single", RIGHT["single"])
        row = Answer.objects.get()
        assert (row.value, row.draft) == ({"selected": [uid("right")]}, None)
        assert KEPT not in shown(reader)

    def test_handing_in_the_same_again_removes_it_too(self, reader):
        send(reader, "answer", "single", RIGHT["single"])
        seen = str(Answer.objects.get().command_id)
        send(reader, "draft", "single", WRONG["single"], seen=seen)
        assert Answer.objects.get().draft == WRONG["single"]
        send(reader, "answer", "single", RIGHT["single"], seen=seen)
        assert Answer.objects.get().draft is None

    def test_one_that_is_older_than_the_answer_is_not_kept(self, reader):
        send(reader, "answer", "single", RIGHT["single"])
        assert send(reader, "draft", "single", WRONG["single"]).status_code == 409
        assert Answer.objects.get().draft is None

    def test_emptying_the_form_leaves_nothing_behind(self, reader):
        send(reader, "draft", "short_text", {"text": ["Halb"]})
        send(reader, "draft", "short_text", {"text": [""]})
        assert Answer.objects.count() == 0

    def test_going_back_to_the_stored_answer_is_no_draft(self, reader):
        send(reader, "answer", "single", RIGHT["single"])
        seen = str(Answer.objects.get().command_id)
        send(reader, "draft", "single", WRONG["single"], seen=seen)
        send(reader, "draft", "single", RIGHT["single"], seen=seen)
        assert Answer.objects.get().draft is None

    def test_only_fields_of_the_question_are_kept(self, reader):
        fields = WRONG["single"] | {"text": ["x"], "is_superuser": ["1"], "time": ["12:00"]}
        send(reader, "draft", "single", fields)
        assert Answer.objects.get().draft == WRONG["single"]

    def test_a_scenario_and_a_strange_block_are_not_there(self, reader):
        assert send(reader, "draft", "scenario", {"option": ["x"]}).status_code == 404
        assert send(reader, "draft", "no-such", {"option": ["x"]}).status_code == 404

    @pytest.mark.parametrize("fields", [{"option": ["x"] * 601}, {"text": ["x" * 2001]}])
    def test_more_than_any_form_of_ours_sends(self, fields, reader):
        response = send(reader, "draft", "single", fields)
        assert response.status_code == 400
        assert "mehr, als hier beantwortet werden kann" in response.content.decode()
        assert Answer.objects.count() == 0

    def test_another_person_sees_nothing_of_it(self, reader, hr, edition):
        send(reader, "draft", "short_text", {"text": ["GEHEIM"]})
        assert "GEHEIM" in shown(reader)
        factories.enrol(hr, edition)
        reader.force_login(hr)
        page = shown(reader)
        assert ("GEHEIM" in page, KEPT in page) == (False, False)

    def test_the_nightly_check_finds_an_answer_that_says_nothing(self, reader):
        send(reader, "draft", "single", WRONG["single"])
        assert violations() == {}


class TestSignedOut:
    @pytest.mark.parametrize("name", ["answer", "draft"])
    @pytest.mark.parametrize("block", WRONG)
    def test_every_kind_survives_signing_in_again(self, block, name, reader, learner):
        reader.logout()
        there = send(reader, name, block, WRONG[block], person=learner)
        assert Answer.objects.count() == 0
        reader.post(there.url, {"login": learner.email, "password": PASSWORD})
        page = shown(reader)
        wanted = [mark for mark in marks(WRONG[block]) if block != "sorting"]
        assert [mark for mark in wanted if mark not in page] == []
        assert (SIGNED_OUT in page, KEPT in page) == (True, True)

    def test_several_questions_wait_and_each_once(self, reader, learner):
        reader.logout()
        send(reader, "answer", "single", RIGHT["single"], person=learner)
        send(reader, "answer", "single", WRONG["single"], person=learner)
        send(reader, "answer", "numeric", WRONG["numeric"], person=learner)
        reader.force_login(learner)
        page = shown(reader)
        assert page.count(KEPT) == 2
        assert f'value="{uid("wrong")}" checked' in page
        assert f'value="{uid("right")}" checked' not in page

    def test_it_waits_until_it_is_sent(self, reader, learner):
        reader.logout()
        send(reader, "answer", "single", WRONG["single"], person=learner)
        reader.force_login(learner)
        assert SIGNED_OUT in shown(reader)
        assert SIGNED_OUT in shown(reader)  # a reload loses nothing
        send(reader, "answer", "single", WRONG["single"], person=learner)
        assert SIGNED_OUT not in shown(reader)

    def test_too_much_is_not_kept(self, reader, learner):
        reader.logout()
        send(reader, "answer", "short_text", {"text": ["x" * 2000] * 20}, person=learner)
        reader.force_login(learner)
        assert SIGNED_OUT not in shown(reader)

    def test_the_next_person_at_the_computer_sees_nothing(self, reader, learner, hr, edition):
        reader.logout()
        send(reader, "answer", "short_text", {"text": ["GEHEIM"]}, person=learner)
        factories.enrol(hr, edition)
        reader.force_login(hr)
        assert "GEHEIM" not in shown(reader)
        assert "GEHEIM" not in str(dict(reader.session))


def test_a_decision_in_a_scenario_survives_signing_in_again(client, learner, course_index):
    course = factories.make_course(course_index, slug="wege")
    factories.enrol(learner, factories.release_course(course))
    place = ["wege", "entscheiden"]
    address = reverse("learning:decide", args=[*place, uid("scenario")])
    fields = {"choose": "1", "step": "0", "decision": uid("argue"), "owner": owner_token(learner)}
    client.post(address, fields)
    client.force_login(learner)
    page = " ".join(client.get(reverse("learning:lesson", args=place)).content.decode().split())
    assert f'value="{uid("argue")}" checked' in page
    assert SIGNED_OUT in page
    client.post(address, fields)
    assert SIGNED_OUT not in client.get(reverse("learning:lesson", args=place)).content.decode()
