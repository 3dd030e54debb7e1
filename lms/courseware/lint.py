"""Checks every course file: its form, and what the courses promise as a whole.

`check(content)` is what `manage.py load_courses --check` says.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from lms.courseware import facts, lesson_rules, reading, schema
from lms.courseware.strict_yaml import load

FEWEST_LESSONS, MOST_LESSONS = 3, 6
FEWEST_QUESTIONS = 3
# What the plan of the courses promises: each stands in exactly one lesson of all courses.
PROMISED = frozenset(
    [f"q-{course}{number:02}" for course in "ab" for number in range(1, 21)]
    + [f"szenario-{number}" for number in range(1, 7)]
)
_ADVICE = (
    "Look there and in the lines above: blocks are indented with blanks alike, and a text with a "
    "colon, a quotation mark or a hash sign stands in quotes or below “|”"
)


@dataclass(frozen=True, order=True)
class Remark:
    """What is wrong, and in which file. With a `grave` one the course cannot be loaded."""

    file: str
    text: str
    grave: bool = False

    def __str__(self):
        return f"{self.file}: {self.text}"

    @property
    def part(self) -> str:
        """The folder of the module, "" for what belongs to the whole course."""
        places = self.file.split("/")
        return places[1] if len(places) == 3 else ""


def check(content: Path) -> list[Remark]:
    """Return all remarks about the courses, the glossary and the facts below a folder."""
    shared = check_shared(content)
    if broken := [remark for remark in shared if remark.grave]:
        return broken  # lessons cannot be judged without
    courses = _folders(content)
    found = [remark for folder in courses for remark in _course(folder)]
    found += _promises(content, [lesson for folder in courses for lesson in _lessons(folder)])
    return sorted([*shared, *found])


def check_shared(content: Path) -> list[Remark]:
    """Return the remarks about what courses share: glossary, words to avoid, facts, forms."""
    found = [*_listed(content / "glossar.yaml", content, schema.TERM)]
    found += _listed(content / "schreibweisen.yaml", content, schema.SPELLING)
    found += _facts(content)
    if not any(remark.grave for remark in found):  # templates name facts
        found += [
            remark for file in sorted(content.glob("vorlagen/*.yaml")) for remark in _template(file)
        ]
    return sorted(found)


def check_course(folder: Path) -> list[Remark]:
    """Return the remarks about one course, or what hinders to judge it."""
    broken = [remark for remark in check_shared(folder.parent) if remark.grave]
    return broken or _course(folder)


def _folders(content: Path) -> list[Path]:
    """Return the folders of courses, also of those that nobody has finished."""
    found = {file.parent.parent for file in content.glob("*/*/module.yaml")}
    return sorted(found | {file.parent for file in content.glob("*/course.yaml")})


def _course(folder: Path) -> list[Remark]:
    """Return the remarks about a course's own file, its modules, their lessons."""
    content = folder.parent
    found = list(_course_file(folder, content))
    for module in sorted(file.parent for file in folder.glob("*/module.yaml")):
        found += _module(module, content)
    lessons = _lessons(folder)
    slugs = Counter(data["slug"] for _file, data in lessons)
    slugs.update(file.parent.name for file in folder.glob("*/module.yaml"))
    for file, data in lessons:
        if slugs[data["slug"]] > 1:
            text = f"slug: “{data['slug']}” is used twice in the course"
            found.append(Remark(_name(file, content), text, grave=True))
    return found


def read(file: Path):
    """Return what a file says, or the remark why it cannot be read."""
    try:
        return load(file)
    except FileNotFoundError:
        text = "the file is missing"
    except UnicodeDecodeError:
        text = "is not saved as UTF-8; save it again with this encoding"
    except yaml.MarkedYAMLError as error:
        text = f"cannot be read: line {error.problem_mark.line + 1}: {error.problem}. {_ADVICE}"
    except yaml.YAMLError as error:  # a sign that no text has
        text = f"cannot be read: {' '.join(str(error).split())}"
    return Remark(file.name, text, grave=True)


def _course_file(folder: Path, content: Path) -> Iterator[Remark]:
    name = _name(folder / "course.yaml", content)
    data = read(folder / "course.yaml")
    if isinstance(data, Remark):
        yield Remark(name, data.text, grave=True)
        return
    found = list(schema.problems(data, schema.COURSE))
    yield from (Remark(name, text, grave=True) for text in found)
    if found:
        return
    there = {file.parent.name for file in folder.glob("*/module.yaml")}
    for module in set(data["modules"]) - there:
        yield Remark(name, f"modules: there is no {module}/module.yaml", grave=True)
    for module in there - set(data["modules"]):
        yield Remark(name, f"modules: the folder {module} is not listed")
    yield from _named_well(name, data, "modules", folder)


def _named_well(name: str, data: dict, parts: str, folder: Path) -> Iterator[Remark]:
    if data["slug"] != folder.name:
        text = f"slug: write {folder.name}, as the folder is called"
        yield Remark(name, text, grave=True)
    for part, times in Counter(data[parts]).items():
        if times > 1:
            yield Remark(name, f"{parts}: {part} is listed twice", grave=True)


