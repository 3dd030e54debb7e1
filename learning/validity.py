"""How long a completion counts, and from when on the course may be taken again. Pure: no Django."""

from calendar import monthrange
from datetime import date, timedelta

RENEW_DAYS = 90  # before the last day: time enough to do it calmly


def last_day(completed_on: date, months: int | None) -> date | None:
    """Return the last day on which a completion counts; None: it counts for ever.

    Where the month has no such day, the last one of that month.
    """
    if months is None:
        return None
    years, month = divmod(completed_on.month - 1 + months, 12)
    year, month = completed_on.year + years, month + 1
    return date(year, month, min(completed_on.day, monthrange(year, month)[1]))


def may_renew(valid_until: date | None, today: date) -> bool:
    """Whether the course may be taken again: shortly before the last day, and ever after."""
    return valid_until is not None and today >= valid_until - timedelta(days=RENEW_DAYS)
