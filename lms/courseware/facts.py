"""The register of facts: what courses state, who says it, and what was checked.

A lesson names the facts that it states by their ids; learners read the citations.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lms.courseware.strict_yaml import load

FACTS_DIR = Path(__file__).parent.parent / "content" / "fakten"
REGISTERS = ("anfeindungen", "rassismussensibel", "didaktik")
UNPROVEN = "ungeprüft"
STATES = ("belegt", "gesetzestext", "redaktion", UNPROVEN)
FACT_ID = re.compile(r"[ARD]-\d+")

LAW_TEXTS = "https://github.com/bundestag/gesetze"
_LAWS = {
    "AGG": "Allgemeines Gleichbehandlungsgesetz",
    "ArbSchG": "Arbeitsschutzgesetz",
    "BGB": "Bürgerliches Gesetzbuch",
    "BGG": "Behindertengleichstellungsgesetz",
    "BMG": "Bundesmeldegesetz",
    "BeamtStG": "Beamtenstatusgesetz",
    "BeamtVG": "Beamtenversorgungsgesetz",
    "GG": "Grundgesetz",
    "GewSchG": "Gewaltschutzgesetz",
    "SGB I": "Erstes Buch Sozialgesetzbuch",
    "SGB VII": "Siebtes Buch Sozialgesetzbuch",
    "SGB X": "Zehntes Buch Sozialgesetzbuch",
    "StGB": "Strafgesetzbuch",
    "StPO": "Strafprozessordnung",
    "VwVfG": "Verwaltungsverfahrensgesetz",
}


@dataclass(frozen=True, order=True)
class Citation:
    """A source as learners read it."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Fact:
    """A statement with its sources; `law` names paragraphs whose wording was checked.

    `editorial` says what of it is the editors' own; `left_open` what nobody has proven yet.
    """

    id: str
    says: str
    checked: str
    sources: tuple[Citation, ...] = ()
    law: tuple[str, ...] = ()
    editorial: str = ""
    left_open: str = ""

    @property
    def proven(self) -> bool:
        return self.checked != UNPROVEN


@cache
def register() -> dict[str, Fact]:
    """Return every fact by its id. Raises `KeyError` for a source that is not listed."""
    listed = {name: Citation(**item) for name, item in _load("quellen").items()}
    return {
        name: Fact(
            id=name,
            says=item["says"],
            checked=item["checked"],
            sources=tuple(listed[key] for key in item.get("sources", ())),
            law=tuple(item.get("law", ())),
            editorial=item.get("editorial", ""),
            left_open=item.get("open", ""),
        )
        for part in REGISTERS
        for name, item in _load(part).items()
    }


def fact_ids(items: list) -> list[str]:
    """Return the ids of the facts among the items of `sources`."""
    return [name for name in map(_id_of, items) if name]


def citations(items: list) -> list[Citation]:
    """Return what learners read for `sources`: every source once, in the order of the items.

    Paragraphs of one law share a line; what is the editors' own stands last. Raises
    `KeyError` for an unknown fact.
    """
    found: dict[Citation, None] = {}
    laws: dict[str, set[str]] = {}
    own: dict[Citation, None] = {}
    for item in items:
        name = _id_of(item)
        if name is None:
            found[Citation(item["text"], item.get("url", ""))] = None
            continue
        fact = register()[name]
        found |= dict.fromkeys(fact.sources)
        for paragraph in fact.law:
            law, _blank, number = paragraph.rpartition(" ")
            laws.setdefault(law, set()).add(number)
        for text in _own_words(fact):
            own[Citation(text)] = None
    paragraphs = [_law_line(law, numbers) for law, numbers in sorted(laws.items())]
    return [*found, *paragraphs, *(item for item in own if item not in found)]


def _own_words(fact: Fact) -> list[str]:
    if not fact.proven:
        return [f"Ohne Quelle, aus der Erfahrung der Redaktion: {fact.says}"]
    return [fact.editorial] if fact.editorial else []


def _id_of(item) -> str | None:
    return item if isinstance(item, str) else item.get("fact")


def _law_line(law: str, numbers: set[str]) -> Citation:
    sign = "Artikel" if law == "GG" else "§" if len(numbers) == 1 else "§§"
    ordered = sorted(numbers, key=lambda number: (int(re.match(r"\d+", number)[0]), number))
    text = f"{_LAWS[law]} {sign} {', '.join(ordered)}"
    return Citation(
        f"{text} (geprüft im Stand März 2022, Textbestand bundestag/gesetze)", LAW_TEXTS
    )


def _load(name: str) -> dict:
    return load(FACTS_DIR / f"{name}.yaml")


def is_known_law(paragraph: str) -> bool:
    """Whether `law` can be cited: a known law, a blank, and a number."""
    law, _blank, number = paragraph.rpartition(" ")
    return law in _LAWS and re.fullmatch(r"\d+[a-z]?", number) is not None
