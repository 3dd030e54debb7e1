"""Deleting pictures, documents and recordings: refused with the reason while a use must stay.

These views stand before Wagtail's own of the same address (see `core.wagtail_hooks`).
"""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.documents.views import documents
from wagtail.documents.views import multiple as many_documents
from wagtail.images.views import images
from wagtail.images.views import multiple as many_images
from wagtailmedia.views import media as recordings

from core.media_guard import uses_of
from core.models import CustomMedia


def refuse_if_used(request, media) -> bool:
    """Tell why some of these media must stay; return whether there is any such."""
    uses = uses_of(media)
    for medium in media:
        if medium.pk in uses:
            messages.error(
                request,
                _(
                    "“%(title)s” cannot be deleted. It is shown in: %(uses)s. People who learn "
                    "with a released edition keep what they have."
                )
                % {"title": medium.title, "uses": ", ".join(uses[medium.pk])},
            )
    return bool(uses)


class KeepUsedMixin:
    """Lead back to the medium instead of asking whether to delete it."""

    def run_before_hook(self):
        if refuse_if_used(self.request, [self.object]):
            return redirect(self.edit_url_name, self.object.pk)
        return super().run_before_hook()


class DeleteImageView(KeepUsedMixin, images.DeleteView):
    edit_url_name = "wagtailimages:edit"


class DeleteDocumentView(KeepUsedMixin, documents.DeleteView):
    edit_url_name = "wagtaildocs:edit"


class KeepUsedUploadMixin:
    """The delete button of the upload page, which expects JSON."""

    def post(self, request, *args, **kwargs):
        medium = self.get_model().objects.filter(pk=kwargs[self.pk_url_kwarg]).first()
        if medium and uses_of([medium]):
            raise PermissionDenied
        return super().post(request, *args, **kwargs)


class DeleteUploadedImageView(KeepUsedUploadMixin, many_images.DeleteView):
    pass


class DeleteUploadedDocumentView(KeepUsedUploadMixin, many_documents.DeleteView):
    pass


def delete_recording(request, media_id: int):
    """wagtailmedia's page, unless the recording must stay."""
    recording = get_object_or_404(CustomMedia, pk=media_id)
    if refuse_if_used(request, [recording]):
        return redirect("wagtailmedia:edit", media_id)
    return recordings.delete(request, media_id)
