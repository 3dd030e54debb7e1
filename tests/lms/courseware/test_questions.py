"""Stored answers mean the same after options were moved or added."""

from lms.courseware.questions import question_value

CHOICE = {
    "question": "Was tun Sie?",
    "options": [
        {"text": "Aufstehen", "correct": True, "feedback": "Ja."},
        {"text": "Warten", "feedback": "Nein."},
    ],
}


def ids(value: dict) -> dict[str, str]:
    return {item["value"]["text"]: item["id"] for item in value["options"]}


def test_options_keep_their_ids_in_another_order_and_with_a_new_one_among_them():
    before = ids(question_value("single_choice", CHOICE, "block"))
    moved = [*reversed(CHOICE["options"]), {"text": "Rufen", "feedback": "Gut."}]
    after = ids(question_value("single_choice", {**CHOICE, "options": moved}, "block"))
    assert {text: after[text] for text in before} == before
    assert len(set(after.values())) == 3


def test_the_same_option_in_another_question_has_another_id():
    here = ids(question_value("single_choice", CHOICE, "block"))
    there = ids(question_value("single_choice", CHOICE, "other"))
    assert set(here.values()) & set(there.values()) == set()


def test_items_keep_their_ids_in_another_category():
    items = [{"text": "Tür frei", "feedback": "Ja."}, {"text": "Alarm", "feedback": "Ja."}]
    value = {
        "question": "Ordnen Sie zu.",
        "categories": [{"title": "Raum", "items": items}, {"title": "Ablauf", "items": []}],
    }
    turned = {
        **value,
        "categories": [
            {"title": "Ablauf", "items": items[:1]},
            {"title": "Raum", "items": items[1:]},
        ],
    }

    def found(data):
        made = question_value("sorting", data, "block")
        return {
            item["value"]["text"]: item["id"]
            for category in made["categories"]
            for item in category["value"]["items"]
        }

    assert found(turned) == found(value)
