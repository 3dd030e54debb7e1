"""A self-check: several questions at the end of a module, drawn from a pool if one likes."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks import SafeRichTextBlock
from courses.blocks.checked import CheckedBlock
from courses.blocks.questions import question_blocks
from courses.blocks.questions.base import errors_at, with_ids
from courses.blocks.questions.choice import SINGLE_PREVIEW, TRUE_FALSE_PREVIEW
from courses.enums import TaskKind
from courses.grading import Problem, Question, pool_problems


class SelfCheckBlock(CheckedBlock):
    """A container of questions, each answered on its own, shown together."""

    kind = TaskKind.SELF_CHECK

    title = blocks.CharBlock(label=_("Title"), max_length=150)
    introduction = SafeRichTextBlock(label=_("Introduction"), required=False)
    draw = blocks.IntegerBlock(
        label=_("How many of them each person gets"),
        required=False,
        min_value=1,
        help_text=_(
            "Empty: all. With a number, that many are drawn for each person, always the same "
            "ones for the same person."
        ),
    )
    questions = blocks.StreamBlock(
        question_blocks(), label=_("Questions"), max_num=50, collapsed=True
    )

    def clean(self, value):
        cleaned = super().clean(value)
        questions = self.to_questions(cleaned, "new")
        found = pool_problems(list(questions.values()), cleaned["draw"] or 0)
        if found:
            raise errors_at([(_path_of(problem), problem) for problem in found])
        return cleaned

    def to_questions(self, value, block_id: str) -> dict[str, Question]:
        """Return the questions by their id, as the rules understand them."""
        named = with_ids(value["questions"], block_id)
        return {name: item.block.to_question(item.value, name) for name, item in named}

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        # Only for the preview: the learner side renders the questions drawn for the person.
        context["questions"] = list(self.to_questions(value, "preview").values())
        return context

    class Meta:
        icon = "clipboard-list"
        group = _("Tasks")
        label = _("Self-check with several questions")
        description = _("Questions shown together, for example at the end of a module.")
        template = "blocks/self_check.html"
        label_format = "{title}"
        preview_value = {
            "title": "Selbsttest zum Modul",
            "introduction": "",
            "questions": [
                (TaskKind.SINGLE_CHOICE, SINGLE_PREVIEW),
                (TaskKind.TRUE_FALSE, TRUE_FALSE_PREVIEW),
            ],
            "draw": None,
        }


def _path_of(problem: Problem) -> tuple:
    if problem.code == "duplicate_question":
        return ("questions", problem.place, "question")
    return ("draw",) if problem.code == "draw_too_large" else ("questions",)
