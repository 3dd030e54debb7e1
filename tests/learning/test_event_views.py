"""The trainer's pages: entering, finding who is meant, confirming, taking back."""

import re

import pytest
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Role
from learning.models import Attendance, Completion, HeldEvent
from learning.selectors.events import find_people
from tests import factories
from tests.learning.held import hold_course, make_event, record

LIST = "/veranstaltungen/"
ENTRY = {
    "title": "Sicher am Tresen",
    "first_day": "2026-11-02",
    "place": "Rathaus",
    "minutes": "90",
    "contents": "Grenzen setzen\n\n  Alarm  und Rückzug ",
    "language": "de",
}


@pytest.fixture
def desk(client, trainer):
    client.force_login(trainer)
    return client


@pytest.fixture
def event(trainer):
    return make_event(trainer)


@pytest.fixture
def stranger(beispielkreis):
    return factories.make_person(beispielkreis, "Anna Müller")


def address(event, path: str = "") -> str:
    return f"{LIST}{event.key}/{path}"


def text_of(response) -> str:
    return response.content.decode()


def ticked(response) -> list[str]:
    boxes = re.findall(r"<input[^>]*name=\"person\"[^>]*>", text_of(response))
    return [re.search(r'value="([^"]+)"', box)[1] for box in boxes if " checked" in box]


def field_of(response) -> str:
    return re.search(r"<textarea[^>]*>\s*(.*?)</textarea>", text_of(response), re.DOTALL)[1]


def test_an_event_is_entered(desk, trainer):
    response = desk.post(f"{LIST}neu/", ENTRY)
    event = HeldEvent.objects.get()
    assert response["Location"] == address(event)
    assert (event.held_by, event.minutes, event.units) == (trainer, 90, 2)
    assert event.contents == ["Grenzen setzen", "Alarm und Rückzug"]
    assert event.first_day == event.last_day
    assert "Sicher am Tresen" in text_of(desk.get(LIST))
    assert "Alarm und Rückzug" in text_of(desk.get(address(event)))


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "a\u202eb"},
        {"last_day": "2026-11-01"},
        {"first_day": "1926-11-02"},
        {"first_day": "2.11.", "last_day": "2026-11-02"},
        {"minutes": "0"},
        {"contents": "\n".join("abcdefghi")},
        {"contents": "x" * 151},
        {"contents": " \n "},
        {"place": "x" * 101},
        {"language": "xx"},
    ],
)
def test_what_is_unfit_is_said_and_kept(desk, wrong):
    response = desk.post(f"{LIST}neu/", ENTRY | wrong)
    assert response.status_code == 200
    assert 'id="error-summary"' in text_of(response)
    assert wrong.get("place", "Rathaus") in text_of(response)
    assert not HeldEvent.objects.exists()


def test_a_course_is_entered_with_its_edition(desk, edition):
    entry = {"edition_id": edition.pk, "first_day": timezone.localdate(), "place": "Rathaus"}
    desk.post(f"{LIST}neu/kurs/", entry)
    event = HeldEvent.objects.get()
    assert (event.edition, event.title, event.minutes) == (edition, edition.title, 18)
    refused = desk.post(f"{LIST}neu/kurs/", entry | {"first_day": "2020-01-01"})
    assert 'id="error-summary"' in text_of(refused)


def test_an_open_event_is_changed_and_deleted(desk, event):
    shown = text_of(desk.get(address(event, "aendern/")))
    assert 'value="Sicher am Tresen"' in shown
    desk.post(address(event, "aendern/"), ENTRY | {"title": "Anders"})
    event.refresh_from_db()
    assert event.title == "Anders"
    desk.post(address(event, "loeschen/"))
    assert not HeldEvent.objects.exists()


def test_nothing_is_written_before_it_was_looked_at(desk, event, learner, stranger):
    entered = f"Mara <{learner.email}>; {learner.email}\n{stranger.email}\nniemand@x.example"
    response = desk.post(address(event, "teilnehmende/"), {"people": entered})
    assert ticked(response) == [str(learner.key)]
    # Of another municipality, and of none: the same words.
    found = text_of(response)
    assert found.index(_("Not found")) < found.rindex(stranger.email)
    assert "Anna Müller" not in found
    assert not Attendance.objects.exists()


