"""WebVTT: captions and chapters, read strictly so that a mistake is named with its line.

Pure: no Django. Libraries read on over mistakes, and a caption that is silently dropped is
missed by those alone who need it.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

MAX_BYTES = 1_000_000
TOLERANCE = 1.0  # seconds: stated durations are whole seconds
PAUSE = 3.0  # seconds of silence that begin a new paragraph of a transcript
LONG_PARAGRAPH = 400  # characters, after which the next sentence begins a new one

_TIME = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t]+\S.*)?\s*")
_VOICE = re.compile(r"<v(?:\.[^ \t>]*)?[ \t]+([^>]+)>")
_TAG = re.compile(r"<[^>]*>")
_NOT_CUES = ("NOTE", "STYLE", "REGION")


class WebVTTError(ValueError):
    """What is wrong and where. `code`: "too_big", "not_utf8", "no_header", "no_blank_line",
    "no_timing", "bad_timing", "ends_before_start", "not_in_order", "after_end", "no_text",
    "no_cues".
    """

    def __init__(self, code: str, line: int = 0) -> None:
        super().__init__(f"{code} in line {line}")
        self.code = code
        self.line = line


@dataclass(frozen=True)
class Cue:
    """Text that belongs to a stretch of time, in seconds; `voice` is who speaks, or ""."""

    start: float
    end: float
    text: str
    voice: str = ""


def parse(data: bytes, duration: float = 0) -> tuple[Cue, ...]:
    """Return the cues of a file. Raises `WebVTTError` for the first mistake.

    `duration` is that of the recording in seconds; 0 where it is not known.
    """
    lines = _lines(data)
    if not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        raise WebVTTError("no_header", 1)
    if len(lines) > 1 and lines[1].strip():
        raise WebVTTError("no_blank_line", 2)
    cues: list[Cue] = []
    for first, block in _blocks(lines):
        if block[0].split(maxsplit=1)[0] in _NOT_CUES:
            continue
        cue, line = _cue(block, first)
        _check(cue, line, cues[-1].start if cues else 0, duration)
        cues.append(cue)
    if not cues:
        raise WebVTTError("no_cues", len(lines))
    return tuple(cues)


def transcript(cues: Sequence[Cue]) -> list[str]:
    """Return captions as paragraphs to read: one begins with another voice, after a pause,
    or after a sentence where it would get long.
    """
    paragraphs: list[str] = []
    before = None
    for cue in cues:
        same_voice = before is not None and cue.voice in {"", before.voice}
        if not same_voice or cue.start - before.end >= PAUSE or _is_full(paragraphs[-1]):
            named = cue.voice and not same_voice
            paragraphs.append(f"{cue.voice}: {cue.text}" if named else cue.text)
        else:
            paragraphs[-1] += f" {cue.text}"
        before = Cue(cue.start, cue.end, cue.text, cue.voice or (before.voice if before else ""))
    return paragraphs


def _lines(data: bytes) -> list[str]:
    if len(data) > MAX_BYTES:
        raise WebVTTError("too_big")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WebVTTError("not_utf8", data[: error.start].count(b"\n") + 1) from error
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd").split("\n")


def _blocks(lines: list[str]):
    """Yield what stands between empty lines, with the number of its first line."""
    block: list[str] = []
    for number, line in enumerate([*lines[1:], ""], start=2):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _cue(block: list[str], first: int) -> tuple[Cue, int]:
    """Return the cue of a block and the line of its timing."""
    place = 0 if "-->" in block[0] else 1  # a line before the timing is the cue's name
    line = first + place
    if len(block) <= place or "-->" not in block[place]:
        raise WebVTTError("no_timing", min(line, first + len(block) - 1))
    match = _TIMING.fullmatch(block[place].strip())
    if not match:
        raise WebVTTError("bad_timing", line)
    payload = block[place + 1 :]
    for number, text in enumerate(payload, start=line + 1):
        if "-->" in text:
            raise WebVTTError("no_blank_line", number)
    start, end = _seconds(*match.groups()[:4]), _seconds(*match.groups()[4:])
    voice = _VOICE.search(" ".join(payload))
    text = " ".join(_plain(" ".join(payload)).split())
    if not text:
        raise WebVTTError("no_text", line)
    return Cue(start, end, text, _plain(voice[1]).strip() if voice else ""), line


def _plain(text: str) -> str:
    return html.unescape(_TAG.sub("", text))


def _seconds(hours: str | None, minutes: str, seconds: str, thousandths: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + int(thousandths) / 1000


def _check(cue: Cue, line: int, earliest: float, duration: float) -> None:
    if cue.end <= cue.start:
        raise WebVTTError("ends_before_start", line)
    if cue.start < earliest:
        raise WebVTTError("not_in_order", line)
    if duration and cue.end > duration + TOLERANCE:
        raise WebVTTError("after_end", line)


def _is_full(paragraph: str) -> bool:
    return len(paragraph) > LONG_PARAGRAPH and paragraph.rstrip("”“\"'»").endswith((".", "!", "?"))
