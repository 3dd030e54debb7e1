"""A block of every kind of question as it is stored, with fixed ids (see `tests.factories`)."""

from tests.factories import MULTIPLE, SINGLE, item, uid


def block(kind: str, value: dict) -> dict:
    return {"type": kind, "id": uid(kind), "value": value}


def whole(question: str, **own) -> dict:
    """Return the value of a question that is not part of a case."""
    return {"case": "", "question": question, "feedback": "", "ask_certainty": False, **own}


def part(raw: dict) -> dict:
    """Return a question as part of a case."""
    value = {
        name: value for name, value in raw["value"].items() if name not in ("case", "ask_certainty")
    }
    return raw | {"id": uid(f"part-{raw['type']}"), "value": value}


TRUE_FALSE = block(
    "true_false",
    whole(
        "Die Frist beträgt drei Monate.",
        answer="true",
        feedback_true="TRUE-FEEDBACK",
        feedback_false="FALSE-FEEDBACK",
    ),
)
ORDERING = block(
    "ordering",
    whole(
        "Was kommt zuerst?",
        items=[
            item("stand", {"text": "Aufstehen", "feedback": "STAND-FEEDBACK"}),
            item("speak", {"text": "Ansprechen", "feedback": "SPEAK-FEEDBACK"}),
            item("leave-room", {"text": "Gehen", "feedback": "LEAVE-FEEDBACK"}),
        ],
    ),
)
MATCHING = block(
    "matching",
    whole(
        "Wer hilft wobei?",
        pairs=[
            item("police", {"text": "110", "partner": "Gefahr", "feedback": "POLICE-FEEDBACK"}),
            item("line", {"text": "116 006", "partner": "Opfer", "feedback": "LINE-FEEDBACK"}),
        ],
        spare=[item("spare", "Bescheide")],
    ),
)
SORTING = block(
    "sorting",
    whole(
        "Welche Stufe?",
        categories=[
            item(
                "one",
                {
                    "title": "Stufe 1",
                    "items": [item("shout", {"text": "Schreien", "feedback": "SHOUT-FEEDBACK"})],
                },
            ),
            item(
                "two",
                {
                    "title": "Stufe 2",
                    "items": [
                        item("push", {"text": "Stoßen", "feedback": "PUSH-FEEDBACK"}),
                        item("hit", {"text": "Schlagen", "feedback": "HIT-FEEDBACK"}),
                    ],
                },
            ),
        ],
    ),
)
SHORT_TEXT = block(
    "short_text",
    whole(
        "Wen rufen Sie?",
        accepted=[item("accepted-1", "Polizei"), item("accepted-2", "die Polizei")],
        mistakes=[item("mistake", {"text": "Feuerwehr", "feedback": "MISTAKE-FEEDBACK"})],
        other="OTHER-FEEDBACK",
    ),
)
NUMERIC = block(
    "numeric",
    whole(
        "Wie viele Vorfälle wurden gemeldet?",
        answer="30",
        unit="%",
        tolerance="5",
        mistakes=[item("swapped", {"text": "70", "feedback": "SWAPPED-FEEDBACK"})],
        other="NUMBER-FEEDBACK",
    ),
)
CASE = block(
    "case",
    whole(
        "Nach dem Gespräch",
        case="<p>Es ist laut geworden.</p>",
        parts=[part(SINGLE), part(ORDERING), part(NUMERIC)],
    ),
)
QUESTIONS = [
    SINGLE,
    MULTIPLE,
    TRUE_FALSE,
    ORDERING,
    MATCHING,
    SORTING,
    SHORT_TEXT,
    NUMERIC,
    CASE,
]
SELF_CHECK = block(
    "self_check",
    {
        "title": "Selbsttest zum Modul",
        "introduction": "<p>Drei von fünf Fragen.</p>",
        "questions": [
            raw | {"id": uid(f"pool-{raw['type']}")}
            for raw in (SINGLE, TRUE_FALSE, ORDERING, NUMERIC, CASE)
        ],
        "draw": 3,
    },
)
