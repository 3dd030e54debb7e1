"""From lessons to a paper: every block has a form for print.

Nothing is left to click: questions stand with room for an answer and their explanation at the
end of the lesson, a scenario as its text version, a recording as its transcript.
"""

from dataclasses import dataclass, field

from django.conf import settings
from django.utils.safestring import mark_safe

from certificates.rendering import ASSET_SCHEME, Job
from core.rich_text import expand
from courses.enums import QUESTION_KINDS, TaskKind
from courses.grading import Question
from handouts.documents import compose

# Raise it with every change of a template or of the style sheet: papers are kept for a week.
REVISION = 2
TEMPLATE = "handouts/pdf/reading.html"
PICTURE = "max-1400x1400|format-jpeg|jpegquality-80"


@dataclass(frozen=True)
class Piece:
    """A block in print: the template that prints it, and what it prints."""

    template: str
    value: object
    questions: tuple[tuple[int, Question], ...] = ()  # with their numbers
    extra: dict = field(default_factory=dict)


@dataclass(frozen=True)
class PrintedLesson:
    """A lesson in print; `questions` are all of it, with their numbers."""

    outline: object
    pieces: list[Piece]
    questions: list[tuple[int, Question]]
    terms: tuple


def paper(reading) -> Job:
    """Return the paper of a `selectors.Reading`, in the language of its edition."""
    pictures: dict[str, bytes] = {}
    below = 1 if reading.single else 2
    lessons = [_lesson(lesson, pictures, below=below) for lesson in reading.lessons]
    context = {
        "reading": reading,
        "course_title": reading.edition.title,
        "lessons": lessons,
        "organisation": reading.organisation,
        "contacts": reading.contacts,
        "reporting_path": [
            line for line in reading.organisation.reporting_path.splitlines() if line.strip()
        ],
        "has_contacts_block": any(
            piece.template.endswith("local_contacts.html")
            for lesson in lessons
            for piece in lesson.pieces
        ),
    }
    return compose(TEMPLATE, context, language=reading.edition.language, assets=pictures)


def printed(value) -> str:
    """Return rich text for print: its links lead to the platform, also from paper."""
    html = expand(value.source) if hasattr(value, "source") else str(value)
    return mark_safe(  # noqa: S308  cleaned whenever it is stored
        html.replace('href="/', f'href="{settings.BASE_URL}/')
    )


def _lesson(lesson, pictures: dict[str, bytes], *, below: int) -> PrintedLesson:
    """Put a lesson into print; its headings stand `below` that level."""
    pieces, questions = [], []
    sections = False
    for child in lesson.stream:
        asked = [
            (len(questions) + number, question)
            for number, question in enumerate(_questions(child), start=1)
        ]
        questions += asked
        piece = _piece(child, tuple(asked), pictures)
        if child.block_type == "heading":
            # No level is left out, also where an author began with a subsection.
            deeper = sections and child.value["level"] == "h3"
            piece.extra["level"] = below + 1 + deeper
            sections = True
        pieces.append(piece)
    return PrintedLesson(lesson.outline, pieces, questions, lesson.terms)


def _questions(child) -> list[Question]:
    if child.block_type in QUESTION_KINDS:
        return [child.block.to_question(child.value, str(child.id))]
    if child.block_type == TaskKind.SELF_CHECK:
        return list(child.block.to_questions(child.value, str(child.id)).values())
    return []


def _piece(child, questions, pictures: dict[str, bytes]) -> Piece:
    kind = "question" if child.block_type in QUESTION_KINDS else child.block_type
    kind = "recording" if kind in {"video", "audio"} else kind
    extra = {}
    if child.block_type == "figure" and child.value["image"]:
        extra["address"] = _picture(child.value["image"], pictures)
    if child.block_type == TaskKind.SCENARIO:
        extra["scenario"] = child.block.to_scenario(child.value, str(child.id))
    return Piece(f"handouts/pdf/blocks/{kind}.html", child.value, questions, extra)


def _picture(image, pictures: dict[str, bytes]) -> str:
    drawing = image.is_svg()  # stays as sharp as it is
    address = f"{ASSET_SCHEME}picture-{image.pk}.{'svg' if drawing else 'jpg'}"
    if address not in pictures:
        source = image if drawing else image.get_rendition(PICTURE)
        with source.file.open("rb") as file:
            pictures[address] = file.read()
    return address
