"""What a recording really is, told by its first bytes, and how each kind is served.

Pure: no Django. The ending of a name is a claim; the first bytes are what browsers go by.
"""

# How long a beginning must be for `kind_of` to tell.
HEAD = 64

ENDINGS = {"audio": ["mp3", "m4a", "ogg"], "video": ["mp4", "webm"]}
CONTENT_TYPES = {
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "ogg": "audio/ogg",
    "png": "image/png",
    "vtt": "text/vtt; charset=utf-8",
    "webm": "video/webm",
    "webp": "image/webp",
}
# M4A is the same container as MP4; the ending says that there is no picture in it.
_KINDS = {"m4a": "mp4", "mp4": "mp4", "mp3": "mp3", "ogg": "ogg", "webm": "webm"}


def ending_of(name: str) -> str:
    """Return the ending of a file name in small letters, without the dot; "" for none."""
    return name.rpartition(".")[2].lower() if "." in name else ""


def content_type_of(name: str) -> str:
    """Return the content type that a file of ours is served with."""
    return CONTENT_TYPES.get(ending_of(name), "application/octet-stream")


def is_what_it_says(name: str, head: bytes) -> bool:
    """Whether the first bytes are those of a file with this ending."""
    return _KINDS.get(ending_of(name), "?") == kind_of(head)


def kind_of(head: bytes) -> str:
    """Return "mp4", "webm", "ogg", "mp3", or "" for everything else."""
    if head[4:8] == b"ftyp" and head[8:12] != b"qt  ":  # QuickTime plays in Safari only
        return "mp4"
    if head.startswith(b"\x1a\x45\xdf\xa3") and b"webm" in head[:HEAD]:
        return "webm"
    if head.startswith(b"OggS"):
        return "ogg"
    if head.startswith(b"ID3") or _is_mp3_frame(head[:2]):
        return "mp3"
    return ""


def _is_mp3_frame(start: bytes) -> bool:
    """Eleven set bits, a version that exists, and layer III."""
    return (
        len(start) == 2
        and start[0] == 0xFF
        and start[1] & 0xE0 == 0xE0
        and start[1] & 0x18 != 0x08
        and start[1] & 0x06 == 0x02
    )
