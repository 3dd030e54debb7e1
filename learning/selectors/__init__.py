"""Reading the record of learning. Each function asks who is looking."""

from learning.models.record import ORIGIN_LABELS
from learning.selectors.completions import HR_COLUMNS, completions_for, courses_completed_in

__all__ = ["HR_COLUMNS", "ORIGIN_LABELS", "completions_for", "courses_completed_in"]
