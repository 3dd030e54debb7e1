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
from courses.grading.case import CaseQuestion
from courses.grading.choice import ChoiceQuestion, Option, TrueFalse
from courses.grading.matching import AssigningQuestion, Item, Target, target_id
from courses.grading.ordering import OrderingQuestion, OrderItem
from courses.grading.pool import asked_of, draw, pool_problems, shuffled
from courses.grading.text import Mistake, NumericQuestion, ShortTextQuestion, numbers

__all__ = [
    "MAX_ITEMS",
    "MAX_TEXT",
    "AssigningQuestion",
    "Asked",
    "CaseQuestion",
    "Choice",
    "ChoiceQuestion",
    "Fields",
    "Grade",
    "GradedOption",
    "GradedRow",
    "InvalidAnswer",
    "Item",
    "Mistake",
    "NumericQuestion",
    "Option",
    "OrderItem",
    "OrderingQuestion",
    "Problem",
    "Question",
    "Row",
    "ShortTextQuestion",
    "Target",
    "TrueFalse",
    "asked_of",
    "draw",
    "numbers",
    "plain",
    "pool_problems",
    "shuffled",
    "target_id",
]
