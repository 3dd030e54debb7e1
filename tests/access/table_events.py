"""The part of the table about events that trainers hold: theirs alone, and for their people."""

from tests.access.outcomes import (
    NO_METHOD,
    NO_POST,
    NOBODY,
    OK,
    REDIRECT,
    Row,
    only,
    signed_in,
)

TRAINER = only("trainer", OK)
NO_GET = signed_in(NO_METHOD)


def row(name: str, route: str, address: str, get: dict, post: dict, /, **data) -> Row:
    return Row(f"learning:{name}", f"veranstaltungen/{route}", f"/{address}", get, post, data)


def at_event(name: str, path: str, get: dict, post: dict, /, **data) -> list[Row]:
    """Return the rows of a page of the trainer's own event, and of a colleague's."""
    foreign_get = get if get is NO_GET else NOBODY
    foreign_post = post if post is NO_POST else NOBODY
    route = f"<uuid:key>/{path}"
    own, foreign = (f"veranstaltungen/{{{which}}}/{path}" for which in ("event", "foreign_event"))
    return [
        row(name, route, own, get, post, **data),
        row(name, route, foreign, foreign_get, foreign_post, **data),
    ]


WITHDRAW = "<uuid:attendance>/zuruecknehmen/"

EVENTS = [
    row("events", "", "veranstaltungen/", TRAINER, NO_POST),
    row("event_new", "neu/", "veranstaltungen/neu/", TRAINER, TRAINER),
    row("event_new_course", "neu/kurs/", "veranstaltungen/neu/kurs/", TRAINER, TRAINER),
    *at_event("event", "", TRAINER, NO_POST),
    # Somebody is recorded: nothing is changed or deleted any more.
    *at_event("event_change", "aendern/", only("trainer", REDIRECT), only("trainer", REDIRECT)),
    *at_event("event_discard", "loeschen/", NO_GET, only("trainer", REDIRECT)),
    *at_event("event_people", "teilnehmende/", NO_GET, TRAINER, people="Mara Lindner"),
    *at_event(
        "event_confirm", "bestaetigen/", NO_GET, only("trainer", REDIRECT), person=["{learner}"]
    ),
    *at_event("event_confirm", "bestaetigen/", NO_GET, NOBODY, person=["{other}"]),
    row(
        "event_withdraw",
        f"<uuid:key>/{WITHDRAW}",
        "veranstaltungen/{event}/{attendance}/zuruecknehmen/",
        TRAINER,
        only("trainer", REDIRECT),
        reason="Verwechslung",
    ),
    row(
        "event_withdraw",
        f"<uuid:key>/{WITHDRAW}",
        "veranstaltungen/{foreign_event}/{attendance}/zuruecknehmen/",
        NOBODY,
        NOBODY,
        reason="Verwechslung",
    ),
]
