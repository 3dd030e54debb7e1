"""Recordings are served in pieces, to those who may have them, and nothing else is."""

import io

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction

from core.views import recordings as views
from tests.recordings import CAPTIONS, CLIP, make_sound, make_video

SIZE = len(CLIP)


@pytest.fixture
def video(db):
    return make_video()


def fetch(client, video, byte_range: str = "", **headers):
    if byte_range:
        headers["range"] = byte_range
    response = client.get(video.file.url, headers=headers)
    response.body = b"".join(response) if response.streaming else response.content
    return response


def test_a_recording_is_served_whole(client, video):
    response = fetch(client, video)
    assert (response.status_code, response.body) == (200, CLIP)
    assert response["Content-Length"] == str(SIZE)
    assert response["Content-Type"] == "video/webm"
    assert response["Accept-Ranges"] == "bytes"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert response["Cache-Control"] == "private, max-age=31536000, immutable"


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-99", 0, 100),
        ("bytes=100-199", 100, 200),
        ("bytes=1000-", 1000, SIZE),
        ("bytes=1000-999999", 1000, SIZE),
        ("bytes=-10", SIZE - 10, SIZE),
        ("bytes=-999999", 0, SIZE),
        ("bytes= 0 - 0", 0, 1),
    ],
)
def test_a_part_is_served(client, video, asked, start, end):
    response = fetch(client, video, asked)
    assert (response.status_code, response.body) == (206, CLIP[start:end])
    assert response["Content-Range"] == f"bytes {start}-{end - 1}/{SIZE}"
    assert response["Content-Length"] == str(end - start)


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", f"bytes={SIZE}-{SIZE + 9}", "bytes=-0"])
def test_what_lies_behind_the_end_is_refused(client, video, asked):
    response = fetch(client, video, asked)
    assert (response.status_code, response.body) == (416, b"")
    assert response["Content-Range"] == f"bytes */{SIZE}"


@pytest.mark.parametrize(
    "asked",
    [
        "bytes=",
        "bytes=-",
        "bytes=5-2",
        "bytes=0-1,4-5",
        "items=0-5",
        "bytes=a-b",
        f"bytes={9**99}-",
    ],
)
def test_what_is_not_understood_is_answered_with_everything(client, video, asked):
    response = fetch(client, video, asked)
    assert (response.status_code, response.body) == (200, CLIP)


def test_an_open_end_gets_one_piece_at_a_time(client, video, monkeypatch):
    monkeypatch.setattr(views, "PIECE", 500)
    first = fetch(client, video, "bytes=0-")
    assert first["Content-Range"] == f"bytes 0-499/{SIZE}"
    assert fetch(client, video, "bytes=500-").body == CLIP[500:1000]


def test_who_asks_for_the_headers_gets_no_body(client, video):
    response = client.head(video.file.url, headers={"range": "bytes=0-9"})
    assert (response.status_code, response.content) == (200, b"")
    assert response["Content-Length"] == str(SIZE)


def test_a_part_is_only_added_to_the_same_file(client, video):
    etag = fetch(client, video)["ETag"]
    assert fetch(client, video, "bytes=5-9", **{"if-range": etag}).status_code == 206
    assert fetch(client, video, "bytes=5-9", **{"if-range": '"other"'}).status_code == 200
    unchanged = fetch(client, video, **{"if-none-match": etag})
    assert (unchanged.status_code, unchanged.body) == (304, b"")


def test_captions_and_chapters_are_served_as_what_they_are(client, video):
    response = client.get(video.captions_de.url)
    assert b"".join(response) == CAPTIONS
    assert response["Content-Type"] == "text/vtt; charset=utf-8"
    assert client.get(video.chapters.url).status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "andere.webm",
        "..%2Flms.sqlite3",
        "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "%2Fetc%2Fpasswd",
        "..\\x.webm",
        "%00",
        " ",
    ],
)
def test_other_names_lead_nowhere(client, video, name):
    address = reverse("recording", args=[video.pk, "x"])[:-1] + name
    assert client.get(address).status_code == 404


def test_the_file_of_another_recording_is_not_there(client, video):
    other = make_sound()
    name = other.file.name.rpartition("/")[2]
    assert client.get(reverse("recording", args=[video.pk, name])).status_code == 404
    assert client.get(reverse("recording", args=[9999, name])).status_code == 404


def test_a_file_that_is_gone_is_not_there(client, video):
    video.file.storage.delete(video.file.name)
    assert client.get(video.file.url).status_code == 404


def test_nothing_can_be_sent_there(client, video):
    assert client.post(video.file.url).status_code == 405


def restrict(video, kind: str) -> CollectionViewRestriction:
    collection = Collection.get_first_root_node().add_child(name="Intern")
    video.collection = collection
    video.save()
    return CollectionViewRestriction.objects.create(collection=collection, restriction_type=kind)


def test_a_restricted_collection_is_for_those_signed_in(client, video, learner):
    restrict(video, CollectionViewRestriction.LOGIN)
    assert client.get(video.file.url).status_code == 404
    assert client.get(video.captions_de.url).status_code == 404
    client.force_login(learner)
    assert client.get(video.file.url).status_code == 200


def test_a_restricted_collection_is_for_one_group(client, video, learner, trainer):
    restriction = restrict(video, CollectionViewRestriction.GROUPS)
    restriction.groups.add(Group.objects.get(user=trainer))
    client.force_login(learner)
    assert client.get(video.file.url).status_code == 404
    client.force_login(trainer)
    assert client.get(video.file.url).status_code == 200


class Endless(io.RawIOBase):
    """A file of any length that remembers how much was read at once."""

    def __init__(self):
        self.largest = 0

    def seek(self, place, whence=0):
        return place

    def read(self, size=-1):
        self.largest = max(self.largest, size)
        return bytes(size)


def test_memory_does_not_grow_with_the_file():
    file = Endless()
    part = views.Part(file, 0, 300 * 1024 * 1024)
    assert sum(len(piece) for piece in part) == 300 * 1024 * 1024
    assert file.largest == views.CHUNK
    part.close()
    assert file.closed


def test_two_queries_serve_a_piece(client, video, django_assert_num_queries):
    with django_assert_num_queries(2):
        fetch(client, video, "bytes=0-9")
