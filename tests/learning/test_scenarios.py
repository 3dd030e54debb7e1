"""Scenarios in the hands of a learner: walking, going back, looking back, the text version."""

import copy
import re
import uuid

import pytest
from django.urls import reverse

from courses.scenario import InvalidWalk
from learning import services
from learning.models import Answer, Completion
from learning.views.unsent import owner_token
from tests import factories
from tests.factories import SCENARIO, uid
from tests.learning.rows import rows_after

pytestmark = pytest.mark.django_db

PLACE = ["kurs", "entscheiden"]
LESSON_URL = reverse("learning:lesson", args=PLACE)
DECIDE_URL = reverse("learning:decide", args=[*PLACE, uid("scenario")])
HTMX = {"HX-Request": "true"}
READ = {"read": "1"}


def seen(enrolment) -> str:
    """Return the command of the walk on show."""
    stored = Answer.objects.filter(enrolment=enrolment, block_id=uid("scenario"))
    return str(stored.values_list("command_id", flat=True).first() or "")


def decide(enrolment, step: int, *decisions: str, **changes):
    command = {"command_id": uuid.uuid4(), "seen": seen(enrolment), **changes}
    return services.decide_in_scenario(
        **_place(enrolment), step=step, decision_ids=[uid(name) for name in decisions], **command
    )


def read(enrolment):
    return services.read_text_version(**_place(enrolment), command_id=uuid.uuid4())


def _place(enrolment) -> dict:
    lesson = enrolment.edition.outline.lesson(slug="entscheiden")
    return {
        "actor": enrolment.user,
        "enrolment": enrolment,
        "lesson_key": lesson.key,
        "block_id": uid("scenario"),
    }


def events(enrolment) -> list:
    return list(enrolment.events.order_by("pk").values_list("block_id", "kind"))


def scenario_course(index, slug: str, **changes):
    """Release a course of one lesson: a scenario with other values."""
    block = copy.deepcopy(SCENARIO)
    block["value"].update(changes)
    course = factories.make_course(index, slug=slug, lessons=[("fall", "Fall", [block])])
    return factories.release_course(course)


@pytest.fixture
def read_page(client, learner, enrolment):
    """Return what the learner reads in the lesson, as text."""
    client.force_login(learner)
    return lambda: client.get(LESSON_URL).content.decode()


def post(client, url, data=None, **headers):
    return client.post(url, {"command_id": uuid.uuid4(), **(data or {})}, headers=headers)


def test_a_walk_is_remembered_and_decisions_can_be_taken_back(enrolment):
    assert decide(enrolment, 0, "argue").walk.current.name == "louder"
    assert decide(enrolment, 1, "back").walk.current.name == "start"
    walk = decide(enrolment, 1, "leave").walk
    assert walk.path == [uid("argue"), uid("leave")]
    assert walk.finished is True
    assert Answer.objects.get().value == {"path": walk.path}
    assert decide(enrolment, 1).walk.current.name == "louder"
    assert decide(enrolment, 0).walk.steps == ()
    assert Answer.objects.count() == 0  # nothing is kept of somebody who starts anew
    assert events(enrolment) == [(uid("scenario"), "ended")]  # having reached an end stays


def test_a_decision_that_is_not_on_offer_is_refused(enrolment):
    with pytest.raises(InvalidWalk):
        decide(enrolment, 0, "leave")
    assert Answer.objects.count() == 0


def test_a_walk_that_went_on_elsewhere_is_not_cut_off(enrolment):
    decide(enrolment, 0, "argue")
    on_the_phone = seen(enrolment)
    decide(enrolment, 1, "back")
    for step, decisions in [(1, ["leave"]), (0, []), (0, ["calm"])]:
        with pytest.raises(services.AnsweredElsewhere):
            decide(enrolment, step, *decisions, seen=on_the_phone)
    assert Answer.objects.get().value == {"path": [uid("argue"), uid("back")]}
    decide(enrolment, 0)
    with pytest.raises(services.AnsweredElsewhere):  # there is no second step any more
        decide(enrolment, 2, "calm", seen=on_the_phone)


def test_a_decision_sent_twice_is_one_decision(enrolment):
    twice = {"command_id": uuid.uuid4(), "seen": ""}
    decide(enrolment, 0, "argue", **twice)
    assert decide(enrolment, 0, "argue", **twice).walk.path == [uid("argue")]


