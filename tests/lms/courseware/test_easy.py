"""Leichte Sprache: short sentences, counted; and a calm measure of time."""

import re
from datetime import date

import pytest
import yaml

from core.selectors import EASY_GERMAN, shipped_help_guide, shipped_text
from lms.courseware import easy, lint, reading
from lms.courseware.files import CONTENT_DIR
from tests.lms.courseware.conftest import lesson, prose

COURSE = CONTENT_DIR / "leichte-sprache-erste-24-stunden"
NINE = "Das sind genau neun Wörter in einem kurzen Satz."


def texts_of_course() -> list[str]:
    course = yaml.safe_load((COURSE / "course.yaml").read_text())
    found = [course["summary"], course["introduction"], *course["content_notes"]]
    for file in COURSE.glob("*/*.yaml"):
        data = yaml.safe_load(file.read_text())
        found += [data["summary"], *reading.texts(data.get("body", []))]
    return found


def texts_of_help() -> list[str]:
    guide = shipped_help_guide(EASY_GERMAN)
    own = [guide.title, guide.introduction, guide.danger, guide.legal_note]
    blocks = [block.get_prep_value()["value"] for block in guide.body]
    kinds = [block.block_type for block in guide.body]
    said = [value for kind, value in zip(kinds, blocks, strict=True) if kind != "sources"]
    return own + [text for value in said for text in strings(value)]


def strings(value):
    if isinstance(value, str) and not value.startswith("https://"):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item["value"] if isinstance(item, dict) and "id" in item else item)
    elif isinstance(value, dict):
        for name, item in value.items():
            if name not in {"telephones", "type", "id"}:
                yield from strings(item)


def test_a_sentence_ends_at_a_sign_or_a_line_and_not_at_a_number():
    text = "Rufen Sie an.\\\nDie Nummer **hilft**. Am 3. Tag: Ruhe!\n\n- Straf-Antrag"
    assert easy.sentences([text]) == [
        *("Rufen Sie an", "Die Nummer hilft", "Am 3. Tag", "Ruhe", "Straf-Antrag")
    ]
    assert easy.length("Der Straf-Antrag hat 1 Frist") == 5


def test_it_tells_what_is_too_long():
    long = " ".join(["Wort"] * 16) + "."
    assert list(easy.problems([NINE] * 3)) == []
    assert any("16 words in a sentence" in text for text in easy.problems([long, *[NINE] * 9]))
    assert list(
        easy.problems(["Hier stehen nun wirklich zehn Wörter in einem einzigen Satz."])
    ) == ["10.0 words a sentence; at most 9 are easy"]


def texts_of_explanations() -> list[str]:
    values = [block["value"] for block in shipped_text("leichte-sprache", date(2026, 11, 22))]
    html = " ".join(strings([value for value in values if value != {"level": "h2"}]))
    lines = re.split(r"<br/>|</p>|</li>", html)
    return [" ".join(re.sub(r"<[^>]+>", " ", line).split()) for line in lines]


@pytest.mark.parametrize("texts", [texts_of_course, texts_of_help, texts_of_explanations])
def test_what_is_delivered_in_leichte_sprache_has_short_sentences(texts):
    found = [easy.length(sentence) for sentence in easy.sentences(texts())]
    assert len(found) > 50
    assert (sum(found) / len(found) <= easy.MEAN, max(found) <= easy.LONGEST) == (True, True)


def test_the_course_keeps_to_its_rules():
    assert [str(remark) for remark in lint.check_course(COURSE)] == []


def test_the_module_it_carries_over_leads_to_it():
    lesson = (
        CONTENT_DIR / "umgang-mit-anfeindungen/a5-die-ersten-24-stunden/01-die-erste-stunde.yaml"
    )
    assert f"/kurse/{COURSE.name}/" in lesson.read_text()


def test_a_course_in_leichte_sprache_is_read_more_slowly_and_its_sentences_are_judged(files):
    files.write_course("modul", easy_language=True)
    said = [str(remark) for remark in lint.check_course(files.course)]
    assert any("minutes: 6 are stated" in text for text in said)
    assert any("10.0 words a sentence" in text for text in said) is False  # titles are short
    files.write(files.lesson_file("02-zwei"), lesson("zwei", {"text": " ".join(["Wort"] * 20)}))
    said = [str(remark) for remark in lint.check_course(files.course)]
    assert any("20 words in a sentence" in text for text in said)


def test_time_depends_on_the_pace():
    body = [prose(300)]
    assert reading.minutes_of(body, easy.WORDS_A_MINUTE) == 3
    assert reading.minutes_of(body) == pytest.approx(300 / 180)
