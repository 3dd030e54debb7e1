"""Notes before difficult content: in a lesson they open a way round it."""

from django.utils.translation import gettext_lazy as _

from core.blocks import ContentNoteBlock, SafeRichTextBlock


class LessonNoteBlock(ContentNoteBlock):
    """A content note; with a summary, learners may read that instead of the lesson."""

    summary = SafeRichTextBlock(
        label=_("Summary of the lesson"),
        required=False,
        help_text=_(
            "What everybody should know, without the difficult content. With it, learners may "
            "skip the lesson: reading the summary counts the same, and is shown to nobody. "
            "Without it, the lesson cannot be skipped."
        ),
    )

    class Meta:
        group = _("Care")
        preview_value = {
            "title": "Inhaltshinweis",
            "text": "Diese Lektion beschreibt eine Drohung. Sie können sie überspringen.",
            "summary": "<p>Abstand halten, Hilfe holen, den Wortlaut aufschreiben.</p>",
        }
