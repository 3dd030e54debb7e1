"""Sound and video: what may be uploaded, and what is said about what may not."""

import io
import re
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override
from PIL import Image
from wagtail.models import Collection

from core.forms.recordings import VTT_MESSAGES
from core.models import CustomMedia
from core.recordings import content_type_of, is_what_it_says, kind_of
from core.webvtt import WebVTTError
from tests.recordings import CAPTIONS, CHAPTERS, CLIP, TONE, make_sound, make_video

MP4 = b"\0\0\0\x18ftypisom" + b"\0" * 64
QUICKTIME = b"\0\0\0\x14ftypqt  " + b"\0" * 64
BROKEN = CAPTIONS.replace(b":06.", b":66.")
MP3 = b"ID3\x04" + b"\0" * 64


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (CLIP, "webm"),
        (CLIP.replace(b"webm", b"mkv_"), ""),
        (TONE, "ogg"),
        (MP4, "mp4"),
        (QUICKTIME, ""),
        (MP3, "mp3"),
        (b"\xff\xfb\x90\0", "mp3"),
        (b"\xff\xf1\x50\x80", ""),  # AAC without a container
        (b"RIFF\0\0\0\0WAVE", ""),
        (b"<html>", ""),
        (b"", ""),
    ],
)
def test_a_recording_is_known_by_its_first_bytes(head, kind):
    assert kind_of(head) == kind


def test_the_ending_says_how_it_is_served():
    assert content_type_of("x/y.MP4") == "video/mp4"
    assert content_type_of("untertitel.vtt") == "text/vtt; charset=utf-8"
    assert content_type_of("seite.html") == "application/octet-stream"
    assert is_what_it_says("ton.m4a", MP4)
    assert not is_what_it_says("ton.mp3", MP4)
    assert not is_what_it_says("mp3", MP3)


def picture(form: str = "PNG") -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (16, 9)).save(data, form)
    return data.getvalue()


def video_data(**changes) -> dict:
    """Return what the form of a sound video sends. Files are (name, content); None is left out."""
    data = {
        "title": "Am Schalter",
        "file": ("schalter.webm", CLIP),
        "language": "de",
        "duration": "0:12",
        "captions_de": ("u.vtt", CAPTIONS),
        "chapters": ("k.vtt", CHAPTERS),
        "transcript": "null",  # how Wagtail's editor sends an empty text
        "collection": Collection.objects.get().pk,
        "tags": "",
        **changes,
    }
    return {
        name: SimpleUploadedFile(*value) if isinstance(value, tuple) else value
        for name, value in data.items()
        if value is not None
    }


@pytest.fixture
def editor(client, trainer, course_index):
    client.force_login(trainer)
    return client


def add(editor, kind="video", **changes):
    return editor.post(reverse("wagtailmedia:add", args=[kind]), video_data(**changes))


def errors_of(response) -> list[tuple[str, str]]:
    errors = response.context["form"].errors.as_data()
    return [(name, error.code) for name, found in errors.items() for error in found]


def test_a_video_is_stored_with_a_transcript_made_of_its_captions(editor):
    assert add(editor).status_code == 302
    video = CustomMedia.objects.get()
    assert (video.type, video.duration) == ("video", 12)
    assert video.transcript == (
        "<p>Mara: Guten Tag. Setzen Sie sich &amp; atmen Sie durch.</p><p>Tarik: Danke.</p>"
    )
    assert [track.language for track in video.tracks] == ["de"]
    assert [chapter.text for chapter in video.chapter_list] == ["Ankommen", "Grenzen setzen"]


