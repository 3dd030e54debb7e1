"""The address of the catalogue: which filters it names, and how to take one away."""

from dataclasses import dataclass

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from courses.enums import TargetGroup
from courses.models.paths import TARGET_GROUP_LABELS
from courses.searching import MAX_LENGTH
from courses.selectors.search import Filters, own_groups

OWN = "meine"
DURATION_LABELS = {
    "bis-30": _("up to 30 minutes"),
    "bis-60": _("up to 60 minutes"),
    "mehr": _("more than 60 minutes"),
}
OPTIONS = {
    "fuer": {group.slug: TARGET_GROUP_LABELS[group] for group in TargetGroup},
    "dauer": DURATION_LABELS,
    "sprache": dict(settings.LANGUAGES),
}


@dataclass(frozen=True)
class Option:
    """One checkbox; `without` is the address of the catalogue without it."""

    value: str
    label: str
    chosen: bool
    without: str = ""


class Choice:
    """What an address asks for. Whatever it should not hold is left out, without a word."""

    def __init__(self, data: QueryDict, *, signed_in: bool):
        self.query = " ".join(data.get("q", "").replace("\x00", "").split())[:MAX_LENGTH]
        self.values = {
            name: [value for value in labels if value in data.getlist(name)]
            for name, labels in OPTIONS.items()
        }
        self.own = signed_in and data.get("rolle") == OWN

    def filters(self, viewer, *, manages: bool) -> Filters:
        groups = {group.slug: group for group in TargetGroup}
        return Filters(
            query=self.query,
            groups=tuple(groups[slug] for slug in self.values["fuer"]),
            durations=tuple(self.values["dauer"]),
            languages=tuple(self.values["sprache"]),
            own_groups=own_groups(viewer, manages=manages) if self.own else frozenset(),
        )

    def address(self, *, leave_out: tuple[str, str] | None = None) -> str:
        """Return the query of the address that asks for the same, or for all but one value."""
        query = QueryDict(mutable=True)
        if self.query and leave_out != ("q", self.query):
            query["q"] = self.query
        for name, values in self.values.items():
            query.setlist(name, [value for value in values if (name, value) != leave_out])
        if self.own and leave_out != ("rolle", OWN):
            query["rolle"] = OWN
        return f"?{query.urlencode()}"

    def options(self, name: str) -> list[Option]:
        return [
            Option(value, label, value in self.values[name])
            for value, label in OPTIONS[name].items()
        ]

    def chosen(self) -> list[Option]:
        """Return the filters that are on, each with the way to take it away."""
        found = [
            Option(value, OPTIONS[name][value], True, self.address(leave_out=(name, value)))
            for name, values in self.values.items()
            for value in values
        ]
        if self.own:
            without = self.address(leave_out=("rolle", OWN))
            found.append(Option(OWN, _("suits my role"), True, without))
        return found
