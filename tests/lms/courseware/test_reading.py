"""Minutes and reading level, computed by hand in small."""

import pytest

from lms.courseware import reading

NINETY = " ".join(["Wort"] * 90)


def decision(name: str, rating: str, target: str) -> dict:
    text = {"text": name, "rating": rating, "consequence": "eins zwei", "feedback": "drei"}
    return text | {"next": target}


def test_words_take_a_third_of_a_second_and_questions_half_a_minute():
    assert reading.minutes_of([{"text": NINETY}]) == 0.5
    choice = {"question": NINETY, "options": [{"text": "a", "feedback": NINETY[:4]}]}
    needed = reading.minutes_of([{"single_choice": choice}])
    assert needed == pytest.approx(1 + 2 / 180)


def test_what_is_another_way_or_a_setting_is_not_counted():
    note = {"title": "", "text": "", "summary": NINETY}
    figure = {"image": "a.svg", "alt": NINETY, "description": NINETY, "caption": "ein Wort"}
    assert reading.minutes_of([{"content_note": note}, {"sources": ["A-001"]}]) == 0
    assert reading.minutes_of([{"figure": figure}]) == 2 / 180


def test_of_a_pool_only_what_is_drawn_counts():
    question = {"true_false": {"question": NINETY, "answer": True}}
    check = {"title": "", "draw": 2, "questions": [question] * 4}
    assert reading.minutes_of([{"self_check": check}]) == 2.0


def test_a_scenario_takes_what_one_meets_on_the_recommended_way():
    situations = [
        {
            "name": "a",
            "title": "eins",
            "text": "zwei",
            "decisions": [decision("vier", "poor", "b"), decision("drei", "good", "ende")],
        },
        {"name": "b", "title": NINETY, "text": NINETY, "decisions": []},
        {"name": "ende", "title": "Ende", "text": "gut"},
    ]
    value = {"title": "Fall", "introduction": "kurz", "text_version": NINETY}
    value["situations"] = situations
    # Fall, kurz; eins, zwei, both decisions; consequence and feedback of one; Ende, gut.
    words = 2 + 4 + 3 + 2
    assert reading.minutes_of([{"scenario": value}]) == pytest.approx(words / 180 + 0.5)
    assert reading.words_of([{"scenario": value}]) > 180


def test_questions_in_self_checks_count():
    question = {"true_false": {"question": "x", "answer": True, "id": "q"}}
    body = [question, {"self_check": {"questions": [question, question]}}, {"text": "x"}]
    assert [kind for kind, _value in reading.questions_of(body)] == ["true_false"] * 3


def test_lix_of_a_sentence_that_can_be_counted():
    # Two sentences, eight words, two of them with more than six letters.
    text = "Sie halten Abstand. Danach rufen Sie die Kollegin."
    assert reading.lix(text) == pytest.approx(8 / 2 + 100 * 2 / 8)
    assert reading.lix("") == 0
