"""What somebody typed into the form of a block, as it arrives."""

from django.http import HttpRequest

HOUSEKEEPING = {"csrfmiddlewaretoken", "owner", "command_id", "seen"}
MAX_FIELDS = 600  # of the largest case that an author can write
MAX_LENGTH = 2000


class TooMuch(ValueError):
    """More, or longer, than any form of ours sends."""


def fields_of(request: HttpRequest) -> dict[str, list[str]]:
    """Return the fields of a form without those that every form has. Raises `TooMuch`."""
    fields = {name: values for name, values in request.POST.lists() if name not in HOUSEKEEPING}
    texts = [text for values in fields.values() for text in values]
    if len(texts) > MAX_FIELDS or any(len(text) > MAX_LENGTH for text in [*fields, *texts]):
        raise TooMuch
    return fields
