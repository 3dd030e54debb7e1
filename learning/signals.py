"""Signals of the learning app, sent inside the transaction with `send`.

An error in a receiver rolls the whole command back: a completion and what must come with it
exist together or not at all.
"""

from django.dispatch import Signal

course_completed = Signal()  # completion: learning.models.Completion, just created
# completion: what a trainer has just withdrawn; actor; reason: may be read by everybody
completion_withdrawn = Signal()
feedback_sent = Signal()  # feedback: learning.models.Feedback, just created
