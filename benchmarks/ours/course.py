"""The course that is measured: the demo's lessons, repeated until there are thirty."""

import re
from dataclasses import replace

from courses.enums import QUESTION_KINDS, TaskKind
from courses.services import CourseData
from lms.courseware.files import CONTENT_DIR, read_course
from lms.demo import COURSE

LESSONS = 30
SLUG = "messkurs"
MEASURED = ("a1-worum-es-geht", "a3-in-der-situation", "a5-die-ersten-24-stunden")


def measured_course() -> CourseData:
    """Return three modules of the demo's course under another address: thirty lessons.

    The same modules always, however the course grows, and without pictures and documents: so
    that measurements can be compared.
    """
    data = read_course(CONTENT_DIR / COURSE)
    measured = [module for module in data.modules if module.slug in MEASURED]
    modules, count, turn = [], 0, 0
    while count < LESSONS:
        turn += 1
        for module in measured:
            lessons = [
                replace(lesson, slug=f"{lesson.slug}-{turn}", key="", body=_without_files(lesson))
                for lesson in module.lessons[: LESSONS - count]
            ]
            if lessons:
                modules.append(
                    replace(module, slug=f"{module.slug}-{turn}", lessons=lessons, key="")
                )
            count += len(lessons)
    return replace(data, slug=SLUG, title="Messkurs", modules=modules, key="")


def _without_files(lesson) -> list:
    return [block for block in lesson.body if block["type"] not in {"figure", "download"}]


def texts_for_peers(data: CourseData) -> list[dict]:
    """Return each lesson as texts and a number of questions, for projects without our blocks.

    What we print of questions and scenarios is left out: peers load it in the browser.
    """
    lessons = [lesson for module in data.modules for lesson in module.lessons]
    measured = measured_lesson(data)
    return [
        {
            "title": lesson.title,
            "texts": [
                html
                for block in lesson.body
                if block["type"] not in set(TaskKind)
                and (html := "".join(_paragraphs(block["value"])))
            ],
            "questions": sum(block["type"] in QUESTION_KINDS for block in lesson.body),
            "measured": lesson.slug == measured,
        }
        for lesson in lessons
    ]


def measured_lesson(data: CourseData) -> str:
    """Return the slug of the first lesson with the most questions."""
    lessons = [lesson for module in data.modules for lesson in module.lessons]
    return max(
        lessons, key=lambda lesson: sum(block["type"] in QUESTION_KINDS for block in lesson.body)
    ).slug


def _paragraphs(value) -> list[str]:
    if isinstance(value, dict):
        return [
            html
            for name, item in value.items()
            if name not in _NO_TEXT
            for html in _paragraphs(item)
        ]
    if isinstance(value, list):
        return [html for item in value for html in _paragraphs(item)]
    text = str(value)
    return [text if re.match("<(p|ul|ol|h)", text) else f"<p>{text}</p>"]


_NO_TEXT = ("id", "type", "level", "kind", "tone")
