"""Who may act: a role in a municipality, or the system itself. No database here."""

import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class SystemActor:
    """The actor of commands that no signed-in person gives: set-up, demo, import."""

    key: uuid.UUID = uuid.UUID(int=0)
    name: str = "System"

    def __str__(self):
        return self.name

    def has_role(self, role, organisation=None) -> bool:
        """The system may do whatever a role may do."""
        return True


SYSTEM = SystemActor()
