"""WebVTT: what is right is read, and what is wrong is named with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.webvtt import MAX_BYTES, Cue, WebVTTError, parse, transcript
from tests.recordings import CAPTIONS, CHAPTERS

CUE = "00:01.000 --> 00:02.000\nText\n"


def test_captions_are_read_with_voices_and_without_tags():
    assert parse(CAPTIONS, 12) == (
        Cue(0.5, 3.0, "Guten Tag.", "Mara"),
        Cue(3.0, 5.0, "Setzen Sie sich & atmen Sie durch."),
        Cue(6.0, 11.5, "Danke.", "Tarik"),
    )


@pytest.mark.parametrize(
    "text",
    [
        f"WEBVTT\n\n{CUE}",
        f"\ufeffWEBVTT\r\n\r\n{CUE}".replace("\n", "\r\n").replace("\r\r", "\r"),
        f"WEBVTT - Titel\n\nNOTE von Hand\n--\n\nSTYLE\n::cue {{}}\n\nerste\n{CUE}\n\n\n",
        "WEBVTT\n\n00:00:01.000 --> 00:00:02.000 line:0 align:start\nTe<00:01.500><i>xt</i>",
        f"WEBVTT\r\r{CUE}".replace("\n", "\r"),
    ],
)
def test_all_ways_to_write_the_same(text):
    [cue] = parse(text.encode())
    assert (cue.start, cue.end, cue.text.replace(" ", "")) == (1.0, 2.0, "Text")


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "no_header", 1),
        ("WEBVTTX\n\n" + CUE, "no_header", 1),
        ("1\n00:00:01,000 --> 00:00:02,000\nSRT", "no_header", 1),
        ("<!DOCTYPE html>", "no_header", 1),
        ("WEBVTT\n" + CUE, "no_blank_line", 2),
        ("WEBVTT\n\n", "no_cues", 3),
        ("WEBVTT\n\nNOTE nichts\n", "no_cues", 4),
        ("WEBVTT\n\nNur Text\n", "no_timing", 3),
        ("WEBVTT\n\nName\nNur Text\n", "no_timing", 4),
        ("WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nText", "bad_timing", 3),
        ("WEBVTT\n\n00:01 --> 00:02\nText", "bad_timing", 3),
        ("WEBVTT\n\n00:61.000 --> 00:62.000\nText", "bad_timing", 3),
        ("WEBVTT\n\n00:02.000 --> 00:01.000\nText", "ends_before_start", 3),
        ("WEBVTT\n\n" + CUE + "\n00:00.500 --> 00:02.000\nText", "not_in_order", 6),
        ("WEBVTT\n\n" + CUE + CUE, "no_blank_line", 5),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<i></i>\n", "no_text", 3),
        ("WEBVTT\n\n00:01.000 --> 00:14.000\nText", "after_end", 3),
    ],
)
def test_the_first_mistake_is_named_with_its_line(text, code, line):
    with pytest.raises(WebVTTError) as error:
        parse(text.encode(), 12)
    assert (error.value.code, error.value.line) == (code, line)


def test_another_encoding_is_refused_at_its_line():
    with pytest.raises(WebVTTError) as error:
        parse("WEBVTT\n\n00:01.000 --> 00:02.000\nGrüße".encode("latin-1"))
    assert (error.value.code, error.value.line) == ("not_utf8", 4)


def test_a_huge_file_is_refused_unread():
    with pytest.raises(WebVTTError) as error:
        parse(b"WEBVTT\n\n" + b"x" * MAX_BYTES)
    assert error.value.code == "too_big"


@given(st.binary(max_size=400), st.sampled_from([b"", b"WEBVTT\n\n", b"WEBVTT\n\n00:01.000 --> "]))
def test_no_file_breaks_the_reader(data, beginning):
    try:
        cues = parse(beginning + data)
    except WebVTTError:
        cues = ()
    assert all(cue.text and cue.start < cue.end for cue in cues)


def test_a_transcript_has_a_paragraph_for_each_voice():
    assert transcript(parse(CAPTIONS)) == [
        "Mara: Guten Tag. Setzen Sie sich & atmen Sie durch.",
        "Tarik: Danke.",
    ]


def test_a_transcript_has_a_new_paragraph_after_a_pause_and_when_it_gets_long():
    sentence = "Das ist ein Satz. " * 23
    cues = [Cue(0, 1, "Erst."), Cue(5, 6, sentence.strip()), Cue(6, 7, "Dann.")]
    assert transcript(cues) == ["Erst.", sentence.strip(), "Dann."]


def test_chapters_are_cues_as_well():
    assert [cue.text for cue in parse(CHAPTERS, 12)] == ["Ankommen", "Grenzen setzen"]