def test_several_decisions_at_once_are_one_step(course_index, learner):
    block = copy.deepcopy(SCENARIO["value"])
    start = block["situations"][0]["value"]
    start["several"] = True
    start["decisions"] = [factories.decision(name, "end") for name in ("calm", "help", "note")]
    del block["situations"][1]
    edition = scenario_course(course_index, "mehrere", **block)
    enrolment = factories.enrol(learner, edition)
    outcome = services.decide_in_scenario(
        actor=learner,
        enrolment=enrolment,
        lesson_key=edition.outline.lessons[0].key,
        block_id=uid("scenario"),
        step=0,
        decision_ids=[uid("note"), uid("calm")],
        command_id=uuid.uuid4(),
    )
    assert [item.id for item in outcome.walk.steps[0].decisions] == [uid("calm"), uid("note")]
    assert outcome.completed_now is True


class TestTextVersion:
    def test_it_counts_like_an_end_and_leaves_no_answer(self, enrolment):
        factories.work_on(enrolment, leave=1)
        before = Answer.objects.count()
        assert read(enrolment).completed_now is True
        assert events(enrolment)[-1] == (uid("scenario"), "ended")
        assert Answer.objects.count() == before
        assert Completion.objects.count() == 1

    def test_the_database_does_not_tell_who_read_it(self, enrolment):
        """Who walks leaves the walk, which is private; who starts anew after it leaves nothing."""
        factories.work_on(enrolment, leave=1)

        def walk():
            decide(enrolment, 0, "argue")
            decide(enrolment, 1, "leave")

        def walk_and_start_anew():
            walk()
            decide(enrolment, 0)

        reader, walker = rows_after(lambda: read(enrolment)), rows_after(walk)
        answers = walker.pop("learning.Answer")
        assert len(answers) == len(reader["learning.Answer"]) + 1
        assert walker == {name: rows for name, rows in reader.items() if name != "learning.Answer"}
        assert rows_after(walk_and_start_anew) == reader

    def test_an_edition_from_before_there_was_one_works_as_it_did(self, client, learner, edition):
        enrolment = factories.enrol(learner, edition)
        old = edition_from_before(edition)
        enrolment.edition, enrolment.course_key = old, old.course_key
        enrolment.save()
        client.force_login(learner)
        place = ["alt", "entscheiden", uid("scenario")]
        text = client.get(reverse("learning:lesson", args=place[:2])).content.decode()
        assert "Es geschieht start" in text
        assert "You act" not in text
        assert "Sie handeln" not in text
        assert 'name="read"' not in text
        assert post(client, reverse("learning:decide", args=place), READ).status_code == 404
        assert events(enrolment) == []
        assert decide(enrolment, 0, "calm").walk.finished is True

    def test_it_is_offered_before_the_story(self, read_page):
        text = read_page()
        assert text.index("TEXT-VERSION") < text.index("Es geschieht start")
        assert text.index('name="read"') < text.index("Es geschieht start")
        assert "You act as a colleague" in text or "Sie handeln als Koll" in text

    def test_confirming_it_is_told_and_asked_no_more(self, client, read_page):
        response = post(client, DECIDE_URL, READ)
        assert (response.status_code, response.url) == (
            302,
            f"{LESSON_URL}#block-{uid('scenario')}",
        )
        text = read_page()
        assert 'name="read"' not in text
        assert 'class="lesson-end__state"' in text

    def test_htmx_is_told_at_once(self, client, read_page):
        text = post(client, DECIDE_URL, READ, **HTMX).content.decode()
        assert 'role="status" tabindex="-1" data-focus' in text
        assert "<html" not in text


class TestLookingBack:
    def test_only_the_end_shows_what_else_was_possible(self, client, read_page, enrolment):
        post(client, DECIDE_URL, {"decision": uid("argue"), "step": 0})
        text = read_page()
        assert "CONSEQUENCE-argue" in text
        assert "CONSEQUENCE-calm" not in text
        decide(enrolment, 1, "leave")
        text = read_page()
        for name in ("argue", "calm", "leave", "back"):
            assert text.count(f"CONSEQUENCE-{name}") == (2 if name == "leave" else 1)
            assert f"REASON-{name}" in text

    def test_a_favourable_way_is_named_unless_it_was_taken(self, read_page, enrolment):
        decide(enrolment, 0, "calm")
        assert "Ich wähle argue" in read_page()
        assert read_page().count("Ich wähle calm") == 3  # now, in the review, beside the others
        decide(enrolment, 0, "argue")
        decide(enrolment, 1, "leave")
        assert (
            read_page().count("Ich wähle calm") == 2
        )  # beside the others, and on the favourable way

    def test_every_decision_can_be_taken_anew(self, client, read_page, enrolment):
        decide(enrolment, 0, "argue")
        decide(enrolment, 1, "leave")
        text = read_page()
        assert [text.count(f'name="step" value="{place}"') for place in (0, 1, 2)] == [2, 1, 0]
        assert text.count(f'name="seen" value="{seen(enrolment)}"') == 3


