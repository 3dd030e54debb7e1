"""Signals of the courses app, sent inside the transaction with `send`."""

from django.dispatch import Signal

edition_released = Signal()  # edition: courses.models.CourseEdition, just created
