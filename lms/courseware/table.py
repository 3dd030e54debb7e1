"""The table of the courses for readers of the documentation: `docs/courses.md`."""

from dataclasses import dataclass
from pathlib import Path

from courses.outline import TEACHING_UNIT
from lms.courseware import facts, lint, reading, schema
from lms.courseware.files import course_folders
from lms.courseware.strict_yaml import load

FILE = Path(__file__).parent.parent.parent / "docs" / "courses.md"
START, END = "<!-- table: load_courses --table -->", "<!-- end of table -->"
HEAD = """# The courses

Everything that learners read is text in `lms/content/`; `lms/content/README.md` tells authors
how it is written and loaded. `manage.py load_courses --check` checks every file.

The table is written by `manage.py load_courses --table`; a test compares it with the files.
Words are those put before every reader. Minutes are the stated ones, which the linter compares
with the words at 180 a minute (100 in Leichte Sprache) and half a minute for each question and
decision. Questions count those of self-checks, too; a scenario is named beside them. Facts are
the different ids named under the lessons; `lms/content/fakten/` says what they are, and where
each comes from. Reading level is the LIX of C. H. Björnsson (words per sentence, plus the share
of words with more than six letters, in percent): below 40 easy, 40 to 50 medium, above 60 hard.

"""


@dataclass(frozen=True)
class Row:
    """A module, or the sum of a course."""

    name: str
    lessons: int
    words: int
    minutes: int
    questions: int
    scenarios: int
    facts: frozenset
    level: float

    def __str__(self):
        asked = f"{self.questions}" + (f" + {self.scenarios} scenario" * bool(self.scenarios))
        asked += "s" if self.scenarios > 1 else ""
        cells = (self.name, self.lessons, self.words, self.minutes, asked)
        return f"| {' | '.join(map(str, cells))} | {len(self.facts)} | {self.level:.0f} |"


def text() -> str:
    """Return the page as the files are now. Files that cannot be read are left out."""
    return HEAD + START + "\n" + "\n".join(_tables()) + END + "\n"


def write() -> None:
    FILE.write_text(text(), encoding="utf-8")


def _tables():
    for folder in course_folders():
        course = load(folder / "course.yaml")
        modules = {name: _bodies(folder / name) for name in course["modules"]}
        rows = [
            _row(load(folder / name / "module.yaml")["title"], lessons)
            for name, lessons in modules.items()
            if lessons
        ]
        lessons = [lesson for found in modules.values() for lesson in found]
        yield f"\n## {course['title']}\n"
        yield _extent(course, lessons)
        yield "| Module | Lessons | Words | Minutes | Questions | Facts | LIX |"
        yield "| --- | --: | --: | --: | --- | --: | --: |"
        yield from map(str, [*rows, _row("**Together**", lessons)])
        yield "\n<details><summary>Facts used, by module</summary>\n"
        yield from (f"- {row.name}: {', '.join(sorted(row.facts))}" for row in rows)
        yield "\n</details>\n"


def _extent(course: dict, lessons: list[dict]) -> str:
    """Return what a certificate says of the extent, and for whom the course is."""
    required = sum(lesson["minutes"] for lesson in lessons if lesson.get("required", True))
    optional = sum(lesson["minutes"] for lesson in lessons) - required
    text = f"For {', '.join(course.get('target_groups', ['all']))}. "
    text += f"Certified: {required} minutes, {required / TEACHING_UNIT:.1f} teaching units."
    return text + (f" Voluntary: {optional} minutes.\n" if optional else "\n")


def _bodies(folder: Path) -> list[dict]:
    if not (folder / "module.yaml").is_file():
        return []
    names = load(folder / "module.yaml")["lessons"]
    found = [lint.read(folder / f"{name}.yaml") for name in names]
    return [data for data in found if isinstance(data, dict) and not _unfit(data)]


def _unfit(data: dict) -> bool:
    return any(schema.problems(data, schema.LESSON))


def _row(name: str, lessons: list[dict]) -> Row:
    bodies = [lesson["body"] for lesson in lessons]
    blocks = [block for body in bodies for block in body]
    return Row(
        name=name,
        lessons=len(lessons),
        words=sum(map(reading.words_of, bodies)),
        minutes=sum(lesson["minutes"] for lesson in lessons),
        questions=sum(len(list(reading.questions_of(body))) for body in bodies),
        scenarios=sum("scenario" in block for block in blocks),
        facts=frozenset(
            name for block in blocks for name in facts.fact_ids(block.get("sources", []))
        ),
        level=reading.lix("\n\n".join(map(reading.prose_of, bodies))),
    )