def test_who_was_ticked_is_recorded_and_the_others_are_not_lost(desk, event, learner):
    entered = f"{learner.email}\nniemand@x.example\nMichael Unbekannt"
    response = desk.post(
        address(event, "bestaetigen/"), {"entered": entered, "person": [learner.key]}
    )
    assert Completion.objects.get().user == learner
    assert field_of(response) == "niemand@x.example\nMichael Unbekannt"
    assert "Mara Lindner" in text_of(desk.get(address(event)))


def test_back_and_nobody_ticked_bring_everything_back(desk, event, learner):
    for more in ({"back": "1", "person": [learner.key]}, {}):
        response = desk.post(address(event, "bestaetigen/"), {"entered": learner.email} | more)
        assert field_of(response) == learner.email
    assert not Attendance.objects.exists()


def test_names_are_found_and_namesakes_are_chosen(trainer, musterstadt, learner):
    twins = [factories.make_person(musterstadt, "Özlem Çelik") for _number in range(2)]
    one, two, three, none = find_people(
        trainer, ["mara lindner", "Özlem Çelik", "özl", "Anna Müller"]
    )
    assert ([item.person for item in one.people], one.certain) == ([learner], True)
    assert ({item.person for item in two.people}, two.certain) == (set(twins), False)
    assert (len(three.people), three.certain) == (2, False)
    assert none.people == ()


def test_finding_many_costs_what_finding_one_costs(
    trainer, musterstadt, django_assert_max_num_queries
):
    people = [factories.make_person(musterstadt) for _number in range(12)]
    entries = [person.email for person in people[:6]] + [person.name for person in people[6:]]
    with django_assert_max_num_queries(6):
        assert all(match.certain for match in find_people(trainer, entries))


def test_people_served_before_are_not_shown_any_more(desk, event, trainer, learner, beispielkreis):
    record(trainer, event, learner)
    trainer.memberships.update(organisation=beispielkreis)
    assert "Mara Lindner" not in text_of(desk.get(address(event)))
    trainer.memberships.filter(role=Role.TRAINER).delete()
    assert desk.get(address(event)).status_code == 404


def test_the_trainer_is_told_nothing_of_what_was_before(desk, trainer, learner, edition):
    """The pages are the same whether or not somebody had completed the course."""
    other = factories.make_person(learner.organisation, "Mara Lindner")
    factories.complete(learner, edition)
    pages = []
    for person in (learner, other):
        event = hold_course(trainer, edition)
        answers = [
            desk.post(address(event, "teilnehmende/"), {"people": person.email}),
            desk.post(
                address(event, "bestaetigen/"),
                {"entered": person.email, "person": [person.key]},
                follow=True,
            ),
            desk.get(LIST),
        ]
        event.refresh_from_db()
        attendance = event.attendances.get()
        answers.append(
            desk.post(
                address(event, f"{attendance.key}/zuruecknehmen/"),
                {"reason": "Irrtum"},
                follow=True,
            )
        )
        keys = (str(event.key), str(attendance.key), str(person.key), person.email)
        pages.append([_without(text_of(answer), keys) for answer in answers])
        event.attendances.all().delete()
        event.delete()
    assert pages[0] == pages[1]


def _without(text: str, words) -> str:
    for word in words:
        text = text.replace(word, "…")
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"|data-left="\d+"', "", text)


def test_taking_back_asks_for_a_reason(desk, event, trainer, learner):
    record(trainer, event, learner)
    url = address(event, f"{Attendance.objects.get().key}/zuruecknehmen/")
    assert "Mara Lindner" in text_of(desk.get(url))
    assert 'id="error-summary"' in text_of(desk.post(url, {"reason": " "}))
    desk.post(url, {"reason": "Verwechslung"})
    assert Completion.objects.get().certificate.revocation_reason == "Verwechslung"
    assert desk.get(url).status_code == 404


@pytest.mark.parametrize("who", ["learner", "hr", "admin"])
def test_others_find_nothing(client, request, event, who):
    client.force_login(request.getfixturevalue(who))
    for url in (LIST, f"{LIST}neu/", f"{LIST}neu/kurs/", address(event)):
        assert client.get(url).status_code == 404
    assert LIST not in text_of(client.get("/mein-lernen/"))


def test_the_menu_leads_there(desk):
    assert f'href="{LIST}"' in text_of(desk.get("/mein-lernen/"))