def test_a_typed_transcript_stays(editor):
    typed = (
        '{"blocks":[{"key":"a","type":"unstyled","text":"Getippt","depth":0,'
        '"inlineStyleRanges":[],"entityRanges":[]}],"entityMap":{}}'
    )
    assert add(editor, transcript=typed).status_code == 302
    assert "Getippt" in CustomMedia.objects.get().transcript


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"captions_de": None}, "captions_de", "required"),
        ({"captions_de": ("u.vtt", b"1\n00:01")}, "captions_de", "no_header"),
        (
            {"captions_en": ("u.vtt", BROKEN)},
            "captions_en",
            "bad_timing",
        ),
        ({"duration": "0:08"}, "captions_de", "after_end"),
        ({"duration": "0"}, "duration", "no_duration"),
        ({"duration": None}, "duration", "required"),
        ({"chapters": ("k.vtt", b"WEBVTT\n\n")}, "chapters", "no_cues"),
        ({"file": ("a.mp4", CLIP)}, "file", "content"),
        ({"file": ("a.webm", b"<html><script>")}, "file", "content"),
        ({"file": ("a.html", CLIP)}, "file", "ending"),
        ({"file": ("a.mp3", MP3)}, "file", "ending"),
        ({"thumbnail": ("p.png", b"<svg/>")}, "thumbnail", "content"),
        ({"thumbnail": ("p.gif", picture("GIF"))}, "thumbnail", "content"),
        ({"thumbnail": ("p.png", picture() + b"x" * 600_000)}, "thumbnail", "too_big"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(editor, changes, field, code):
    response = add(editor, **changes)
    assert response.status_code == 200
    assert (field, code) in errors_of(response)
    assert "__all__" not in response.context["form"].errors
    assert not CustomMedia.objects.exists()


def test_a_wrong_file_of_captions_is_named_with_its_line(editor):
    with override("en"):
        response = add(editor, captions_de=("u.vtt", BROKEN), chapters=("k.vtt", b"Kapitel"))
        errors = response.context["form"].errors
    assert str(VTT_MESSAGES["bad_timing"]) % {"line": 9} == errors["captions_de"][0]
    assert str(VTT_MESSAGES["no_header"]) == errors["chapters"][0]


def test_every_mistake_has_its_message():
    codes = set(re.findall(r'"(\w+)"', WebVTTError.__doc__))
    assert codes == set(VTT_MESSAGES)


def test_a_huge_file_is_refused(editor, settings):
    settings.RECORDING_MAX_UPLOAD_SIZE = 1000
    assert errors_of(add(editor)) == [("file", "too_big")]


def test_the_name_of_a_file_follows_its_content(editor):
    add(
        editor,
        captions_de=("boese.html", CAPTIONS),
        thumbnail=("bild.html.jpg", picture("PNG")),
    )
    video = CustomMedia.objects.get()
    assert video.captions_de.name.endswith(".vtt")
    assert video.thumbnail.name.endswith(".png")


def test_sound_needs_a_transcript_or_captions_to_make_it_from(editor):
    sound = {"file": ("ton.ogg", TONE), "captions_de": None, "chapters": None}
    assert errors_of(add(editor, "audio", **sound)) == [("transcript", "required")]
    sound["captions_en"] = ("u.vtt", CAPTIONS)
    assert add(editor, "audio", **sound).status_code == 302


def test_there_is_no_third_kind(editor):
    assert add(editor, "media").status_code == 404


@pytest.mark.parametrize(
    "fields",
    [{"type": "video"}, {"type": "media"}, {"type": "audio", "transcript": ""}],
)
def test_the_database_is_the_last_line(db, fields):
    whole = {"title": "x", "transcript": "<p>x</p>", "file": "recordings/x.mp4", **fields}
    with pytest.raises(IntegrityError), transaction.atomic():
        CustomMedia.objects.create(**whole)


def test_no_two_files_have_one_name(db):
    names = {make_sound("Straße").file.name for _ in range(3)}
    assert len(names) == 3
    assert all(name.endswith("-strasse.ogg") for name in names)


def test_captions_in_the_spoken_language_come_first(db):
    both = {"captions_en": ContentFile(CAPTIONS, "c.vtt")}
    assert [track.language for track in make_video(**both).tracks] == ["de", "en"]
    spoken = make_video(**both, language="en")
    assert [track.label for track in spoken.tracks] == ["English", "Deutsch"]


def test_with_a_recording_its_files_go(db, django_capture_on_commit_callbacks):
    video = make_video()
    files = [video.file, video.captions_de, video.chapters]
    stored = [SimpleNamespace(storage=file.storage, name=file.name) for file in files]
    with django_capture_on_commit_callbacks(execute=True):
        video.delete()
    assert [file.storage.exists(file.name) for file in stored] == [False] * 3


def test_chapters_whose_file_is_gone_break_no_lesson(db):
    video = make_video()
    video.chapters.storage.delete(video.chapters.name)
    video.file.storage.delete(video.file.name)
    assert video.chapter_list == ()
    assert video.get_file_size() == 0
    assert make_sound().chapter_list == ()
