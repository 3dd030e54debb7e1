"""The linter finds nothing in a sound course, and bites at every damage."""

from datetime import date

import pytest
import yaml

from courses.models import LessonPage
from lms.courseware import lint
from lms.courseware.files import CONTENT_DIR
from tests.lms.courseware.conftest import lesson, prose


def remarks(files) -> list[str]:
    """Return what is said, but for promises that one small course cannot keep."""
    found = [str(remark) for remark in lint.check(files.content)]
    return [text for text in found if "stands in no lesson" not in text]


def block(data: dict, kind: str):
    return next(item[kind] for item in data["body"] if kind in item)


def without(kind: str):
    def change(data):
        data["body"] = [item for item in data["body"] if kind not in item]

    return change


def appended(*blocks):
    """Put blocks before the last section."""

    def change(data):
        data["body"][1:1] = blocks

    return change


def scenario(**changes) -> dict:
    decision = {"text": "Gehen", "consequence": "Ruhe.", "feedback": "Gut."}
    situations = [
        {
            "name": "anfang",
            "title": "Was nun?",
            "text": "Es wird laut.",
            "decisions": [decision | {"rating": "good", "next": "ende"}],
        },
        {"name": "ende", "title": "Danach", "text": "Vorbei."},
    ]
    value = {
        "id": "szenario-9",
        "title": "Fall",
        "perspective": "team",
        "introduction": "Vormittag.",
        "text_version": "Gehen hilft.",
        "situations": situations,
    }
    return {"scenario": value | changes}


def test_a_sound_course_gets_no_remark(files):
    assert remarks(files) == []


def test_the_courses_that_are_delivered_get_no_remark():
    assert [str(remark) for remark in lint.check(CONTENT_DIR)] == []


DAMAGES = {
    "unknown key “minuten”": lambda data: data.update(minuten=4),
    "“title” is missing": lambda data: data.pop("title"),
    "minutes: should be a number": lambda data: data.update(minutes="sechs"),
    "summary: 300 characters; at most 250": lambda data: data.update(summary="x" * 300),
    "unknown block “texte”": appended({"texte": "Hallo"}),
    "exactly one key": appended({"text": "Hallo", "heading": {"text": "x"}}),
    "feedback: is empty": lambda data: block(data, "single_choice")["options"][1].update(
        feedback=" "
    ),
    "“feedback” is missing": lambda data: block(data, "single_choice")["options"][0].pop(
        "feedback"
    ),
    "an id is missing": lambda data: block(data, "single_choice").pop("id"),
    "“Was tun Sie zuerst?”: No option is marked as correct": lambda data: block(
        data, "single_choice"
    )["options"][0].pop("correct"),
    "write 6": lambda data: data.update(minutes=8),
    "takes 5 to 8, not 4": lambda data: data.update(minutes=4),
    "takes 5 to 8, not 9": lambda data: data.update(
        minutes=9, body=[prose(1400), *data["body"][1:]]
    ),
    "must be the last of the lesson": without("sources"),
    "the last heading must be": without("heading"),
    "stands no text": lambda data: data["body"].pop(-2),
    "there is no fact A-999": lambda data: block(data, "sources").append("A-999"),
    "A-110 is named twice": lambda data: block(data, "sources").append("A-110"),
    "A-138 has no source": lambda data: block(data, "sources").append("A-138"),
    "there is no abbildungen/weg.svg": appended(
        {"figure": {"image": "weg.svg", "alt": "Weg", "description": "Ein Weg."}}
    ),
    "there is no vorlagen/bogen.yaml": appended({"download": {"template": "bogen"}}),
    "“summary” is missing": appended({"content_note": {"text": "Es wird laut."}}),
    "a content_note must come first": appended(scenario(perspective="attacked")),
    "scenario “Fall”: In “a” the decision “x” leads to a situation that does not exist": appended(
        scenario(
            situations=[
                {
                    "name": "a",
                    "title": "A",
                    "text": "A",
                    "decisions": [
                        {
                            "text": "x",
                            "rating": "good",
                            "consequence": "x",
                            "feedback": "x",
                            "next": "weg",
                        }
                    ],
                },
            ]
        )
    ),
    "“Quiz”: write": lambda data: data.update(title="Ein Quiz"),
    "“Gedächnisprotokoll”: the glossary writes Gedächtnisprotokoll": appended(
        {"text": "Ein Gedächnisprotokoll hilft."}
    ),
    "body: should be a list of blocks, one at least": lambda data: data.update(body=[]),
    "situations: should be a list": appended(scenario(situations=[])),
    "self_check.questions: should be a list": appended(
        {"self_check": {"title": "Selbsttest", "questions": []}}
    ),
    "is no name for an address": lambda data: data.update(slug="Äh was/zwei"),
    "text: should be text, not 3; put it in quotes": appended(
        {"heading": {"text": 3, "level": "h2"}}
    ),
    "“behindertengerechte”: write barrierefrei": appended({"text": "Die behindertengerechte Tür."}),
}


@pytest.mark.parametrize("said", DAMAGES)
def test_a_damaged_lesson_is_told_with_file_and_place(files, said):
    files.change("02-zwei", DAMAGES[said])
    found = [text for text in remarks(files) if said in text]
    assert found != []
    assert found[0].startswith("kurs/modul/02-zwei.yaml: ")


def test_what_is_quoted_may_be_said(files):
    files.change("02-zwei", appended({"text": "Er fragte: „Ist das ein Quiz?“"}))
    files.change("03-drei", appended({"text": "Beratungsstellen für Betroffene helfen."}))
    assert remarks(files) == []


