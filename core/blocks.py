"""General content blocks: text, callouts, pictures, steps. They ask nothing of the reader."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText
from wagtailmedia.blocks import AudioChooserBlock, VideoChooserBlock

from core.sanitising import sanitise

TEXT_FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link"]
INLINE_FEATURES = ["bold", "italic", "link"]


class SafeRichTextBlock(blocks.RichTextBlock):
    """Rich text that is cleaned whenever it is written, also where nobody calls `clean`."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", TEXT_FEATURES)
        super().__init__(**kwargs)

    def clean(self, value):
        return RichText(sanitise(super().clean(value).source))

    def get_prep_value(self, value):
        return sanitise(super().get_prep_value(value))

    def get_form_state(self, value):
        """Give the editor what it can open, also of texts that were stored otherwise."""
        return super().get_form_state(RichText(sanitise(value.source)))


class HeadingBlock(blocks.StructBlock):
    text = blocks.CharBlock(label=_("Heading"), max_length=150)
    level = blocks.ChoiceBlock(
        label=_("Level"),
        choices=[("h2", _("Section")), ("h3", _("Subsection"))],
        default="h2",
    )

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("Divides a lesson into sections. The lesson title itself stands above.")
        template = "blocks/heading.html"
        preview_value = {"text": "Abstand halten", "level": "h2"}
        label_format = "{text}"


class TextBlock(SafeRichTextBlock):
    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, lists and links.")
        template = "blocks/text.html"
        preview_value = (
            "<p>Sie dürfen ein Gespräch <b>jederzeit beenden</b>, wenn Sie sich bedroht fühlen.</p>"
        )


class CalloutBlock(blocks.StructBlock):
    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[
            ("info", _("Good to know")),
            ("warning", _("Caution")),
            ("legal", _("Legal position")),
            ("help", _("Help")),
        ],
        default="info",
    )
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = SafeRichTextBlock(label=_("Text"))

    class Meta:
        icon = "warning"
        label = _("Callout")
        description = _("Sets one thought apart: a hint, a warning, the legal position or help.")
        template = "blocks/callout.html"
        preview_value = {
            "kind": "legal",
            "title": "Rechtsstand März 2022",
            "text": "<p>Die Frist für einen Strafantrag beträgt drei Monate.</p>",
        }
        label_format = "{title}"


class FigureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Image"))
    alt_text = blocks.CharBlock(
        label=_("Text alternative"),
        max_length=250,
        help_text=_("What does somebody need to know who cannot see the picture?"),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=250)
    description = SafeRichTextBlock(
        label=_("Picture in words"),
        required=False,
        help_text=_(
            "What a diagram says, in full: for people who cannot see it, and for the search."
        ),
    )

    class Meta:
        icon = "image"
        label = _("Figure")
        description = _("A picture with a text alternative and, if you like, a caption.")
        template = "blocks/figure.html"
        preview_value = {
            "image": None,
            "alt_text": "Lageplan",
            "caption": "Rückzugswege am Schalter",
        }
        label_format = "{alt_text}"


class QuotationBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Quotation"), max_length=1000)
    source = blocks.CharBlock(
        label=_("Source"), max_length=250, help_text=_("Person or work, and the year.")
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")
        description = _("Somebody else's words, with the source named.")
        template = "blocks/quotation.html"
        preview_value = {
            "text": "Die Würde des Menschen ist unantastbar.",
            "source": "Grundgesetz, Artikel 1 Absatz 1",
        }
        label_format = "{source}"


class StepsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    kind = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[("steps", _("Steps in this order")), ("checklist", _("Checklist"))],
        default="steps",
    )
    items = blocks.ListBlock(
        SafeRichTextBlock(label=_("Item"), features=INLINE_FEATURES),
        label=_("Items"),
        min_num=2,
    )

    class Meta:
        icon = "list-ol"
        label = _("Steps or checklist")
        description = _("What to do one after the other, or a list to tick off on paper.")
        template = "blocks/steps.html"
        preview_value = {
            "title": "Bei einer Drohung",
            "kind": "steps",
            "items": ["<p>Aufstehen und Abstand halten</p>", "<p>Alarm auslösen</p>"],
        }
        label_format = "{title}"


class AccordionItemBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=150)
    text = SafeRichTextBlock(label=_("Text"))

    class Meta:
        icon = "plus"
        label = _("Section")


class AccordionBlock(blocks.ListBlock):
    def __init__(self, **kwargs):
        super().__init__(AccordionItemBlock(), min_num=1, **kwargs)

    class Meta:
        icon = "list-ul"
        label = _("Accordion")
        description = _("Folded sections for further reading, for example the sources.")
        template = "blocks/accordion.html"
        preview_value = [{"title": "Quellen", "text": "<p>Arbeitsschutzgesetz, § 5</p>"}]


class DownloadBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    description = blocks.CharBlock(label=_("What it is for"), required=False, max_length=250)

    class Meta:
        icon = "download"
        label = _("Download")
        description = _("A document to take along, shown with its format and size.")
        template = "blocks/download.html"
        preview_value = {"document": None, "description": "Vorfallsbogen zum Ausfüllen"}


class RecordingBlock(blocks.StructBlock):
    """What video and sound share. Captions and transcript belong to the recording."""

    title = blocks.CharBlock(label=_("Title"), max_length=150)
    download = blocks.BooleanBlock(label=_("Offer the file for download"), required=False)

    class Meta:
        label_format = "{title}"


class VideoBlock(RecordingBlock):
    recording = VideoChooserBlock(label=_("Video"))

    class Meta:
        icon = "wagtailmedia-video"
        label = _("Video")
        description = _("A video with captions, chapters and transcript. It plays when asked to.")
        template = "blocks/video.html"
        preview_value = {"title": "Ein Rückzugsweg am Schalter", "recording": None}


class AudioBlock(RecordingBlock):
    recording = AudioChooserBlock(label=_("Sound recording"))

    class Meta:
        icon = "wagtailmedia-audio"
        label = _("Sound recording")
        description = _("A recording to listen to, with its transcript. It plays when asked to.")
        template = "blocks/audio.html"
        preview_value = {"title": "Gespräch mit der Ansprechstelle", "recording": None}


class ContentNoteBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), default="Inhaltshinweis", max_length=120)
    text = blocks.TextBlock(
        label=_("Text"),
        max_length=600,
        help_text=_("Say briefly what is coming and what one can do instead."),
    )

    class Meta:
        icon = "view"
        label = _("Content note")
        description = _("Announces difficult content, so that readers can choose.")
        template = "blocks/content_note.html"
        preview_value = {
            "title": "Inhaltshinweis",
            "text": "Diese Lektion beschreibt eine Drohung. Sie können sie überspringen.",
        }


GENERAL_BLOCKS = [
    ("heading", HeadingBlock(group=_("Text"))),
    ("text", TextBlock(group=_("Text"))),
    ("callout", CalloutBlock(group=_("Text"))),
    ("quotation", QuotationBlock(group=_("Text"))),
    ("steps", StepsBlock(group=_("Text"))),
    ("accordion", AccordionBlock(group=_("Text"))),
    ("figure", FigureBlock(group=_("Media"))),
    ("video", VideoBlock(group=_("Media"))),
    ("audio", AudioBlock(group=_("Media"))),
    ("download", DownloadBlock(group=_("Media"))),
    ("content_note", ContentNoteBlock(group=_("Care"))),
]
