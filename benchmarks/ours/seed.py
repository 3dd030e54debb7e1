"""Fills our project: `python -m benchmarks.ours.seed CONTENT PLAN`.

Leaves one course besides the demo's and about a hundred people. Answers are given by people
of their own, each to questions they have not seen yet, as in real life.
"""

import sys
import uuid

import django

PLACES = 300  # rows in the list of the HR office
ANSWERERS, FINISHERS = 8, 70


def prepare() -> None:
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("lms_setup", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("demo", verbosity=0)


def make_course():
    from accounts.permissions import SYSTEM
    from benchmarks.ours.course import measured_course
    from courses.enums import ReleaseKind
    from courses.services import create_course, prepare_site, release

    data = measured_course()
    course = create_course(actor=SYSTEM, index=prepare_site(), data=data)
    return data, release(actor=SYSTEM, course=course, kind=ReleaseKind.CONTENT, note="Neu.")


def make_people(organisation, count: int, prefix: str) -> list:
    """Create learners in two statements; the services would hash a password for each."""
    from accounts.models import Membership, User
    from accounts.roles import Role

    users = User.objects.bulk_create(
        User(name=f"Person {n}", email=f"{prefix}{n}@musterstadt.example", password="!")
        for n in range(count)
    )
    Membership.objects.bulk_create(
        Membership(user=user, organisation=organisation, role=Role.LEARNER) for user in users
    )
    return users


def happened(enrolment, lessons, leave: int = 0) -> list:
    """Return the progress of somebody who worked on these lessons, but for the last tasks."""
    from learning.models import ProgressEvent

    tasks = [(lesson, task) for lesson in lessons for task in lesson.tasks or [None]]
    person = str(enrolment.user.key)
    return [
        ProgressEvent(enrolment=enrolment, lesson_key=lesson.key, block_id=block_id, kind=kind)
        for lesson, task in tasks[: len(tasks) - leave]
        for block_id, kind in _marks(task, person)
    ]


def _marks(task, person: str) -> list[tuple[str, str]]:
    from courses.enums import TaskKind
    from courses.grading import asked_of
    from learning.enums import EventKind

    if task is None:
        return [("", EventKind.DONE)]
    if task.kind == TaskKind.SCENARIO:
        return [(task.id, EventKind.ENDED)]
    return [(block_id, EventKind.ANSWERED) for block_id in asked_of(task, person)]


def right_fields(edition, lesson, block_id: str) -> dict[str, list[str]]:
    """Return the fields of the form that answer a question rightly."""
    from courses.frozen import frozen_lesson

    question = frozen_lesson(edition, lesson).questions[block_id]
    return question.fields(question.solution())


def answer_requests(user, edition, lessons, *, htmx: bool, status: int) -> list[dict]:
    """Return one request per question of these lessons."""
    from django.urls import reverse

    from benchmarks import plans
    from courses.grading import asked_of

    cookies = plans.cookies_of(user)
    return [
        plans.post_form(
            reverse("learning:answer", args=[edition.slug, lesson.slug, block_id]),
            {
                **right_fields(edition, lesson, block_id),
                "command_id": str(uuid.uuid4()),
                "owner": "",
            },
            cookies=cookies,
            status=status,
            headers={"HX-Request": "true"} if htmx else {},
        )
        for lesson in lessons
        for task in lesson.tasks
        for block_id in asked_of(task, str(user.key))
    ]


def make_completions(organisation, count: int) -> None:
    """Fill the list of the HR office."""
    from datetime import date

    from certificates.models import STATUS_LIST_LENGTH, Certificate
    from learning.models import Completion

    rows = Completion.objects.bulk_create(
        Completion(
            person_key=uuid.uuid4(),
            organisation=organisation,
            course_key=uuid.UUID(int=n % 7 + 1),
            completed_on=date(2026, 1 + n % 9, 1 + n % 28),
            person_name=f"Person {n}",
            course_title=f"Kurs {n % 7 + 1}",
            edition_number=1,
            minutes=180,
            snapshot={},
        )
        for n in range(count)
    )
    Certificate.objects.bulk_create(
        Certificate(
            completion=row,
            issued_on=row.completed_on,
            language="de",
            snapshot={},
            status_list=n // STATUS_LIST_LENGTH,
            status_index=n % STATUS_LIST_LENGTH,
        )
        for n, row in enumerate(rows)
    )


def make_reader(organisation, edition, measured: str):
    """Return somebody half-way through, who has answered one question of the lesson."""
    from courses.enums import QUESTION_KINDS
    from learning import services
    from learning.models import ProgressEvent

    (reader,) = make_people(organisation, 1, "leserin")
    enrolment = services.enrol(actor=reader, course_slug=edition.slug)
    ProgressEvent.objects.bulk_create(happened(enrolment, edition.outline.lessons[:15]))
    lesson = edition.outline.lesson(slug=measured)
    block_id = next(task.id for task in lesson.tasks if task.kind in QUESTION_KINDS)
    services.record_answer(
        actor=reader,
        enrolment=enrolment,
        lesson_key=lesson.key,
        block_id=block_id,
        fields=right_fields(edition, lesson, block_id),
        command_id=uuid.uuid4(),
    )
    return reader


def make_answers(organisation, edition, prefix: str, *, htmx: bool) -> list[dict]:
    from learning import services

    requests = []
    for user in make_people(organisation, ANSWERERS, prefix):
        services.enrol(actor=user, course_slug=edition.slug)
        requests += answer_requests(
            user, edition, edition.outline.lessons, htmx=htmx, status=200 if htmx else 302
        )
    return requests


def make_last_answers(organisation, edition) -> list[dict]:
    """Return answers after which nothing is missing, one person each."""
    from courses.enums import QUESTION_KINDS
    from learning import services
    from learning.models import ProgressEvent

    lessons = edition.outline.lessons
    asked = [
        lesson for lesson in lessons if lesson.tasks and lesson.tasks[-1].kind in QUESTION_KINDS
    ]
    last = asked[-1]
    order = [*(lesson for lesson in lessons if lesson != last), last]
    requests, events = [], []
    for user in make_people(organisation, FINISHERS, "letzte"):
        enrolment = services.enrol(actor=user, course_slug=edition.slug)
        events += happened(enrolment, order, leave=1)
        requests += answer_requests(user, edition, [last], htmx=False, status=302)[-1:]
    ProgressEvent.objects.bulk_create(events)
    return requests


def reading_requests(reader, edition, measured: str) -> dict:
    from django.urls import reverse

    from benchmarks import plans

    cookies = plans.cookies_of(reader)

    def page(name, *args, contains=""):
        return [plans.get(reverse(name, args=args), cookies=cookies, contains=contains)]

    return {
        "course page": page("learning:course", edition.slug, contains="Messkurs"),
        "lesson": page("learning:lesson", edition.slug, measured, contains="data-block"),
        "dashboard": page("learning:dashboard", contains="Messkurs"),
        "catalogue": page("courses:catalogue", contains="Messkurs"),
        # As a browser visits them, one after the other.
        "text lessons": [
            request
            for lesson in edition.outline.lessons[:2]
            for request in page("learning:lesson", edition.slug, lesson.slug)
        ],
        # Read by nobody in particular, to fill the caches of both workers.
        "all lessons": [
            request
            for lesson in edition.outline.lessons
            for request in page("learning:lesson", edition.slug, lesson.slug)
        ],
    }


def record_requests(organisation) -> dict:
    """Return requests around records: the HR office's list, a download, the check page."""
    from django.urls import reverse

    from accounts.models import User
    from benchmarks import plans
    from certificates.models import CertificateFile

    stored = CertificateFile.objects.filter(
        certificate__completion__user__isnull=False
    ).select_related("certificate__completion__user")[0]
    code, owner = stored.certificate.code, stored.certificate.completion.user
    head = User.objects.get(email="personal@musterstadt.example")
    check = reverse("certificates:check", args=[code])
    return {
        "download": [
            plans.get(
                reverse("certificates:download", args=[code]),
                cookies=plans.cookies_of(owner),
                contains="%PDF",
            )
        ],
        "own file view": [
            plans.get(
                f"/benchmark/file/{stored.pk}/", cookies=plans.cookies_of(owner), contains="%PDF"
            )
        ],
        # Thirty visitors, because the page admits each of them ten times a minute.
        "check page": [
            plans.get(check, headers={"X-Forwarded-For": f"127.1.0.{n}"}, contains="Umgang")
            for n in range(1, 31)
        ],
        "HR list": [
            plans.get(reverse("hr:desk"), cookies=plans.cookies_of(head), contains="Person 2")
        ],
    }


def seed(content_file: str, plan_file: str) -> None:
    from accounts.models import Organisation
    from benchmarks import plans
    from benchmarks.ours.course import measured_course, measured_lesson, texts_for_peers

    plans.write(content_file, texts_for_peers(measured_course()))
    prepare()
    data, edition = make_course()
    organisation = Organisation.objects.get(name="Musterstadt")
    measured = measured_lesson(data)
    plan = reading_requests(make_reader(organisation, edition, measured), edition, measured)
    plan["answer"] = make_answers(organisation, edition, "antwort", htmx=False)
    plan["answer, htmx"] = make_answers(organisation, edition, "htmx", htmx=True)
    plan["last answer"] = make_last_answers(organisation, edition)
    make_completions(organisation, PLACES)
    plans.write(plan_file, plan | record_requests(organisation))


if __name__ == "__main__":
    django.setup()
    seed(*sys.argv[1:3])
