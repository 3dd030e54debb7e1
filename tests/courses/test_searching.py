"""What is made of a typed query, and where in a text it is found."""

import pytest

from courses.searching import excerpt, marked, spellings, stem_of, text_of, words_of


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("Drohungen  melden", ("drohungen", "melden")),
        ("ÄRGER am Schalter", ("ärger", "am", "schalter")),
        ("§ 126a StGB", ("126a", "stgb")),
        ("melden Melden MELDEN", ("melden",)),
        ("Straße", ("strasse",)),
        ("", ()),
        ("% _ \" ' ; \\ * ()", ()),
        ('") OR 1=1 --', ("or",)),
        ("a b c", ()),
        ("\x00wort", ("wort",)),
        ("x" * 500, ("x" * 100,)),
    ],
)
def test_words_are_read_from_whatever_is_typed(query, words):
    assert words_of(query) == words


def test_a_whole_page_pasted_is_cut():
    assert len(words_of(" ".join(f"w{number}" for number in range(1000)))) == 8


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("fuehrung", ("fuehrung", "führung")),
        ("strasse", ("strasse", "straße")),
        ("drohung", ("drohung",)),
    ],
)
def test_a_word_without_umlauts_means_the_one_with_them(word, forms):
    assert spellings(word) == forms


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("drohungen", "drohung"),
        ("verbote", "verbot"),
        ("haus", "haus"),
        ("uns", "uns"),
        ("kindern", "kinder"),
    ],
)
def test_an_ending_is_taken_off_where_enough_is_left(word, stem):
    assert stem_of(word) == stem


BLOCKS = [
    {"type": "heading", "id": "1", "value": {"text": "Abstand", "level": "h2"}},
    {"type": "text", "id": "2", "value": "<p>Halten Sie <b>Abstand</b> &amp; Ruhe.</p>"},
    {
        "type": "steps",
        "id": "3",
        "value": {"kind": "steps", "items": [{"type": "item", "id": "9", "value": "<p>Gehen</p>"}]},
    },
    {"type": "figure", "id": "4", "value": {"image": 7, "alt_text": "Lageplan", "caption": ""}},
    {"type": "single_choice", "id": "5", "value": {"question": "Geheim?", "feedback": "Geheim"}},
]


def test_running_text_is_taken_without_tags_settings_and_other_kinds():
    text = text_of(BLOCKS, {"heading", "text", "steps", "figure"})
    assert text == "Abstand. Halten Sie Abstand & Ruhe. Gehen. Lageplan."


def shown(pieces) -> str:
    return "".join(f"[{piece.text}]" if piece.hit else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("drohungen", "Eine [Drohung], die Führung und Vorfälle."),
        ("fuehrung", "Eine Drohung, die [Führung] und Vorfälle."),
        ("VORFALL", "Eine Drohung, die Führung und [Vorfälle]."),
        ("nichts", "Eine Drohung, die Führung und Vorfälle."),
    ],
)
def test_words_that_begin_alike_are_marked(query, text):
    assert shown(marked("Eine Drohung, die Führung und Vorfälle.", words_of(query))) == text


def test_an_excerpt_shows_the_first_hit_and_what_stands_around_it():
    text = "Anfang " * 40 + "Hier steht eine Drohung im Satz. " + "Ende " * 40
    found = shown(excerpt(text, ["drohung"]))
    assert (found.startswith("… "), found.endswith(" …"), "eine [Drohung] im" in found) == (
        True,
        True,
        True,
    )
    assert len(found) < 180


def test_no_hit_has_no_excerpt():
    assert excerpt("Nichts davon.", ["drohung"]) == []
    assert shown(excerpt("Drohung", ["drohung"])) == "[Drohung]"