def _module(folder: Path, content: Path) -> Iterator[Remark]:
    name = _name(folder / "module.yaml", content)
    data = read(folder / "module.yaml")
    if isinstance(data, Remark):
        yield Remark(name, data.text, grave=True)
        return
    found = list(schema.problems(data, schema.MODULE))
    yield from (Remark(name, text, grave=True) for text in found)
    if found:
        return
    there = {file.stem for file in folder.glob("*.yaml")} - {"module"}
    for stem in set(data["lessons"]) - there:
        yield Remark(name, f"lessons: there is no {stem}.yaml", grave=True)
    for stem in there - set(data["lessons"]):
        yield Remark(name, f"lessons: {stem}.yaml is not listed")
    yield from _named_well(name, data, "lessons", folder)
    if not FEWEST_LESSONS <= len(data["lessons"]) <= MOST_LESSONS:
        yield Remark(
            name,
            f"lessons: {len(data['lessons'])}; a module has {FEWEST_LESSONS} to {MOST_LESSONS}",
        )
    yield from _lessons_of_module(folder, name, content)


def _lessons_of_module(folder: Path, name: str, content: Path) -> Iterator[Remark]:
    questions, easy = 0, _is_easy(folder.parent)
    for file in sorted(folder.glob("*.yaml")):
        if file.stem == "module":
            continue
        data = read(file)
        if isinstance(data, Remark):
            yield Remark(_name(file, content), data.text, grave=True)
            continue
        found = list(schema.problems(data, schema.LESSON))
        yield from (Remark(_name(file, content), text, grave=True) for text in found)
        if not found:
            questions += len(list(reading.questions_of(data["body"])))
            for text in lesson_rules.hindrances(data, content):
                yield Remark(_name(file, content), text, grave=True)
            for text in lesson_rules.problems(data, content, easy_language=easy):
                yield Remark(_name(file, content), text)
    if questions < FEWEST_QUESTIONS:
        yield Remark(name, f"{questions} questions; a module asks at least {FEWEST_QUESTIONS}")


def _is_easy(folder: Path) -> bool:
    """Return whether a course says that it is written in Leichte Sprache."""
    data = read(folder / "course.yaml")
    return isinstance(data, dict) and data.get("easy_language") is True


def _lessons(folder: Path) -> list[tuple[Path, dict]]:
    """Return the lessons whose form is right."""
    files = [file for file in sorted(folder.glob("*/*.yaml")) if file.stem != "module"]
    found = [(file, read(file)) for file in files]
    return [
        (file, data)
        for file, data in found
        if not isinstance(data, Remark) and not list(schema.problems(data, schema.LESSON))
    ]


def _listed(file: Path, content: Path, form) -> Iterator[Remark]:
    data = read(file)
    if isinstance(data, Remark):
        yield Remark(_name(file, content), data.text, grave=True)
        return
    for text in schema.problems(data, [form], "item"):
        yield Remark(_name(file, content), text, grave=True)


def _template(file: Path) -> Iterator[Remark]:
    name, data = f"vorlagen/{file.name}", read(file)
    if isinstance(data, Remark):
        yield Remark(name, data.text, grave=True)
        return
    unfit = list(schema.problems(data, schema.TEMPLATE))
    for text in unfit or lesson_rules.unknown_facts(data["sources"]):
        yield Remark(name, text, grave=True)


def _facts(content: Path) -> Iterator[Remark]:
    folder = content / "fakten"
    listed, used = read(folder / "quellen.yaml"), set()
    for part in (*facts.REGISTERS, "quellen"):
        name, data = f"fakten/{part}.yaml", read(folder / f"{part}.yaml")
        if isinstance(data, Remark) or not isinstance(data, dict):
            text = data.text if isinstance(data, Remark) else "should be keys with values"
            yield Remark(name, text, grave=True)
            return
        form = schema.SOURCE if part == "quellen" else schema.FACT
        for key, item in data.items():
            unfit = list(schema.problems(item, form, str(key)))
            yield from (Remark(name, text, grave=True) for text in unfit)
            if part != "quellen" and not unfit:
                used |= set(item.get("sources", ()))
                yield from _fact(name, key, item, listed)
    for key in set(listed) - used:
        yield Remark("fakten/quellen.yaml", f"{key}: no fact names it")


def _fact(name: str, key: str, item: dict, listed: dict) -> Iterator[Remark]:
    for source in item.get("sources", ()):
        if source not in listed:
            yield Remark(name, f"{key}: the source {source} is not in quellen.yaml", grave=True)
    for paragraph in item.get("law", ()):
        if not facts.is_known_law(paragraph):
            text = f"{key}: the law of “{paragraph}” is not known; write for example StGB 185"
            yield Remark(name, text, grave=True)
    yield from (Remark(name, f"{key}: {text}") for text in _contradictions(item))


def _contradictions(item: dict) -> Iterator[str]:
    says_own = item.get("checked") == "redaktion"
    if says_own != bool(item.get("editorial")):
        yield "“editorial” belongs to what is checked as redaktion, and only there"
    proof = item.get("sources") or item.get("law") or item.get("editorial")
    if bool(proof) == (item.get("checked") == facts.UNPROVEN):
        yield "what has no source is checked as ungeprüft, and only that"


def _promises(content: Path, lessons: list[tuple[Path, dict]]) -> Iterator[Remark]:
    places: dict[str, list[str]] = {}
    for file, data in lessons:
        for name in _ids(data["body"]):
            places.setdefault(name, []).append(_name(file, content))
    for name in sorted(PROMISED - set(places)):
        yield Remark("", f"{name} stands in no lesson")
    for name, files in places.items():
        if len(files) > 1:
            yield Remark(files[-1], f"{name} stands more than once: {', '.join(files)}")


def _ids(body: list) -> Iterator[str]:
    for _kind, value in reading.questions_of(body):
        yield value.get("id", "")
        for part in value.get("parts", ()):  # a question may be part of a case
            yield from (item["id"] for item in part.values() if "id" in item)
    for value in lesson_rules.values_of(body, "scenario"):
        yield value.get("id", "")


def _name(file: Path, content: Path) -> str:
    return str(file.relative_to(content))
