"""The demo: two municipalities, twelve people, all courses, learners in every state.

Everything goes through the services, as a person would do it; running it again changes
nothing. It refuses to run where it would meet real people.
"""

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from accounts.models import Organisation, User
from accounts.permissions import SYSTEM
from accounts.roles import Role
from accounts.services import (
    ContactData,
    create_organisation,
    create_person,
    make_platform_administrator,
    set_local_contacts,
)
from certificates.selectors import certificates_of
from certificates.services import ensure_files
from courses.enums import ReleaseKind, TaskKind
from courses.frozen import frozen_lesson
from courses.grading import asked_of
from courses.models import CoursePage, LessonPage
from courses.scenario import follow
from courses.selectors import outline_of
from courses.services import (
    add_terms,
    prepare_site,
    release,
    set_learning_path,
)
from learning import services as learning
from lms.courseware.files import course_folders, read_glossary, read_paths
from lms.courseware.loading import Talk, load_course

PASSWORD = "demo-passwort"  # noqa: S105  known to everybody, refused outside the demo
DOMAINS = ("musterstadt.example", "beispielkreis.example")
COURSE = "umgang-mit-anfeindungen"


class DemoRefused(Exception):
    """The demo must not run here; the message says why and what to do."""


@dataclass(frozen=True)
class Person:
    """One person of the demo. `state` says how far they are in the course."""

    email: str
    name: str
    roles: tuple[Role, ...] = (Role.LEARNER,)
    state: str = ""


PEOPLE = {
    "Musterstadt": [
        Person("lernende@musterstadt.example", "Mara Lindner"),
        Person("trainer@musterstadt.example", "Tarik Yılmaz", (Role.TRAINER,)),
        Person("personal@musterstadt.example", "Petra Sommer", (Role.HR,)),
        Person("verwaltung@musterstadt.example", "Volker Brandt", (Role.ADMIN,)),
        Person("jana.koester@musterstadt.example", "Jana Köster", state="first_edition_done"),
        Person("nguyen.thi.hanh@musterstadt.example", "Nguyễn Thị Hạnh", state="done"),
        Person("samir.haddad@musterstadt.example", "Samir Haddad", state="first_edition_middle"),
        Person("else.ohm@musterstadt.example", "Else Ohm", state="in_scenario"),
        Person("klara.weiss@musterstadt.example", "Klara Weiß", state="almost"),
    ],
    "Beispielkreis": [
        Person("personal@beispielkreis.example", "Paul Schreiber", (Role.HR,)),
        Person("anna.mueller@beispielkreis.example", "Anna Müller", state="done"),
        Person("bo.larsen@beispielkreis.example", "Bo Larsen", state="started"),
    ],
}

ADDRESSES = {
    "Musterstadt": "Rathausplatz 1\n01234 Musterstadt",
    "Beispielkreis": "Kreisallee 7\n05678 Beispielstadt",
}

REPORTING_PATH = """Bei akuter Gefahr: 110, danach Alarmknopf oder Nachbarbüro
Direkte Führungskraft informieren, am selben Tag
Vorfallsbogen ausfüllen und an die Ansprechstelle geben
Die Ansprechstelle bespricht mit Ihnen Anzeige, Strafantrag und Nachsorge"""

CONTACTS = [
    ContactData("Ansprechstelle Anfeindungen", "Vorfälle melden, erste Schritte", "01234 56-110"),
    ContactData(
        "Personalstelle", "Nachsorge, Vertretung, Teilnahmebescheinigungen", "01234 56-220"
    ),
    ContactData("Personalrat", "vertrauliche Beratung", "01234 56-330"),
]


def run() -> str:
    """Create the demo where it is missing; return a line that says what happened."""
    if User.objects.filter(email=PEOPLE["Musterstadt"][0].email).exists():
        return "The demo is there already."
    _refuse_real_people()
    call_command("create_test_ca", if_missing=True, verbosity=0)
    with transaction.atomic():
        people = _create_people()
        index = prepare_site()
        add_terms(actor=SYSTEM, terms=read_glossary())
        courses = {
            folder.name: load_course(folder, index=index, talk=_silent())
            for folder in course_folders()
        }
        course = courses[COURSE]
        _lay_paths()
        _learn(people, {"first_edition_done", "first_edition_middle"})
        _release_second_edition(course, people["trainer@musterstadt.example"][0])
        _learn(people, {"done", "in_scenario", "almost", "started"})
        _hold_event(people)
    _render_certificates(people)
    return f"Created {len(people)} people and {len(courses)} courses."


def _silent() -> Talk:
    return Talk(say=lambda _line: None, agreed=True)


def _refuse_real_people() -> None:
    if not settings.DEMO:
        raise DemoRefused("This is not a demo: set LMS_DEMO=true on a machine for trying out.")
    own = [f"@{domain}" for domain in DOMAINS]
    strangers = [
        email
        for email in User.objects.values_list("email", flat=True)
        if not email.endswith(tuple(own))
    ]
    if strangers:
        raise DemoRefused(
            f"{len(strangers)} accounts do not belong to the demo. It does not run beside real "
            "people; use an empty database."
        )


