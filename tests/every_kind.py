"""A lesson with a question of every kind, and how to answer each rightly and wrongly.

As fields of the form, so that the same answers serve services, views and browsers.
"""

from courses.grading import target_id
from tests import factories
from tests.factories import MULTIPLE, SINGLE, item, uid

LESSON = "alle-arten"


def question(kind: str, **value) -> dict:
    value = {"case": "", "feedback": "", "ask_certainty": False, **value}
    return {"type": kind, "id": uid(kind), "value": value}


def part(kind: str, **value) -> dict:
    return {"type": kind, "id": uid(f"part-{kind}"), "value": {"feedback": "", **value}}


TRUE_FALSE = question(
    "true_false",
    question="Die Frist für den Strafantrag beträgt drei Monate.",
    answer="true",
    feedback_true="TRUE-FEEDBACK",
    feedback_false="FALSE-FEEDBACK",
)
ORDERING = question(
    "ordering",
    question="In welcher Reihenfolge gehen Sie vor?",
    items=[
        item("look", {"text": "Lage einschätzen", "feedback": "LOOK-FEEDBACK"}),
        item("say", {"text": "Grenze benennen", "feedback": "SAY-FEEDBACK"}),
        item("go", {"text": "Raum verlassen", "feedback": "GO-FEEDBACK"}),
    ],
)
MATCHING = question(
    "matching",
    question="Wer hilft wobei?",
    pairs=[
        item("110", {"text": "110", "partner": "Akute Gefahr", "feedback": "110-FEEDBACK"}),
        item("116", {"text": "116 006", "partner": "Opferhilfe", "feedback": "116-FEEDBACK"}),
        item("112", {"text": "112", "partner": "Feuer", "feedback": "112-FEEDBACK"}),
    ],
    spare=[item("tax", "Steuerfragen")],
)
SORTING = question(
    "sorting",
    question="Welche Stufe ist das?",
    categories=[
        item(
            "one",
            {
                "title": "Stufe 1",
                "items": [item("insult", {"text": "Beschimpfung", "feedback": "INSULT-FEEDBACK"})],
            },
        ),
        item(
            "two",
            {
                "title": "Stufe 2",
                "items": [item("push", {"text": "Stoß", "feedback": "PUSH-FEEDBACK"})],
            },
        ),
    ],
)
SHORT_TEXT = question(
    "short_text",
    question="Unter welcher Nummer erreichen Sie die Polizei?",
    accepted=[item("accepted", "110")],
    mistakes=[item("mistake", {"text": "112", "feedback": "MISTAKE-FEEDBACK"})],
    other="OTHER-FEEDBACK",
    ask_certainty=True,
)
NUMERIC = question(
    "numeric",
    question="Wie viele Monate lang ist ein Strafantrag möglich?",
    answer="3",
    unit="Monate",
    tolerance="0,5",
    mistakes=[],
    other="NUMBER-FEEDBACK",
)
CASE = question(
    "case",
    case="<p>Am Schalter wird jemand laut.</p>",
    question="Ein lauter Vormittag",
    parts=[
        part(
            "single_choice",
            question="Was tun Sie zuerst?",
            options=[
                item("calm", {"text": "Ruhig sprechen", "correct": True, "feedback": "CALM"}),
                item("shout", {"text": "Auch laut werden", "correct": False, "feedback": "SHOUT"}),
            ],
        ),
        part(
            "short_text",
            question="Wen rufen Sie?",
            accepted=[item("colleague", "Kollegin")],
            mistakes=[],
            other="COLLEAGUE",
        ),
    ],
)
POOL = {
    "type": "self_check",
    "id": uid("pool"),
    "value": {
        "title": "Selbstcheck zum Modul",
        "introduction": "<p>Für Sie allein.</p>",
        "questions": [
            {
                "type": "true_false",
                "id": uid(f"pool-{number}"),
                "value": {
                    "case": "",
                    "question": f"Aussage {number}",
                    "answer": "true",
                    "feedback_true": f"POOL-{number}-TRUE",
                    "feedback_false": f"POOL-{number}-FALSE",
                    "feedback": "",
                    "ask_certainty": False,
                },
            }
            for number in range(1, 6)
        ],
        "draw": 3,
    },
}
INLINE = [
    *(SINGLE, MULTIPLE, TRUE_FALSE, ORDERING, MATCHING, SORTING, SHORT_TEXT, NUMERIC, CASE),
]

CHOICE_PART, TEXT_PART = uid("part-single_choice"), uid("part-short_text")


def places(*names: str) -> dict:
    return {f"place-{uid(name)}": [str(place)] for place, name in enumerate(names, start=1)}


def partners(**pairs: str) -> dict:
    return {f"match-{uid(name[1:])}": [target_id(uid(other))] for name, other in pairs.items()}


RIGHT = {
    "single": {"option": [uid("right")]},
    "multiple": {"option": [uid("time"), uid("address")]},
    "true_false": {"option": ["true"]},
    "ordering": places("look", "say", "go"),
    "matching": partners(_110="110", _116="116", _112="112"),
    "sorting": {f"match-{uid('insult')}": [uid("one")], f"match-{uid('push')}": [uid("two")]},
    "short_text": {"text": ["110"], "certainty": ["sure"]},
    "numeric": {"text": ["3,0 Monate"]},
    "case": {f"{CHOICE_PART}-option": [uid("calm")], f"{TEXT_PART}-text": ["kollegin"]},
}
WRONG = {
    "single": {"option": [uid("wrong")]},
    "multiple": {"option": [uid("time")]},
    "true_false": {"option": ["false"]},
    "ordering": places("go", "say", "look"),
    "matching": partners(_110="116", _116="110", _112="112"),
    "sorting": {f"match-{uid('insult')}": [uid("two")], f"match-{uid('push')}": [uid("two")]},
    "short_text": {"text": ["112"], "certainty": ["unsure"]},
    "numeric": {"text": ["12"]},
    "case": {f"{CHOICE_PART}-option": [uid("shout")], f"{TEXT_PART}-text": ["niemanden"]},
}


def make_edition(index, **options):
    """Release a course of one lesson with a question of every kind and a pool."""
    lessons = [(LESSON, "Alle Arten", [*INLINE, POOL])]
    return factories.release_course(factories.make_course(index, lessons=lessons, **options))
