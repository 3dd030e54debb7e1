"""Things for tests, made through the services like everything else.

Block and option ids are fixed, so that tests can name them.
"""

import itertools
import uuid

from accounts.models import Organisation, User
from accounts.permissions import SYSTEM
from accounts.roles import Role
from accounts.services import create_organisation, create_person
from core.slugs import slug_for
from courses.enums import ReleaseKind, TaskKind
from courses.frozen import frozen_lesson
from courses.grading import asked_of
from courses.models import CourseEdition, CoursePage
from courses.services import (
    CourseData,
    LessonData,
    ModuleData,
    create_course,
    prepare_site,
    release,
)
from learning import services as learning
from learning.models import Completion, Enrolment

PASSWORD = "geheimes-passwort"
_numbers = itertools.count(1)


def uid(name: str) -> str:
    """Return the id that a named block, option or decision has in every test."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, name))


def item(name: str, value) -> dict:
    return {"type": "item", "id": uid(name), "value": value}


TEXT = {"type": "text", "id": uid("text"), "value": "<p>Abstand halten ist <b>erlaubt</b>.</p>"}

SINGLE = {
    "type": "single_choice",
    "id": uid("single"),
    "value": {
        "case": "",
        "question": "Welche Anschrift geben Sie an?",
        "options": [
            item("right", {"text": "Dienstort", "correct": True, "feedback": "RIGHT-FEEDBACK"}),
            item("wrong", {"text": "Zuhause", "correct": False, "feedback": "WRONG-FEEDBACK"}),
        ],
        "feedback": "",
        "ask_certainty": False,
    },
}

MULTIPLE = {
    "type": "multiple_choice",
    "id": uid("multiple"),
    "value": {
        "case": "<p>Ein Beitrag ist aufgetaucht.</p>",
        "question": "Was gehört in den Screenshot?",
        "options": [
            item("time", {"text": "Uhrzeit", "correct": True, "feedback": "TIME-FEEDBACK"}),
            item("address", {"text": "Adresse", "correct": True, "feedback": "ADDRESS-FEEDBACK"}),
            item("device", {"text": "Gerät", "correct": False, "feedback": "DEVICE-FEEDBACK"}),
        ],
        "feedback": "OVERALL-FEEDBACK",
        "ask_certainty": False,
    },
}


def decision(name: str, target: str, rating: str = "good") -> dict:
    return item(
        name,
        {
            "text": f"Ich wähle {name}",
            "rating": rating,
            "consequence": f"<p>CONSEQUENCE-{name}</p>",
            "feedback": f"<p>REASON-{name}</p>",
            "target": target,
        },
    )


def situation(name: str, decisions: list) -> dict:
    return item(
        f"situation-{name}",
        {
            "name": name,
            "title": f"Lage {name}",
            "text": f"<p>Es geschieht {name}.</p>",
            "decisions": decisions,
        },
    )


SCENARIO = {
    "type": "scenario",
    "id": uid("scenario"),
    "value": {
        "title": "Der abgelehnte Antrag",
        "introduction": "<p>Bürgerbüro, 11:40 Uhr.</p>",
        "perspective": "colleague",
        "text_version": "<p>TEXT-VERSION</p>",
        "situations": [
            situation("start", [decision("calm", "end"), decision("argue", "louder", "poor")]),
            situation("louder", [decision("leave", "end"), decision("back", "start", "partly")]),
            situation("end", []),
        ],
    },
}

NOTE = {
    "type": "content_note",
    "id": uid("note"),
    "value": {"title": "Inhaltshinweis", "text": "Drohungen.", "summary": "<p>SUMMARY</p>"},
}

LESSONS = [
    ("lesen", "Lesen", [TEXT]),
    ("fragen", "Fragen", [TEXT | {"id": uid("text-2")}, SINGLE, MULTIPLE]),
    ("entscheiden", "Entscheiden", [SCENARIO]),
]


def make_organisation(name: str = "") -> Organisation:
    return create_organisation(
        actor=SYSTEM,
        name=name or f"Gemeinde {next(_numbers)}",
        address="Rathausplatz 1\n01234 Musterstadt",
    )


def make_person(organisation: Organisation, name: str = "", roles=(Role.LEARNER,)) -> User:
    number = next(_numbers)
    return create_person(
        actor=SYSTEM,
        organisation=organisation,
        name=name or f"Person {number}",
        email=f"person{number}@{slug_for(organisation.name)}.example",
        roles=roles,
        password=PASSWORD,
    )


def make_site():
    """Prepare the site and return the course index."""
    return prepare_site()


def make_course(
    index, *, slug: str = "kurs", lessons=None, pass_mark=None, valid_months=None
) -> CoursePage:
    """Create a published course with one module; `lessons` are (slug, title, body)."""
    return create_course(
        actor=SYSTEM,
        index=index,
        data=CourseData(
            slug=slug,
            title="Umgang mit Anfeindungen" if slug == "kurs" else f"Kurs {slug}",
            summary="Was Sie tun können.",
            introduction="<p>Worum es geht.</p>",
            objectives=["eine Grenze setzen"],
            audiences=["Mitarbeitende"],
            content_notes=["Drohungen werden beschrieben"],
            certificate_contents=["Grenzen setzen", "Beweise sichern"],
            pass_mark=pass_mark,
            valid_months=valid_months,
            modules=[
                ModuleData(
                    slug="modul",
                    title="In der Situation",
                    lessons=[
                        LessonData(slug=slug, title=title, minutes=6, body=body)
                        for slug, title, body in lessons or LESSONS
                    ],
                )
            ],
        ),
    )


def release_course(
    course: CoursePage, kind: ReleaseKind = ReleaseKind.CONTENT, note: str = "Neu."
) -> CourseEdition:
    return release(actor=SYSTEM, course=course, kind=kind, note=note)


def enrol(person: User, edition: CourseEdition) -> Enrolment:
    return learning.enrol(actor=person, course_slug=edition.slug)


def work_on(enrolment: Enrolment, *, leave: int = 0) -> None:
    """Work on all lessons but the last `leave` tasks, answering correctly."""
    tasks = [
        (lesson, task)
        for lesson in enrolment.edition.outline.lessons
        for task in lesson.tasks or [None]
    ]
    for lesson, task in tasks[: len(tasks) - leave]:
        do_task(enrolment, lesson, task)


def do_task(enrolment: Enrolment, lesson, task):
    """Do one task of a lesson (None: mark the text as done); return the outcome."""
    command = {
        "actor": enrolment.user,
        "enrolment": enrolment,
        "lesson_key": lesson.key,
        "command_id": uuid.uuid4(),
    }
    if task is None:
        return learning.mark_done(**command)
    if task.kind == TaskKind.SCENARIO:
        return learning.decide_in_scenario(
            **command, block_id=task.id, step=0, decision_ids=[uid("calm")]
        )
    questions = frozen_lesson(enrolment.edition, lesson).questions
    for name in asked_of(task, str(enrolment.user.key)):
        correct = questions[name].fields(questions[name].solution())
        outcome = learning.record_answer(**command, block_id=name, fields=correct)
        command["command_id"] = uuid.uuid4()
    return outcome


def complete(person: User, edition: CourseEdition) -> Completion:
    """Let a person complete a course; return the completion with its certificate."""
    enrolment = enrol(person, edition)
    work_on(enrolment)
    return Completion.objects.get(enrolment=enrolment)
