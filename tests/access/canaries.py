"""Words that stand in one place of the world only, and who may come across them.

If one of them turns up anywhere else, something leaks: a list that is not narrowed, a draft
that is served, a key that is sent along with its question.
"""

import html
import io
import json
import zipfile
from dataclasses import dataclass

EDITORS = frozenset({"trainer", "superuser"})
DRAFT_TEXT = "Kanarienvogel im Entwurf"
DRAFT_TITLE = "Noch nicht freigegebene Lektion"
CONTACT = "Vertrauensstelle Musterstadt-Mitte"
LEARNING = "Lea Laufend"
FEEDBACK = "Das Beispiel mit der Akte beschämt."


@dataclass(frozen=True)
class Mark:
    """A word, the roles that may meet it, and those who may meet it in the administration."""

    what: str
    text: str
    seen_by: frozenset[str]
    edited_by: frozenset[str] = frozenset()
    owner: str = ""

    def may_meet(self, role: str, address: str) -> bool:
        if role == self.owner or self.text in address:
            return True  # one's own, or asked for by name
        return role in (self.edited_by if address.startswith("/admin/") else self.seen_by)

    @property
    def spellings(self) -> tuple[bytes, ...]:
        escaped = json.dumps(self.text)[1:-1]
        return tuple({self.text.encode(), escaped.encode(), html.escape(self.text).encode()})


def marks_of(world) -> list[Mark]:
    return [*_people(world), *_codes(world), *_content()]


def _people(world) -> list[Mark]:
    people = world.people

    def name(role: str, *others: str) -> Mark:
        return Mark(f"name of {role}", people[role].name, frozenset(others), owner=role)

    def address(role: str, *others: str) -> Mark:
        return Mark(f"address of {role}", people[role].email, frozenset(others), owner=role)

    return [
        name("learner", "hr", "admin", "trainer"),  # who was at the trainer's event
        name("other", "foreign_hr"),
        name("hr", "admin"),
        name("foreign_hr"),
        # Who is in the middle of a course is nobody's business: not HR's, not the trainer's.
        Mark("name of somebody learning", LEARNING, frozenset({"admin"})),
        address("learner", "admin"),
        address("other"),
        address("trainer", "admin"),
        address("hr", "admin"),
        address("foreign_hr"),
        address("admin"),
        address("superuser", "admin"),
        # The immediate help names it to all people of the municipality, and to nobody else.
        Mark(
            "contact of Musterstadt",
            CONTACT,
            frozenset({"learner", "trainer", "hr", "admin", "superuser"}),
        ),
    ]


def _codes(world) -> list[Mark]:
    return [
        Mark("own code", world.words["own_code"], frozenset({"learner", "hr"})),
        Mark("foreign code", world.words["foreign_code"], frozenset({"other", "foreign_hr"})),
    ]


def _content() -> list[Mark]:
    nobody: frozenset[str] = frozenset()
    return [
        Mark(
            "feedback after an answer", "RIGHT-FEEDBACK", frozenset({"learner", "other"}), EDITORS
        ),
        Mark("feedback before an answer", "TIME-FEEDBACK", nobody, EDITORS),
        Mark("overall feedback", "OVERALL-FEEDBACK", nobody, EDITORS),
        Mark("later in a scenario", "CONSEQUENCE-leave", nobody, EDITORS),
        Mark("feedback on a lesson", FEEDBACK, nobody, EDITORS),
        Mark("draft text", DRAFT_TEXT, nobody, EDITORS),
        Mark("lesson that is not released", DRAFT_TITLE, nobody, EDITORS),
        Mark("course that is not released", "Kurs entwurf", nobody, EDITORS),
    ]


def readable(body: bytes) -> bytes:
    """Return a body, or what is in it if it is an archive: names of files and their contents."""
    if not body.startswith(b"PK"):
        return body
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        parts = [name.encode() + b"\n" + archive.read(name) for name in archive.namelist()]
    return b"\n".join(parts)


def met(marks: list[Mark], body: bytes) -> frozenset[str]:
    """Return which marks stand in a body."""
    text = readable(body)
    return frozenset(
        mark.what for mark in marks if any(spelling in text for spelling in mark.spellings)
    )
