"""What questions and scenarios share: they are checked in full, in drafts too."""

from wagtail import blocks


class CheckedBlock(blocks.StructBlock):
    """Refused on every save while somebody who met it would be stuck.

    Wagtail lets drafts be incomplete. Half a question helps nobody, and its gaps are seen
    best where it is being written: so its fields stay required, with the error at the field.
    """

    def defer_required_validation(self):
        """Leave everything required."""
