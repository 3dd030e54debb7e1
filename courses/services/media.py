"""Storing pictures and documents of courses that come as files."""

from hashlib import sha1

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from accounts.permissions import SYSTEM
from core.models import CustomDocument, CustomImage


def store_picture(*, actor, name: str, title: str, data: bytes) -> CustomImage:
    """Return the picture with this content; store it where there is none.

    The content must be clean (see `core.drawings`). Raises `PermissionDenied`.
    """
    return _stored(CustomImage, actor, "wagtailimages.add_image", name, title, data)


def store_document(*, actor, name: str, title: str, data: bytes) -> CustomDocument:
    """Return the document with this content; store it where there is none."""
    return _stored(CustomDocument, actor, "wagtaildocs.add_document", name, title, data)


def _stored(model, actor, permission: str, name: str, title: str, data: bytes):
    if actor is not SYSTEM and not actor.has_perm(permission):
        raise PermissionDenied
    digest = sha1(data, usedforsecurity=False).hexdigest()  # Wagtail's own mark of a file
    found = model.objects.filter(file_hash=digest).order_by("pk").first()
    if found is None:
        found = model(title=title, file=ContentFile(data, name))
        found.file_size, found.file_hash = len(data), digest
        found.save()
    return found
