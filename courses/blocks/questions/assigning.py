"""Matching and sorting: what belongs to what."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.blocks.questions.base import PLACE, QuestionBlock, list_of, with_ids
from courses.enums import TaskKind
from courses.grading import AssigningQuestion, Item, Target, target_id


class PairBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Entry"), max_length=300, rows=1)
    partner = blocks.CharBlock(label=_("Belongs to"), max_length=150)
    feedback = blocks.TextBlock(
        label=_("Feedback"),
        max_length=1000,
        rows=2,
        help_text=_("Shown after the answer. Why do the two belong together?"),
    )

    class Meta:
        icon = "link"
        label = _("Pair")
        label_format = "{text} – {partner}"


class MatchingBlock(QuestionBlock):
    kind = TaskKind.MATCHING
    paths = {
        "too_few_items": ("pairs",),
        "missing_text": ("pairs", PLACE, "text"),
        "duplicate_item": ("pairs", PLACE, "text"),
        "missing_feedback": ("pairs", PLACE, "feedback"),
    }

    pairs = list_of(
        PairBlock(),
        label=_("Pairs"),
        max_num=12,
        help_text=_("Learners see what they belong to mixed, and choose for each entry."),
    )
    spare = blocks.ListBlock(
        blocks.CharBlock(label=_("Partner"), max_length=150),
        label=_("Partners that belong to nothing"),
        default=[],
        max_num=6,
        help_text=_("If you like: they make guessing harder."),
    )

    def path_of(self, problem, value):
        """Partners come from the pairs first, then from those that belong to nothing."""
        if problem.code not in ("missing_target", "duplicate_target"):
            return super().path_of(problem, value)
        pairs = len(value["pairs"])
        if problem.place < pairs:
            return ("pairs", problem.place, "partner")
        return ("spare", problem.place - pairs)

    def _question(self, value, **common):
        pairs = [(name, pair.value) for name, pair in with_ids(value["pairs"])]
        spare = with_ids(value["spare"], "spare-")
        return AssigningQuestion(
            **common,
            items=tuple(
                Item(name, pair["text"], target_id(name), pair["feedback"]) for name, pair in pairs
            ),
            targets=(
                *(Target(target_id(name), pair["partner"]) for name, pair in pairs),
                *(Target(target_id(name), text.value) for name, text in spare),
            ),
        )

    class Meta:
        icon = "link"
        label = _("Matching")
        description = _("Pairs: learners choose for each entry what it belongs to.")
        preview_value = {
            "case": "",
            "question": "Wer hilft wobei?",
            "pairs": [
                {"text": "110", "partner": "Akute Gefahr", "feedback": "Rund um die Uhr."},
                {
                    "text": "116 006",
                    "partner": "Opfer von Straftaten",
                    "feedback": "Das Opfer-Telefon des WEISSEN RINGS.",
                },
            ],
            "spare": ["Auskunft über einen Bescheid"],
            "feedback": "",
        }


class SortedItemBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Entry"), max_length=300, rows=1)
    feedback = blocks.TextBlock(
        label=_("Feedback"),
        max_length=1000,
        rows=2,
        help_text=_("Shown after the answer. Why does it belong here?"),
    )

    class Meta:
        icon = "tag"
        label = _("Entry")
        label_format = "{text}"


class CategoryBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Category"), max_length=150)
    items = blocks.ListBlock(SortedItemBlock(), label=_("What belongs here"), min_num=1, max_num=12)

    class Meta:
        icon = "folder"
        label = _("Category")
        label_format = "{title}"


class SortingBlock(QuestionBlock):
    kind = TaskKind.SORTING

    categories = list_of(
        CategoryBlock(),
        label=_("Categories"),
        max_num=6,
        help_text=_("Learners see all entries mixed, and choose the category of each."),
    )

    def path_of(self, problem, value):
        """Items are counted over all categories."""
        if problem.place is None:
            return ("categories",)
        if problem.code in ("missing_target", "duplicate_target"):
            return ("categories", problem.place, "title")
        places = [
            (category, item)
            for category, inner in enumerate(value["categories"])
            for item in range(len(inner["items"]))
        ]
        category, item = places[problem.place]
        field = "feedback" if problem.code == "missing_feedback" else "text"
        return ("categories", category, "items", item, field)

    def _question(self, value, **common):
        categories = with_ids(value["categories"])
        return AssigningQuestion(
            **common,
            items=tuple(
                Item(name, item.value["text"], category, item.value["feedback"])
                for category, inner in categories
                for name, item in with_ids(inner.value["items"], category)
            ),
            targets=tuple(Target(name, inner.value["title"]) for name, inner in categories),
        )

    class Meta:
        icon = "folder-open-inverse"
        label = _("Sorting")
        description = _("Entries to be sorted into categories.")
        preview_value = {
            "case": "",
            "question": "Welche Stufe ist das?",
            "categories": [
                {
                    "title": "Stufe 1",
                    "items": [{"text": "Beschimpfung", "feedback": "Verbale Aggression."}],
                },
                {
                    "title": "Stufe 2",
                    "items": [{"text": "Handgreiflichkeit", "feedback": "Körperliche Gewalt."}],
                },
            ],
            "feedback": "",
        }
