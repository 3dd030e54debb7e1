"""The form for sound and video: what somebody cannot hear or see, they can read."""

import re
from datetime import timedelta
from pathlib import Path

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html_join, strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from PIL import Image, UnidentifiedImageError
from wagtailmedia.forms import BaseMediaForm
from wagtailmedia.models import MediaType

from core import recordings, webvtt
from core.media_guard import uses_of

CAPTIONS = ("captions_de", "captions_en")
# What a released edition shows of a recording.
KEPT = ("file", "thumbnail", "language", "duration", *CAPTIONS, "chapters", "transcript")
_BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
POSTER_FORMATS = ("JPEG", "PNG", "WEBP")
POSTER_MAX_SIZE = 500 * 1024  # it is sent with the lesson as it is

VTT_MESSAGES = {
    "too_big": gettext_lazy("This file is too big for a WebVTT file."),
    "not_utf8": gettext_lazy(
        "Line %(line)d holds characters that are not UTF-8. Please save the file as UTF-8."
    ),
    "no_header": gettext_lazy("This is not a WebVTT file: line 1 must be WEBVTT."),
    "no_blank_line": gettext_lazy("An empty line is missing before line %(line)d."),
    "no_timing": gettext_lazy(
        "Line %(line)d: a time is missing here, such as 00:05.000 --> 00:08.500."
    ),
    "bad_timing": gettext_lazy(
        "Line %(line)d: this is not a time. Please write it as in 00:05.000 --> 00:08.500."
    ),
    "ends_before_start": gettext_lazy("Line %(line)d: the end comes before the start."),
    "not_in_order": gettext_lazy(
        "Line %(line)d: this starts earlier than the entry before it. Please put the entries in "
        "order."
    ),
    "after_end": gettext_lazy("Line %(line)d: this is later than the end of the recording."),
    "no_text": gettext_lazy("Line %(line)d: the text is missing."),
    "no_cues": gettext_lazy("The file has no entries."),
}


class RecordingForm(BaseMediaForm):
    """wagtailmedia's form; of a recording in a released edition, only title and tags change."""

    duration = forms.DurationField(
        label=gettext_lazy("Duration"),
        help_text=gettext_lazy("Minutes and seconds, for example 4:30."),
    )

    class Meta(BaseMediaForm.Meta):
        widgets = {
            **BaseMediaForm.Meta.widgets,
            **dict.fromkeys((*CAPTIONS, "chapters"), forms.ClearableFileInput),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        seconds = self.instance.duration
        self.initial["duration"] = timedelta(seconds=seconds) if seconds else None
        self.cues: dict[str, tuple[webvtt.Cue, ...]] = {}  # of the files sent with this form
        if self.instance.type == MediaType.VIDEO:
            self.fields["captions_de"].required = True

    def clean_duration(self) -> float:
        seconds = self.cleaned_data["duration"].total_seconds()
        if seconds <= 0:
            raise ValidationError(_("Please enter how long the recording is."), code="no_duration")
        return seconds

    def clean_file(self):
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        _refuse_bigger(file, settings.RECORDING_MAX_UPLOAD_SIZE)
        allowed = recordings.ENDINGS[self.instance.type]
        if recordings.ending_of(file.name) not in allowed:
            raise ValidationError(
                _("Please choose a file of one of these kinds: %(kinds)s.")
                % {"kinds": ", ".join(allowed).upper()},
                code="ending",
            )
        file.seek(0)
        head = file.read(recordings.HEAD)
        file.seek(0)
        if not recordings.is_what_it_says(file.name, head):
            raise ValidationError(
                _("This is not a file of the kind that its name says (%(kind)s).")
                % {"kind": recordings.ending_of(file.name).upper()},
                code="content",
            )
        return file

    def clean_captions_de(self):
        return self._clean_vtt("captions_de")

    def clean_captions_en(self):
        return self._clean_vtt("captions_en")

    def clean_chapters(self):
        return self._clean_vtt("chapters")

    def clean_thumbnail(self):
        file = self.cleaned_data["thumbnail"]
        if not file or "thumbnail" not in self.changed_data:
            return file
        _refuse_bigger(file, POSTER_MAX_SIZE)
        try:
            with Image.open(file, formats=POSTER_FORMATS) as picture:
                picture.verify()
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
            message = _("Please choose a JPEG, PNG or WebP picture.")
            raise ValidationError(message, code="content") from error
        file.name = f"{Path(file.name).stem}.{picture.format.lower()}"
        file.seek(0)
        return file

    def clean(self):
        cleaned = super().clean()
        self._refuse_changes_of_used()
        if not strip_tags(cleaned.get("transcript") or "").strip() and not self.errors:
            cleaned["transcript"] = self._made_from_captions()
        return cleaned

    def _clean_vtt(self, name: str):
        file = self.cleaned_data[name]
        if not file or name not in self.changed_data:
            return file
        duration = self.cleaned_data.get("duration") or 0
        try:
            self.cues[name] = webvtt.parse(file.read(webvtt.MAX_BYTES + 1), duration)
        except webvtt.WebVTTError as error:
            message = str(VTT_MESSAGES[error.code]) % {"line": error.line}
            raise ValidationError(message, code=error.code) from error
        file.seek(0)
        file.name = f"{Path(file.name).stem}.vtt"
        return file

    def _refuse_changes_of_used(self) -> None:
        changed = [name for name in KEPT if name in self.changed_data]
        if "transcript" in changed and self._transcript_stays():
            changed.remove("transcript")
        uses = uses_of([self.instance]).get(self.instance.pk) if changed else None
        for name in changed if uses else ():
            message = _(
                "This recording is part of: %(uses)s. It must stay as it is. Please upload what "
                "is new as a new recording."
            )
            self.add_error(name, ValidationError(message % {"uses": ", ".join(uses)}, code="used"))

    def _transcript_stays(self) -> bool:
        """Whether only the marks differ that the editor gives to paragraphs."""
        texts = (self.initial.get("transcript"), self.cleaned_data.get("transcript"))
        before, after = (_BLOCK_KEY.sub("", text or "") for text in texts)
        return before == after

    def _made_from_captions(self) -> str:
        """Return a transcript of the captions, best those in the spoken language."""
        names = sorted(CAPTIONS, key=lambda name: not name.endswith(self.cleaned_data["language"]))
        for name in names:
            if cues := self.cues.get(name) or self._stored_cues(name):
                paragraphs = webvtt.transcript(cues)
                return format_html_join("", "<p>{}</p>", ((text,) for text in paragraphs))
        message = _("Please write a transcript, or add captions to make it from.")
        self.add_error("transcript", ValidationError(message, code="required"))
        return ""

    def _stored_cues(self, name: str) -> tuple[webvtt.Cue, ...]:
        file = self.cleaned_data.get(name)
        if not file or name in self.changed_data:
            return ()
        with file.open("rb"):
            return webvtt.parse(file.read())


def _refuse_bigger(file, limit: int) -> None:
    if file.size > limit:
        raise ValidationError(
            _("This file is too big. It may have at most %(limit)s.")
            % {"limit": filesizeformat(limit)},
            code="too_big",
        )
