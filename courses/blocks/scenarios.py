"""Branching scenarios as authors write them: a list of situations that name each other."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from core.blocks import SafeRichTextBlock
from courses import scenario
from courses.blocks.checked import CheckedBlock
from courses.blocks.questions.base import html_of
from courses.enums import Perspective, Rating, TaskKind

MESSAGES = {
    "empty": _("The scenario has no situations."),
    "duplicate_name": _("Two situations are called “%(situation)s”."),
    "unknown_target": _(
        "In “%(situation)s” the decision “%(decision)s” leads to a situation that does not exist."
    ),
    "missing_feedback": _("In “%(situation)s” the decision “%(decision)s” has no feedback."),
    "dead_end": _("“%(situation)s” is a dead end: it has neither decisions nor a closing text."),
    "unreachable": _("No decision leads to “%(situation)s”."),
    "no_exit": _("From “%(situation)s” one goes round in circles: no path leads to an end."),
    "no_decision": _("The first situation “%(situation)s” offers no decision."),
    "different_targets": _(
        "In “%(situation)s” several decisions may be taken at once, so all of them must lead to "
        "the same situation."
    ),
    "missing_text_version": _(
        "The text version is missing. It is for people who do not want to live through the story."
    ),
}


class DecisionBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Decision"), max_length=500, rows=2)
    rating = blocks.ChoiceBlock(
        label=_("How it turns out"),
        choices=[
            (Rating.GOOD, _("Favourable")),
            (Rating.PARTLY, _("Partly")),
            (Rating.POOR, _("Unfavourable")),
        ],
    )
    consequence = SafeRichTextBlock(label=_("Consequence"), help_text=_("What happens then?"))
    feedback = SafeRichTextBlock(label=_("Feedback"), help_text=_("Why is that so?"))
    target = blocks.CharBlock(
        label=_("Leads to"), max_length=60, help_text=_("Short name of the next situation.")
    )

    class Meta:
        icon = "arrow-right"
        label = _("Decision")
        label_format = "{text}"


class SituationBlock(blocks.StructBlock):
    name = blocks.CharBlock(
        label=_("Short name"), max_length=60, help_text=_("For “Leads to”; learners do not see it.")
    )
    title = blocks.CharBlock(label=_("Title"), max_length=150)
    text = SafeRichTextBlock(label=_("What happens"), required=False)
    several = blocks.BooleanBlock(
        label=_("Several decisions at once"),
        required=False,
        help_text=_("Learners choose as many as they like; all lead to the same situation."),
    )
    decisions = blocks.ListBlock(
        DecisionBlock(),
        label=_("Decisions"),
        default=[],
        help_text=_("A situation without decisions is an end."),
    )

    class Meta:
        icon = "user"
        label = _("Situation")
        label_format = "{name}: {title}"


class ScenarioBlock(CheckedBlock):
    """A graph of situations; refused on save where somebody could get stuck."""

    kind = TaskKind.SCENARIO

    title = blocks.CharBlock(label=_("Title"), max_length=150)
    # No default: editions from before this field must not claim a perspective.
    perspective = blocks.ChoiceBlock(
        label=_("Perspective"),
        choices=[
            (Perspective.COLLEAGUE, _("A colleague")),
            (Perspective.LEADERSHIP, _("A manager")),
            (Perspective.TEAM, _("The team")),
            (Perspective.BYSTANDER, _("Somebody who is there by chance")),
            (Perspective.ATTACKED, _("The person under attack")),
        ],
        help_text=_(
            "In whose place do learners decide? Nobody has to be the person under attack: then "
            "the text version comes first, and the story waits until somebody opens it."
        ),
    )
    introduction = SafeRichTextBlock(label=_("Introduction"), required=False)
    text_version = SafeRichTextBlock(
        label=_("Text version without the story"),
        help_text=_(
            "The same content as plain advice: what to do, and why. It is offered from the start "
            "and counts the same. Nobody can see who chose it."
        ),
    )
    situations = blocks.ListBlock(
        SituationBlock(),
        label=_("Situations"),
        min_num=2,
        help_text=_("The first one is the start."),
    )

    def clean(self, value):
        cleaned = super().clean(value)
        found = scenario.problems(self.to_scenario(cleaned, "new"))
        if found:
            lines = [gettext("Scenario “%(title)s”:") % {"title": cleaned["title"]}]
            lines += [str(MESSAGES[problem.code]) % vars(problem) for problem in found]
            raise StructBlockValidationError(non_block_errors=[ValidationError(" ".join(lines))])
        return cleaned

    def to_scenario(self, value, block_id: str) -> scenario.Scenario:
        """Return the scenario as the rules understand it."""
        return scenario.Scenario(
            id=block_id,
            title=value["title"],
            introduction=html_of(value["introduction"]),
            situations=tuple(self._situation(item) for item in value["situations"]),
            text_version=html_of(value["text_version"]),
            perspective=Perspective(value["perspective"]) if value["perspective"] else None,
        )

    @staticmethod
    def _situation(value) -> scenario.Situation:
        return scenario.Situation(
            name=value["name"].strip(),
            title=value["title"],
            text=html_of(value["text"]),
            several=bool(value["several"]),
            decisions=tuple(
                scenario.Decision(
                    id=str(bound.id),
                    text=bound.value["text"],
                    rating=Rating(bound.value["rating"]),
                    consequence=html_of(bound.value["consequence"]),
                    feedback=html_of(bound.value["feedback"]),
                    target=bound.value["target"].strip(),
                )
                for bound in value["decisions"].bound_blocks
            ),
        )

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        # Only for the preview: the learner side renders the walk of the person.
        context["scenario"] = self.to_scenario(value, "preview")
        return context

    class Meta:
        icon = "redirect"
        group = _("Tasks")
        label = _("Scenario")
        description = _("A case with decisions and consequences, told as people choose.")
        template = "blocks/scenario.html"
        label_format = "{title}"
        preview_value = {
            "title": "Der abgelehnte Antrag",
            "introduction": "<p>Bürgerbüro, 11:40 Uhr. Ein Mann wird laut.</p>",
            "perspective": Perspective.COLLEAGUE,
            "text_version": "<p>Abstand halten, ruhig sprechen, einen Weg zeigen.</p>",
            "situations": [
                {
                    "name": "start",
                    "title": "Was tun Sie zuerst?",
                    "text": "<p>Er beugt sich über den Tisch.</p>",
                    "several": False,
                    "decisions": [
                        {
                            "text": "Ruhig und leiser sprechen",
                            "rating": "good",
                            "consequence": "<p>Er hört auf zu schreien.</p>",
                            "feedback": "<p>Sie zeigen einen Weg.</p>",
                            "target": "ende",
                        }
                    ],
                },
                {
                    "name": "ende",
                    "title": "Rückschau",
                    "text": "<p>Geschafft.</p>",
                    "several": False,
                    "decisions": [],
                },
            ],
        }