def test_experience_may_be_told_where_the_lesson_says_so(files):
    files.change(
        "02-zwei", lambda data: block(data, "sources").append({"fact": "A-138", "own": True})
    )
    assert remarks(files) == []


UNREADABLE = {
    "cannot be read: line 2: mapping values": "slug: zwei\ntitle: „Halt“: sagt sie".encode(),
    "cannot be read: line 3: found character": b"slug: zwei\nbody:\n\t- text: Hallo",
    "cannot be read: line 2: the key “minutes” stands twice": b"minutes: 5\nminutes: 6",
    "is not saved as UTF-8": "title: Übung".encode("latin-1"),
    "cannot be read: unacceptable character": b"title: \x00",
}


@pytest.mark.parametrize("said", UNREADABLE)
def test_a_file_that_cannot_be_read_is_told(files, said):
    files.lesson_file("02-zwei").write_bytes(UNREADABLE[said])
    assert [text for text in remarks(files) if f"kurs/modul/02-zwei.yaml: {said}" in text] != []


def test_a_file_of_another_system_is_read(files):
    text = files.lesson_file("02-zwei").read_text().replace("\n", "\r\n")
    files.lesson_file("02-zwei").write_bytes(text.encode("utf-8-sig"))
    assert remarks(files) == []


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("glossar.yaml", "- term: Anfeindung", "“explanation” is missing"),
        ("schreibweisen.yaml", "- avoid: {", "cannot be read"),
        ("fakten/anfeindungen.yaml", "- A-110", "should be keys with values"),
        ("fakten/anfeindungen.yaml", "A-110: [", "cannot be read"),
        ("fakten/anfeindungen.yaml", "A-110: belegt", "should be keys with values"),
        ("vorlagen/bogen.yaml", "title: [", "cannot be read"),
        ("vorlagen/bogen.yaml", "title: Bogen", "“sections” is missing"),
    ],
)
def test_what_courses_share_is_told_before_they_are_judged(files, file, text, said):
    (files.content / "vorlagen").mkdir()
    (files.content / file).write_text(text)
    for found in (lint.check(files.content), lint.check_course(files.course)):
        assert any(remark.file == file and said in remark.text for remark in found)
        assert all(remark.grave for remark in found)


def test_templates_state_facts_that_there_are(files):
    bogen = {
        "title": "Bogen",
        "purpose": "Wofür er da ist.",
        "version": date(2026, 11, 22),
        "note": "Zuerst 110.",
        "sections": [{"title": "Ort", "parts": [{"table": {"columns": ["Wer"], "rows": [""]}}]}],
        "sources": ["A-110"],
    }
    files.write(files.content / "vorlagen" / "bogen.yaml", bogen)
    assert remarks(files) == []
    files.write(files.content / "vorlagen" / "bogen.yaml", bogen | {"sources": ["A-999"]})
    assert "vorlagen/bogen.yaml: sources: there is no fact A-999" in "\n".join(remarks(files))
    files.write(files.content / "vorlagen" / "bogen.yaml", bogen | {"purpose": "x" * 256})
    assert "vorlagen/bogen.yaml: purpose" in "\n".join(remarks(files))


def test_modules_have_enough_lessons_and_questions_and_list_their_files(files):
    files.write_module("01-eins", "09-fehlt")
    for name in ("01-eins", "02-zwei", "03-drei"):
        files.change(name, without("single_choice"))
    text = "\n".join(remarks(files))
    assert "there is no 09-fehlt.yaml" in text
    assert "02-zwei.yaml is not listed" in text
    assert "lessons: 2; a module has 3 to 6" in text
    assert "0 questions; a module asks at least 3" in text


def test_courses_list_their_modules_and_use_a_name_once(files):
    files.write_module("01-eins", module="zweites")
    files.write(files.course / "zweites" / "01-eins.yaml", lesson("eins"))
    text = "\n".join(remarks(files))
    assert "the folder zweites is not listed" in text
    assert "“eins” is used twice in the course" in text
    assert "q-a-eins stands more than once" in text


def test_a_lesson_and_a_module_are_listed_once_and_named_as_their_folders(files):
    files.write_module("01-eins", "02-zwei", "03-drei", "01-eins")
    files.write_course("modul", "modul", slug="anders")
    text = "\n".join(remarks(files))
    assert "kurs/modul/module.yaml: lessons: 01-eins is listed twice" in text
    assert "kurs/course.yaml: modules: modul is listed twice" in text
    assert "kurs/course.yaml: slug: write kurs, as the folder is called" in text


def test_every_promised_question_and_scenario_is_missed(files):
    missed = [remark for remark in lint.check(files.content) if "in no lesson" in remark.text]
    assert len(missed) == 46
    files.change("02-zwei", lambda data: block(data, "single_choice").update(id="q-a05"))
    assert not any("q-a05" in remark.text for remark in lint.check(files.content))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"sources": ["niemand"]}, "the source niemand is not in quellen.yaml"),
        ({"law": ["XYZ 3"]}, "is not known"),
        ({"checked": "vielleicht"}, "is not allowed"),
        ({"checked": "ungeprüft"}, "only that"),
        ({"editorial": "Eigen."}, "only there"),
        ({"says": ""}, "is empty"),
    ],
)
def test_the_register_of_facts_is_checked(files, change, said):
    file = files.content / "fakten" / "anfeindungen.yaml"
    data = yaml.safe_load(file.read_text())
    data["A-110"] |= change
    files.write(file, data)
    assert any(said in text and "A-110" in text for text in remarks(files))


def test_the_bodies_it_reads_are_those_of_the_editor():
    assert set(LessonPage.body.field.stream_block.child_blocks) >= {"figure", "download"}
