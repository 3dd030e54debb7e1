"""Questions in course files. All of them have:

    id: q-a03            # keeps the block's id when the file is rearranged
    question: …          # for true_false the statement, for case the title
    case: …              # Markdown, optional: what happened before
    feedback: …          # optional: told after every answer
    certainty: true      # optional: asks how sure one is

and, by kind:

    single_choice, multiple_choice:
      options: [{text, correct: true, feedback}]
    true_false:
      answer: true       # or false
      feedback_true: …   # to whoever says “true”
      feedback_false: …
    ordering:
      items: [{text, feedback}]                     # in the right order
    matching:
      pairs: [{text, partner, feedback}]
      spare: […]                                    # optional: partners of nothing
    sorting:
      categories: [{title, items: [{text, feedback}]}]
    short_text:
      accepted: […]                                 # the first is shown as the right answer
      mistakes: [{text, feedback}]                  # optional
      other: …                                      # feedback on any other answer
    numeric:
      answer: "30"
      unit: "%"                                     # optional
      tolerance: "5"                                # optional
      mistakes, other: as for short_text
    case:
      parts: [{numeric: {…}}, {ordering: {…}}]      # without case and certainty
    self_check:                                     # no question itself
      title: …
      introduction: …                               # Markdown, optional
      draw: 3                                       # optional: so many for each person
      questions: [{single_choice: {…}}, {case: {…}}]
"""

from lms.courseware.markup import listed, named, rich, stable_id


def question_value(kind: str, value: dict, block_id: str) -> dict:
    """Return a question as Wagtail stores it. Raises `KeyError` for a missing field."""
    return _texts(value) | {
        "case": rich(value.get("case", "")),
        "ask_certainty": value.get("certainty", False),
        **_OWN[kind](value, block_id),
    }


def self_check_value(value: dict, block_id: str) -> dict:
    """Return a self-check with its questions."""
    return {
        "title": value["title"],
        "introduction": rich(value.get("introduction", "")),
        "draw": value.get("draw"),
        "questions": [
            {"type": kind, "id": name, "value": question_value(kind, question, name)}
            for kind, question, name in _inner(value["questions"], block_id)
        ],
    }


def _inner(items: list[dict], block_id: str):
    """Yield kind, value and id of the questions in another block."""
    for number, item in enumerate(items):
        ((kind, value),) = item.items()
        yield kind, value, stable_id(block_id, kind, value.get("id", number))


def _texts(value: dict) -> dict:
    return {"question": value["question"], "feedback": value.get("feedback", "")}


def _told(value: dict, *names: str) -> dict:
    return {name: value[name] for name in (*names, "feedback")}


def _choice(value: dict, block_id: str) -> dict:
    options = [
        _told(item, "text") | {"correct": item.get("correct", False)} for item in value["options"]
    ]
    return {"options": named(options, block_id)}


def _true_false(value: dict, block_id: str) -> dict:
    return {
        "answer": "true" if value["answer"] else "false",
        "feedback_true": value["feedback_true"],
        "feedback_false": value["feedback_false"],
    }


def _ordering(value: dict, block_id: str) -> dict:
    return {"items": named([_told(item, "text") for item in value["items"]], block_id)}


def _matching(value: dict, block_id: str) -> dict:
    pairs = [_told(item, "text", "partner") for item in value["pairs"]]
    return {
        "pairs": named(pairs, block_id),
        "spare": listed(value.get("spare", []), stable_id(block_id, "spare")),
    }


def _sorting(value: dict, block_id: str) -> dict:
    categories = [
        {
            "title": category["title"],
            "items": named([_told(item, "text") for item in category["items"]], block_id),
        }
        for category in value["categories"]
    ]
    return {"categories": named(categories, stable_id(block_id, "categories"), "title")}


def _written(value: dict, block_id: str) -> dict:
    mistakes = [_told(item, "text") for item in value.get("mistakes", [])]
    return {
        "mistakes": listed(mistakes, stable_id(block_id, "mistakes")),
        "other": value["other"],
    }


def _short_text(value: dict, block_id: str) -> dict:
    accepted = listed(value["accepted"], stable_id(block_id, "accepted"))
    return {"accepted": accepted, **_written(value, block_id)}


def _numeric(value: dict, block_id: str) -> dict:
    return {
        "answer": value["answer"],
        "unit": value.get("unit", ""),
        "tolerance": value.get("tolerance", ""),
        **_written(value, block_id),
    }


def _case(value: dict, block_id: str) -> dict:
    return {
        "parts": [
            {"type": kind, "id": name, "value": _texts(part) | _OWN[kind](part, name)}
            for kind, part, name in _inner(value["parts"], block_id)
        ]
    }


_OWN = {
    "single_choice": _choice,
    "multiple_choice": _choice,
    "true_false": _true_false,
    "ordering": _ordering,
    "matching": _matching,
    "sorting": _sorting,
    "short_text": _short_text,
    "numeric": _numeric,
    "case": _case,
}
KINDS = tuple(_OWN)