class TestTelling:
    def test_a_plain_form_arrives_at_what_is_new(self, client, read_page):
        response = post(client, DECIDE_URL, {"decision": uid("argue")})
        assert response.url == f"{LESSON_URL}#new-{uid('scenario')}"
        assert f'id="new-{uid("scenario")}"' in read_page()

    def test_the_consequence_is_announced_and_gets_the_focus(self, client, read_page):
        text = post(client, DECIDE_URL, {"decision": uid("argue")}, **HTMX).content.decode()
        start = text.index('role="status"')
        assert "CONSEQUENCE-argue" in text[start:]
        assert "data-focus" in text[start : text.index("CONSEQUENCE-argue")]
        assert text.count("data-focus") == 1

    def test_going_back_is_announced_and_gets_the_focus(self, client, read_page, enrolment):
        decide(enrolment, 0, "argue")
        data = {"step": 0, "seen": seen(enrolment)}
        text = post(client, DECIDE_URL, data, **HTMX).content.decode()
        assert text.index('role="status"') < text.index("data-focus") < text.index("Lage start")
        assert text.count("data-focus") == 1

    @pytest.mark.parametrize(
        "data",
        [
            {"choose": "1"},
            {"choose": "1", "decision": ""},
            {"decision": "x" * 500},
            {"decision": f"{uid('calm')} {uid('argue')}"},
            {"decision": [uid("calm"), uid("argue")]},
            {"decision": uid("calm"), "step": "9"},
        ],
    )
    def test_what_cannot_be_is_a_clear_message(self, client, read_page, data):
        text = post(client, DECIDE_URL, data, **HTMX).content.decode()
        assert 'role="alert"' in text
        assert Answer.objects.count() == 0

    @pytest.mark.parametrize("step", ["-1", "", "abc", "99999999", "²"])
    def test_a_step_that_is_none_is_the_first(self, client, read_page, step):
        assert post(client, DECIDE_URL, {"decision": uid("argue"), "step": step}).status_code == 302
        assert Answer.objects.get().value == {"path": [uid("argue")]}


class TestSignedOut:
    def test_a_decision_sent_after_the_session_had_ended_is_still_chosen(
        self, client, read_page, enrolment
    ):
        owner = owner_token(enrolment.user)
        client.logout()
        post(client, DECIDE_URL, {"decision": uid("argue"), "step": 0, "owner": owner})
        client.force_login(enrolment.user)
        text = read_page()
        assert re.search(rf'value="{uid("argue")}"\s+checked', text)
        assert not re.search(rf'value="{uid("calm")}"\s+checked', text)
        assert Answer.objects.count() == 0


class TestPerspective:
    def test_the_place_of_the_person_attacked_waits_until_it_is_opened(
        self, client, course_index, learner
    ):
        edition = scenario_course(course_index, "betroffen", perspective="attacked")
        factories.enrol(learner, edition)
        client.force_login(learner)
        url = reverse("learning:lesson", args=["betroffen", "fall"])
        text = client.get(url).content.decode()
        before, _summary, story = text[text.index("TEXT-VERSION") :].partition("</summary>")
        assert '<details class="way way--story"' in before
        assert "Es geschieht start" in story
        assert "Es geschieht" not in before

    def test_any_other_place_is_told_at_once(self, read_page):
        text = read_page()
        story = text[text.index("TEXT-VERSION") : text.index("Es geschieht start")]
        assert "<summary>" not in story


def edition_from_before(edition):
    """Return an edition as it was stored before scenarios had these fields."""
    old = copy_of(edition, course_key=uuid.uuid4(), slug="alt")
    for lesson in edition.lessons.all():
        body = copy.deepcopy(lesson.body)
        for block in body:
            if block["type"] == "scenario":
                del block["value"]["text_version"], block["value"]["perspective"]
                for situation in block["value"]["situations"]:
                    del situation["value"]["several"]
        copy_of(lesson, edition=old, body=body)
    return old


def copy_of(row, **changes):
    """Store a copy of something that cannot be changed, with changes."""
    fields = {field.name: getattr(row, field.name) for field in row._meta.concrete_fields}
    return type(row).objects.create(**{**fields, "id": None, **changes})
