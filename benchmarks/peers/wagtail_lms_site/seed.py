"""Fills wagtail-lms: `python -m benchmarks.peers.wagtail_lms_site.seed CONTENT PLAN`.

One course with the lessons of our own course. A question becomes an H5P activity, whose text
the browser loads later; of its package only the row exists, no request measured here reads
more. The first lesson stays open, so that completing another never looks through all of them:
that is the peer's cheapest case.
"""

import sys

import django

COMPLETED = "http://adlnet.gov/expapi/verbs/completed"
LIST_ROWS = 300


def make_course(content: list[dict]):
    from wagtail.models import Page
    from wagtail_lms.models import CoursePage, H5PActivity, H5PLessonPage

    course = CoursePage(title="Kurs", slug="kurs", description="<p>Worum es geht.</p>")
    Page.objects.get(depth=2).add_child(instance=course)
    lessons = []
    for number, data in enumerate(content, start=1):
        activities = H5PActivity.objects.bulk_create(
            H5PActivity(
                title=f"Frage {number}.{place}",
                package_file="h5p_packages/question.h5p",
                extracted_path=f"question-{number}-{place}",
                main_library="H5P.MultiChoice",
            )
            for place in range(data["questions"] or 1)
        )
        lesson = H5PLessonPage(
            title=data["title"],
            slug=f"lektion-{number}",
            body=[
                *(("paragraph", text) for text in data["texts"]),
                *(("h5p_activity", {"activity": activity}) for activity in activities),
            ],
        )
        course.add_child(instance=lesson)
        lessons.append((lesson, activities))
    return course, lessons


def make_people(course, lessons, count: int) -> list:
    """Create people who are enrolled and, of each lesson, lack only the last activity."""
    from django.contrib.auth import get_user_model
    from django.utils import timezone
    from wagtail_lms.models import CourseEnrollment, H5PAttempt

    users = get_user_model().objects.bulk_create(
        get_user_model()(username=f"person{number}", password="!") for number in range(LIST_ROWS)
    )
    CourseEnrollment.objects.bulk_create(
        CourseEnrollment(
            user=user, course=course, completed_at=timezone.now() if place >= count else None
        )
        for place, user in enumerate(users)
    )
    H5PAttempt.objects.bulk_create(
        H5PAttempt(user=user, activity=activity, completion_status="completed")
        for user in users[:count]
        for _lesson, activities in lessons
        for activity in activities[:-1]
    )
    return users[:count]


def completing_answers(cookies: dict, lessons) -> list[dict]:
    from django.urls import reverse

    from benchmarks import plans

    return [
        plans.post_json(
            reverse("wagtail_lms:h5p_xapi", args=[activities[-1].pk]),
            {
                "verb": {"id": COMPLETED, "display": {"en-US": "completed"}},
                "object": {"id": f"http://localhost/h5p/{activities[-1].pk}"},
                "result": {"score": {"raw": 1, "min": 0, "max": 1, "scaled": 1}},
            },
            cookies=cookies,
        )
        for _lesson, activities in lessons[1:]
    ]


def seed(content: list[dict], plan_file: str, people: int) -> None:
    from django.contrib.auth import get_user_model
    from django.urls import reverse
    from wagtail_lms.models import H5PLessonCompletion

    from benchmarks import plans

    course, lessons = make_course(content)
    reader, *answerers = make_people(course, lessons, people + 1)
    H5PLessonCompletion.objects.bulk_create(
        H5PLessonCompletion(user=reader, lesson=lesson)
        for lesson, _ in lessons[: len(lessons) // 2]
    )
    cookies = plans.cookies_of(reader)
    at = next(n for n, data in enumerate(content) if data["measured"])
    head = get_user_model().objects.create_superuser("head", password="x")
    plans.write(
        plan_file,
        {
            "peer course": [plans.get("/kurs/", cookies=cookies, contains=lessons[-1][0].title)],
            "peer lesson": [
                plans.get(f"/kurs/lektion-{at + 1}/", cookies=cookies, contains="lms-h5p-activity")
            ],
            "peer lessons": [
                plans.get(f"/kurs/lektion-{number}/", cookies=cookies, contains="lms-h5p-activity")
                for number in (at, at + 1)
            ],
            "peer answer": [
                request
                for user in answerers
                for request in completing_answers(plans.cookies_of(user), lessons)
            ],
            "peer list": [
                plans.get(
                    reverse("courseenrollment:index"),
                    cookies=plans.cookies_of(head),
                    contains="person",
                )
            ],
        },
    )


if __name__ == "__main__":
    django.setup()
    from benchmarks.plans import read

    seed(read(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
