"""Templates to download and use, as files: `lms/content/vorlagen/<name>.yaml`.

`documents_of` makes of each an accessible PDF to print and a DOCX to edit.
"""

from lms.courseware.files import CONTENT_DIR

TEMPLATES_DIR = CONTENT_DIR / "vorlagen"


class TemplateMissing(LookupError):
    """The template has not been written yet; the message names the file."""


def documents_of(name: str) -> list[tuple[str, str, bytes]]:
    """Return file name, title and content of each form: `<name>.pdf` and `<name>.docx`.

    The same file must always give the same bytes: what has not changed is not loaded again.
    Raises `TemplateMissing`.
    """
    if not (TEMPLATES_DIR / f"{name}.yaml").is_file():
        raise TemplateMissing(f"vorlagen/{name}.yaml does not exist yet")
    raise TemplateMissing(f"nothing makes documents of vorlagen/{name}.yaml yet")
