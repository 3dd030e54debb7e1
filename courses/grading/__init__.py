"""Questions: how each kind is asked, read, graded and checked. Import them from here."""

from courses.grading.base import (
    MAX_ITEMS,
    MAX_TEXT,
    Asked,
    Choice,
    Fields,
    Grade,
    GradedOption,
    GradedRow,
    InvalidAnswer,
    Problem,
    Question,
    Row,
    plain,
)
from courses.grading.choice import ChoiceQuestion, Option, TrueFalse
from courses.grading.pool import draw, shuffled

__all__ = [
    "MAX_ITEMS",
    "MAX_TEXT",
    "Asked",
    "Choice",
    "ChoiceQuestion",
    "Fields",
    "Grade",
    "GradedOption",
    "GradedRow",
    "InvalidAnswer",
    "Option",
    "Problem",
    "Question",
    "Row",
    "TrueFalse",
    "draw",
    "plain",
    "shuffled",
]
