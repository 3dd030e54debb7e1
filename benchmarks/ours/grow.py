"""Lets a filled database grow: `python -m benchmarks.ours.grow COURSES PEOPLE`.

What learners read of a course are the rows of its edition. They are copied; of the pages
only the course's own is made, which the catalogue asks for.
"""

import sys
from dataclasses import replace

import django


def add_courses(edition, count: int) -> list:
    from accounts.permissions import SYSTEM
    from benchmarks.ours.course import measured_course
    from courses.models import CourseEdition, EditionLesson
    from courses.services import create_course, prepare_site

    index = prepare_site()
    bodies = list(edition.lessons.values("key", "body"))
    data = replace(measured_course(), modules=[])
    editions = []
    for n in range(count):
        title, slug = f"Weiterer Kurs {n}", f"weiterer-kurs-{n}"
        course = create_course(
            actor=SYSTEM, index=index, data=replace(data, slug=slug, title=title)
        )
        copy = CourseEdition.objects.create(
            course_key=course.translation_key,
            language=edition.language,
            number=1,
            slug=slug,
            title=title,
            kind=edition.kind,
            note=edition.note,
            outline_data=edition.outline_data | {"title": title},
            released_on=edition.released_on,
            released_by=edition.released_by,
        )
        EditionLesson.objects.bulk_create(EditionLesson(edition=copy, **body) for body in bodies)
        editions.append(copy)
    return editions


def add_people(editions: list, count: int) -> None:
    """Add people in twenty municipalities, each half-way through one of the courses."""
    from accounts.models import Organisation
    from benchmarks.ours.seed import happened, make_people
    from learning.models import Enrolment, ProgressEvent

    lessons = editions[0].outline.lessons
    for n in range(20):
        organisation = Organisation.objects.create(name=f"Gemeinde {n}")
        people = make_people(organisation, count // 20, f"gemeinde{n}-")
        enrolments = Enrolment.objects.bulk_create(
            Enrolment(
                user=person,
                course_key=editions[place % len(editions)].course_key,
                edition=editions[place % len(editions)],
                organisation=organisation,
            )
            for place, person in enumerate(people)
        )
        ProgressEvent.objects.bulk_create(
            event
            for place, enrolment in enumerate(enrolments)
            for event in happened(enrolment, lessons[: place % 14])
        )


def start_more_courses(editions: list) -> None:
    """Let the reader start some of the courses, so that the dashboard has several."""
    from accounts.models import User
    from learning import services

    reader = User.objects.get(email="leserin0@musterstadt.example")
    for edition in editions[:3]:
        services.enrol(actor=reader, course_slug=edition.slug)


def grow(courses: int, people: int) -> None:
    from benchmarks.ours.course import SLUG
    from courses.models import CourseEdition

    first = CourseEdition.objects.get(slug=SLUG)
    editions = add_courses(first, courses)
    add_people([first, *editions], people)
    start_more_courses(editions)


if __name__ == "__main__":
    django.setup()
    grow(int(sys.argv[1]), int(sys.argv[2]))
