"""Pictures and documents of a released edition stay; everything else may go."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from PIL import Image
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import Collection

from core.blocks import TEXT_FEATURES
from core.media_guard import uses_of
from core.models import CustomDocument, CustomImage, CustomMedia
from courses.models import CoursePage, EditionMedia
from tests import recordings
from tests.factories import make_course, release_course


def png(colour: str) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(data, "PNG")
    return data.getvalue()


def make_image(title: str) -> CustomImage:
    return CustomImage.objects.create(title=title, file=ContentFile(png("red"), f"{title}.png"))


def make_document(title: str) -> CustomDocument:
    file = ContentFile(b"%PDF-1.4", f"{title}.pdf")
    return CustomDocument.objects.create(title=title, file=file)


@pytest.fixture
def image(db):
    return make_image("Lageplan")


@pytest.fixture
def document(db):
    return make_document("Vorfallsbogen")


@pytest.fixture
def editor(client, trainer, course_index, image, document):
    """A trainer; picture and document are part of a released edition."""
    figure = {"image": image.pk, "alt_text": "Plan", "caption": ""}
    link = f'<p><a linktype="document" id="{document.pk}">Bogen</a></p>'
    body = [{"type": "figure", "value": figure}, {"type": "text", "value": link}]
    release_course(make_course(course_index, lessons=[("medien", "Medien", body)]))
    client.force_login(trainer)
    return client


def urls_of(medium) -> tuple[str, str, str]:
    """Return the addresses to edit, to delete, and to delete several."""
    if isinstance(medium, CustomImage):
        names = ("wagtailimages:edit", "wagtailimages:delete")
    else:
        names = ("wagtaildocs:edit", "wagtaildocs:delete")
    model = medium._meta.model_name
    bulk = reverse("wagtail_bulk_action", args=["core", model, "delete"])
    return (*(reverse(name, args=[medium.pk]) for name in names), f"{bulk}?id={medium.pk}")


@pytest.fixture(params=["image", "document"])
def used(request, editor):
    return request.getfixturevalue(request.param)


@pytest.fixture(params=[make_image, make_document])
def unused(request, editor):
    return request.param("unbenutzt")


def messages_of(response) -> str:
    return " ".join(str(message) for message in response.context["messages"])


@pytest.mark.parametrize("method", ["get", "post"])
def test_deleting_what_an_edition_shows_is_refused_with_its_name(editor, used, method):
    edit, delete, _bulk = urls_of(used)
    response = getattr(editor, method)(delete, follow=True)
    assert response.redirect_chain == [(edit, 302)]
    assert "Umgang mit Anfeindungen" in messages_of(response)
    used.refresh_from_db()


def test_deleting_several_is_refused_if_an_edition_shows_one(editor, used):
    make = make_image if isinstance(used, CustomImage) else make_document
    unused = make("unbenutzt")
    _edit, _delete, bulk = urls_of(used)
    response = editor.post(f"{bulk}&id={unused.pk}&next=/admin/", follow=True)
    assert "Umgang mit Anfeindungen" in messages_of(response)
    assert type(used).objects.count() == 2


def test_the_delete_button_of_the_upload_page_is_refused(editor, used):
    name = "wagtailimages" if isinstance(used, CustomImage) else "wagtaildocs"
    response = editor.post(reverse(f"{name}:delete_multiple", args=[used.pk]))
    assert response.status_code == 302
    used.refresh_from_db()


def test_the_database_is_the_last_line(used):
    with pytest.raises(ProtectedError):
        used.delete()


def form_of(medium, content: bytes | None) -> dict:
    data = {"title": "Neuer Titel", "tags": "", "collection": Collection.objects.get().pk}
    if isinstance(medium, CustomImage):
        data |= {f"focal_point_{name}": "" for name in ("x", "y", "width", "height")}
        data["description"] = ""
    if content:
        data["file"] = SimpleUploadedFile(medium.file.name.rsplit("/")[-1], content)
    return data


def other_content(medium) -> bytes:
    return png("blue") if isinstance(medium, CustomImage) else b"%PDF-1.7"


def test_another_file_for_what_an_edition_shows_is_refused(editor, used):
    edit, _delete, _bulk = urls_of(used)
    before = used.file.read()
    response = editor.post(edit, form_of(used, other_content(used)))
    assert "Umgang mit Anfeindungen" in str(response.context["form"].errors["file"])
    assert type(used).objects.get(pk=used.pk).file.read() == before


def test_title_and_tags_may_change(editor, used):
    edit, _delete, _bulk = urls_of(used)
    assert editor.post(edit, form_of(used, None)).status_code == 302
    used.refresh_from_db()
    assert used.title == "Neuer Titel"


def test_what_no_edition_shows_may_change_and_go(editor, unused):
    edit, delete, _bulk = urls_of(unused)
    assert editor.post(edit, form_of(unused, other_content(unused))).status_code == 302
    assert editor.post(delete).status_code == 302
    assert not type(unused).objects.filter(pk=unused.pk).exists()


def test_several_that_no_edition_shows_may_go(editor, unused):
    _edit, _delete, bulk = urls_of(unused)
    editor.post(f"{bulk}&next=/admin/")
    assert not type(unused).objects.filter(pk=unused.pk).exists()


def test_a_document_of_the_introduction_stays_too(editor):
    unused = make_document("Merkblatt")
    course = CoursePage.objects.get()
    course.introduction = f'<p><a linktype="document" id="{unused.pk}">Bogen</a></p>'
    course.save_revision().publish()
    release_course(course)
    assert list(uses_of([unused])) == [unused.pk]


@pytest.fixture
def shown_video(client, trainer, course_index):
    """A recording of a released edition; the client is a trainer."""
    video = recordings.make_video()
    lessons = [("film", "Film", [recordings.block(video)])]
    release_course(make_course(course_index, lessons=lessons))
    client.force_login(trainer)
    return video


def video_form(video, **changes) -> dict:
    return {
        "title": "Neuer Titel",
        "language": video.language,
        "duration": "0:12",
        "transcript": from_html(video.transcript),
        "collection": video.collection_id,
        "tags": "",
        **changes,
    }


def from_html(html: str) -> str:
    converter = ContentstateConverter(features=TEXT_FEATURES)
    return converter.from_database_format(html)


@pytest.mark.parametrize("method", ["get", "post"])
def test_deleting_a_recording_of_an_edition_is_refused(client, shown_video, method):
    delete = reverse("wagtailmedia:delete", args=[shown_video.pk])
    response = getattr(client, method)(delete, follow=True)
    edit = reverse("wagtailmedia:edit", args=[shown_video.pk])
    assert response.redirect_chain == [(edit, 302)]
    assert "Umgang mit Anfeindungen" in messages_of(response)
    assert CustomMedia.objects.filter(pk=shown_video.pk).exists()


def test_of_a_recording_of_an_edition_only_title_and_tags_change(client, shown_video):
    edit = reverse("wagtailmedia:edit", args=[shown_video.pk])
    changes = {
        "file": SimpleUploadedFile("neu.webm", recordings.CLIP + b"\0"),
        "captions_de": SimpleUploadedFile("neu.vtt", recordings.CAPTIONS),
        "chapters-clear": "on",
        "duration": "0:13",
        "language": "en",
        "transcript": from_html("<p>Anders</p>"),
    }
    response = client.post(edit, video_form(shown_video, **changes))
    errors = response.context["form"].errors.as_data()
    assert {name: [error.code for error in found] for name, found in errors.items()} == {
        name: ["used"]
        for name in ("file", "captions_de", "chapters", "duration", "language", "transcript")
    }
    response = client.post(edit, video_form(shown_video))
    assert response.status_code == 302, response.context["form"].errors
    after = CustomMedia.objects.get(pk=shown_video.pk)
    assert after.title == "Neuer Titel"
    assert [getattr(after, name).name for name in after.FILES] == [
        getattr(shown_video, name).name for name in after.FILES
    ]


def test_a_recording_of_no_edition_may_change_and_go(client, trainer, course_index):
    client.force_login(trainer)
    video = recordings.make_video()
    edit = reverse("wagtailmedia:edit", args=[video.pk])
    new = SimpleUploadedFile("neu.webm", recordings.CLIP + b"\0")
    assert client.post(edit, video_form(video, file=new)).status_code == 302
    assert CustomMedia.objects.get().file.url != video.file.url
    assert client.post(reverse("wagtailmedia:delete", args=[video.pk])).status_code == 302
    assert not CustomMedia.objects.exists()


def test_the_database_keeps_a_recording(shown_video):
    with pytest.raises(ProtectedError):
        shown_video.delete()


@pytest.mark.parametrize("kinds", [(), ("image", "document"), ("image", "document", "recording")])
def test_a_row_names_exactly_one_medium(shown_video, image, document, kinds):
    media = {"image": image, "document": document, "recording": recordings.make_sound()}
    edition = EditionMedia.objects.get().edition
    with pytest.raises(IntegrityError), transaction.atomic():
        EditionMedia.objects.create(edition=edition, **{kind: media[kind] for kind in kinds})


def test_releases_of_recordings_refuse_changes_in_the_database(shown_video):
    with pytest.raises(DatabaseError), transaction.atomic():
        EditionMedia.objects.update(recording=recordings.make_sound())
