"""How all files of the courses are read: YAML in which nothing is lost without a word."""

from pathlib import Path

import yaml
from yaml import MarkedYAMLError


class _Loader(yaml.CSafeLoader):
    """Refuses a key that stands twice, of which YAML would drop the first without a word."""

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key, _value in node.value:
            if key.value in seen:
                problem = f"the key “{key.value}” stands twice"
                raise MarkedYAMLError(problem=problem, problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def load(file: Path):
    """Return what a file says. Raises `YAMLError`, `UnicodeDecodeError` and `OSError`."""
    return yaml.load(file.read_text(encoding="utf-8-sig"), _Loader)  # noqa: S506  a safe one
