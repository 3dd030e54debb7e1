"""What all questions share as authors write them: the fields, and errors where they belong."""

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import BlockGroup, StructBlockValidationError

from core.blocks import SafeRichTextBlock
from core.rich_text import expand
from courses.blocks.checked import CheckedBlock
from courses.enums import TaskKind
from courses.grading import Problem, Question

MESSAGES = {
    "too_few_options": _("A question needs at least two options. Please add one."),
    "no_correct_option": _("No option is marked as correct. Please mark one."),
    "several_correct_options": _(
        "Several options are marked as correct. Please mark one, or use multiple choice."
    ),
    "duplicate_option": _("There is another option with the same words. Please change one."),
    "too_few_items": _("At least two entries are needed. Please add one."),
    "duplicate_item": _("There is another entry with the same words. Please change one."),
    "too_few_targets": _("At least two categories are needed. Please add one."),
    "missing_target": _("Here the words are missing."),
    "duplicate_target": _("The same words stand in another place. Please change one."),
    "no_accepted": _("No answer is accepted. Please add one."),
    "missing_text": _("Here the words are missing."),
    "missing_feedback": _("The feedback is missing. Please explain it in a sentence."),
    "missing_other": _("Please say what is told after every other answer."),
    "mistake_is_right": _("This answer counts as right, so it cannot be a mistake."),
    "answer_not_a_number": _("Please write a number, for example 30 or 2,5."),
    "tolerance_not_a_number": _("Please write a number, for example 5, or leave it empty."),
    "not_a_number": _("Please write a number, for example 30 or 2,5."),
    "missing_case": _("Please write what happened."),
    "too_few_parts": _("A case needs at least two questions. Please add one."),
    "no_questions": _("There is no question yet. Please add one."),
    "draw_too_large": _("There are fewer questions than that. Please add some, or draw fewer."),
    "duplicate_question": _("This question is there already. Please change one of the two."),
}

PLACE = None  # in a path: where `Problem.place` goes


class QuestionBlock(CheckedBlock):
    """The texts and options of every kind. `part=True` makes it a question within a case.

    A kind names in `paths` where each of its problems is mended, and makes the question that
    the rules understand in `_question`.
    """

    kind: TaskKind
    paths: dict[str, tuple] = {}

    case = SafeRichTextBlock(
        label=_("Situation"),
        required=False,
        help_text=_("For a question about a case: what happened before?"),
    )
    question = blocks.TextBlock(label=_("Question"), max_length=500, rows=2)
    feedback = blocks.TextBlock(
        label=_("Feedback on the whole"),
        required=False,
        max_length=1000,
        rows=2,
        help_text=_("Shown after every answer, right or not."),
    )
    ask_certainty = blocks.BooleanBlock(
        label=_("Ask how sure people are"),
        required=False,
        help_text=_("They may say so before they see the feedback. Nobody else gets to see it."),
    )

    only_whole = ("case", "ask_certainty")
    first = ("question",)
    last = ()  # what comes after the kind's own fields
    folded = ("case", "feedback", "ask_certainty")
    folded_heading = _("Situation, feedback on the whole, certainty")

    def __init__(self, local_blocks=None, *, part: bool = False, **kwargs):
        if part:
            self.base_blocks = {
                name: block
                for name, block in self.base_blocks.items()
                if name not in self.only_whole
            }
        super().__init__(local_blocks, **kwargs)

    def get_form_layout(self) -> BlockGroup:
        """Show what every question needs; fold away what only some need."""
        folded = [name for name in self.folded if name in self.child_blocks]
        known = (*self.first, *self.last, *folded)
        own = [name for name in self.child_blocks if name not in known]
        if len(folded) > 1:
            group = {"heading": self.folded_heading, "icon": "plus", "classname": "collapsed"}
            folded = [BlockGroup(folded, **group, label_format=f"{{{folded[0]}}}")]
        return BlockGroup([*self.first, *own, *self.last, *folded])

    def clean(self, value):
        cleaned = super().clean(value)
        found = self.to_question(cleaned, "new").problems()
        if found:
            raise errors_at([(self.path_of(problem, cleaned), problem) for problem in found])
        return cleaned

    def path_of(self, problem: Problem, value) -> tuple:
        """Return where a problem is mended: names of fields, and places in lists."""
        path = self.paths.get(problem.code, ("question",))
        return tuple(problem.place if step is PLACE else step for step in path)

    def to_question(self, value, block_id: str) -> Question:
        """Return the question with its key, as the rules understand it."""
        return self._question(
            value,
            id=block_id,
            kind=self.kind,
            text=value["question"],
            case=html_of(value.get("case")),
            feedback=value["feedback"],
            ask_certainty=bool(value.get("ask_certainty")),
        )

    def _question(self, value, **common) -> Question:
        raise NotImplementedError

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        # Only for the preview: the learner side renders the question without its key.
        context["question"] = self.to_question(value, "preview")
        return context

    class Meta:
        group = _("Tasks")
        template = "blocks/question.html"
        label_format = "{question}"


def html_of(value) -> str:
    """Return rich text as HTML; "" for none, and for paragraphs without a word in them."""
    html = expand(value.source) if value else ""
    return html if strip_tags(html).strip() else ""


def with_ids(values, owner: str = "") -> list[tuple[str, blocks.BoundBlock]]:
    """Return the blocks in a list or stream with their ids.

    What has just been written and not been saved may have none yet; its place will do.
    """
    bound = getattr(values, "bound_blocks", values)
    return [(str(item.id or f"{owner}new-{number}"), item) for number, item in enumerate(bound)]


def list_of(block: blocks.Block, **kwargs) -> blocks.ListBlock:
    """Return a list that starts with two empty items: one never is a question."""
    return blocks.ListBlock(
        block, default=lambda: [block.get_default() for _number in range(2)], **kwargs
    )


def errors_at(found: list[tuple[tuple, Problem]]) -> ValidationError:
    """Return the errors of a struct, each at the end of its path."""
    here = [ValidationError(str(MESSAGES[problem.code])) for path, problem in found if not path]
    steps: dict = {}
    for path, problem in found:
        if path:
            steps.setdefault(path[0], []).append((path[1:], problem))
    below = {step: errors_at(inner) for step, inner in steps.items()}
    if not below:
        return ValidationError(here)
    kind = ListBlockValidationError if isinstance(next(iter(below)), int) else None
    return (kind or StructBlockValidationError)(block_errors=below, non_block_errors=here)