def _create_people() -> dict[str, tuple[User, str]]:
    """Return the people by address, each with the state they should get into."""
    created = {}
    for name, people in PEOPLE.items():
        organisation = create_organisation(
            actor=SYSTEM, name=name, address=ADDRESSES[name], issuer_name=_issuer(name)
        )
        for person in people:
            user = create_person(
                actor=SYSTEM,
                organisation=organisation,
                name=person.name,
                email=person.email,
                roles=person.roles,
                password=PASSWORD,
            )
            created[person.email] = (user, person.state)
    administrator, _state = created["verwaltung@musterstadt.example"]
    make_platform_administrator(actor=SYSTEM, person=administrator)
    # Only Musterstadt has filled in its contacts; Beispielkreis shows what is said without.
    set_local_contacts(
        actor=SYSTEM,
        organisation=Organisation.objects.get(name="Musterstadt"),
        reporting_path=REPORTING_PATH,
        contacts=CONTACTS,
    )
    return created


def _issuer(name: str) -> str:
    return f"Stadt {name}, Personalstelle" if name == "Musterstadt" else f"Landkreis {name}"


def _release_second_edition(course: CoursePage, trainer: User) -> None:
    lesson = LessonPage.objects.descendant_of(course).order_by("path").first()
    lesson.summary = f"{lesson.summary.rstrip('.')} – mit neuem Überblick."[:250]
    lesson.save_revision(user=trainer).publish(user=trainer)
    release(
        actor=trainer,
        course=course,
        kind=ReleaseKind.CONTENT,
        note="Die erste Lektion hat einen neuen Überblick bekommen.",
    )


def _lay_paths() -> None:
    courses = {course.slug: course for course in CoursePage.objects.all()}
    for path in read_paths():
        steps = [(courses[step["course"]], step["note"]) for step in path.pop("steps")]
        set_learning_path(actor=SYSTEM, steps=steps, **path)


def _learn(people: dict[str, tuple[User, str]], states: set[str]) -> None:
    for user, state in people.values():
        if state in states:
            enrolment = learning.enrol(actor=user, course_slug=COURSE)
            _work(user, enrolment, state)


def _work(user: User, enrolment, state: str) -> None:
    lessons = outline_of(enrolment.edition).lessons
    scenario_at = next(n for n, item in enumerate(lessons) if _has_scenario(item))
    until = {
        "done": len(lessons),
        "first_edition_done": len(lessons),
        "almost": len(lessons) - 1,
        "in_scenario": scenario_at,
        "first_edition_middle": 3,
        "started": 1,
    }[state]
    for lesson in lessons[:until]:
        _do_lesson(user, enrolment, lesson)
    if state == "in_scenario":
        _walk(user, enrolment, lessons[scenario_at], steps=1)


def _has_scenario(lesson) -> bool:
    return any(task.kind == TaskKind.SCENARIO for task in lesson.tasks)


def _do_lesson(user: User, enrolment, lesson) -> None:
    command = {"actor": user, "enrolment": enrolment, "lesson_key": lesson.key}
    if not lesson.tasks:
        learning.mark_done(**command, command_id=uuid.uuid4())
    questions = frozen_lesson(enrolment.edition, lesson).questions
    for task in lesson.tasks:
        if task.kind == TaskKind.SCENARIO:
            _walk(user, enrolment, lesson)
            continue
        for name in asked_of(task, str(user.key)):
            correct = questions[name].fields(questions[name].solution())
            learning.record_answer(
                **command, block_id=name, fields=correct, command_id=uuid.uuid4()
            )


def _walk(user: User, enrolment, lesson, steps: int = 50) -> None:
    """Take the first decision on offer until the end, or for some steps."""
    for block_id, scenario in frozen_lesson(enrolment.edition, lesson).scenarios.items():
        path: list[str] = []
        command = ""
        while len(path) < steps and not (walk := follow(scenario, path)).finished:
            decision = walk.current.decisions[0].id
            seen, command = command, str(uuid.uuid4())
            learning.decide_in_scenario(
                actor=user,
                enrolment=enrolment,
                lesson_key=lesson.key,
                block_id=block_id,
                step=len(path),
                decision_ids=[decision],
                command_id=uuid.UUID(command),
                seen=seen,
            )
            path.append(decision)


def _hold_event(people: dict[str, tuple[User, str]]) -> None:
    """Let the trainer have held an event on site, with two people of the town hall."""
    trainer, _state = people["trainer@musterstadt.example"]
    yesterday = timezone.localdate() - timedelta(days=1)
    event = learning.hold_event(
        actor=trainer,
        title="Sicher am Tresen: Übungstag im Bürgerbüro",
        language="de",
        first_day=yesterday,
        last_day=yesterday,
        place="Rathaus Musterstadt, Saal 2",
        minutes=270,
        contents=[
            "Gespräche bei Erregung führen und beenden",
            "Alarm, Rückzug und Notruf in den eigenen Räumen",
            "Nachsorge im Team",
        ],
    )
    guests = [people[f"{name}@musterstadt.example"][0] for name in ("personal", "verwaltung")]
    learning.record_attendance(actor=trainer, event=event, people=[person.key for person in guests])


def _render_certificates(people: dict[str, tuple[User, str]]) -> None:
    """Render now what the worker would render in a moment; nobody waits in the demo."""
    ensure_files(item for user, _state in people.values() for item in certificates_of(user))
