"""Recordings for tests: twelve seconds of colours (WebM) and three of a tone (Ogg).

Both were made for these tests with a free encoder, from nothing: no foreign work is in them.
"""

from pathlib import Path

from django.core.files.base import ContentFile

from core.models import CustomMedia

FOLDER = Path(__file__).parent / "media"
CLIP = (FOLDER / "clip.webm").read_bytes()
TONE = (FOLDER / "tone.ogg").read_bytes()
CLIP_SECONDS = 12

CAPTIONS = b"""WEBVTT

00:00.500 --> 00:03.000
<v Mara>Guten Tag.

00:03.000 --> 00:05.000
Setzen Sie sich &amp; atmen Sie durch.

00:06.000 --> 00:11.500
<v Tarik>Danke.
"""
CHAPTERS = b"""WEBVTT

00:00.000 --> 00:05.000
Ankommen

00:05.000 --> 00:12.000
Grenzen setzen
"""


def make_video(title: str = "Am Schalter", **fields) -> CustomMedia:
    fields = {"chapters": ContentFile(CHAPTERS, "kapitel.vtt"), **fields}
    return CustomMedia.objects.create(
        title=title,
        type="video",
        duration=CLIP_SECONDS,
        file=ContentFile(CLIP, f"{title}.webm"),
        captions_de=ContentFile(CAPTIONS, "untertitel.vtt"),
        transcript="<p>Mara begrüßt Tarik.</p>",
        **fields,
    )


def make_sound(title: str = "Gespräch", **fields) -> CustomMedia:
    return CustomMedia.objects.create(
        title=title,
        type="audio",
        duration=3,
        file=ContentFile(TONE, f"{title}.ogg"),
        transcript="<p>Ein Ton.</p>",
        **fields,
    )


def block(recording: CustomMedia, **value) -> dict:
    """Return a lesson's block that shows the recording, as raw stream data."""
    return {
        "type": recording.type,
        "value": {"title": "So geht es", "recording": recording.pk, "download": False, **value},
    }
