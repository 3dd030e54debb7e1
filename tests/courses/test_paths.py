"""Learning paths: written by trainers, leading along what is on offer."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accounts.permissions import SYSTEM
from courses.enums import TargetGroup
from courses.models import CoursePage, LearningPath
from courses.selectors.paths import learning_path, learning_paths
from courses.services import set_learning_path
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def courses(course_index):
    made = [factories.make_course(course_index, slug=slug) for slug in ("erster", "zweiter")]
    for course in made:
        factories.release_course(course)
    return made


def lay(courses, *, actor=SYSTEM, language="de", group=TargetGroup.STAFF, **fields) -> LearningPath:
    return set_learning_path(
        actor=actor,
        target_group=group,
        language=language,
        title=fields.get("title", "Sicher im Kontakt"),
        introduction="Für alle.",
        steps=[(course, f"Weil {course.slug}.") for course in courses],
    )


def steps(language="de") -> list[str]:
    return [step.course.slug for step in learning_path("mitarbeitende", language).steps]


def test_courses_stand_in_the_order_of_the_author(courses):
    lay(reversed(courses))
    assert steps() == ["zweiter", "erster"]
    lay(courses)
    assert steps() == ["erster", "zweiter"]
    assert LearningPath.objects.count() == 1
    assert learning_path("mitarbeitende", "de").minutes == 36


def test_what_is_not_on_offer_is_left_out(course_index, courses):
    draft = factories.make_course(course_index, slug="entwurf")
    lay([draft, *courses])
    assert steps() == ["erster", "zweiter"]
    CoursePage.objects.get(slug="erster").unpublish()
    assert steps() == ["zweiter"]
    courses[1].delete()
    assert steps() == []


def test_a_language_without_a_path_has_that_of_the_main_language(courses):
    lay(courses, title="Deutsch")
    assert learning_path("mitarbeitende", "en").entry.title == "Deutsch"
    lay(courses, language="en", title="English")
    assert learning_path("mitarbeitende", "en").entry.title == "English"
    assert [entry.title for entry in learning_paths("de")] == ["Deutsch"]


@pytest.mark.parametrize("slug", ["fuehrung", "chef", "staff", ""])
def test_there_is_no_path_where_nobody_laid_one(courses, slug):
    lay(courses)
    assert learning_path(slug, "de") is None


def test_only_trainers_lay_paths(courses, trainer, learner, hr, admin):
    lay(courses, actor=trainer)
    for person in (learner, hr, admin):
        with pytest.raises(PermissionDenied):
            lay(courses, actor=person)


def test_a_path_without_a_title_is_refused(courses):
    with pytest.raises(ValidationError):
        lay(courses, title="")
    assert LearningPath.objects.count() == 0


def test_a_trainer_lays_one_in_the_administration(client, courses, trainer):
    client.force_login(trainer)
    add = reverse("learning_paths:add")
    assert client.get(add).status_code == 200
    data = {
        "target_group": "managers",
        "language": "de",
        "title": "Den Rücken stärken",
        "introduction": "Für Führungskräfte.",
        "steps-TOTAL_FORMS": 1,
        "steps-INITIAL_FORMS": 0,
        "steps-MIN_NUM_FORMS": 1,
        "steps-MAX_NUM_FORMS": 1000,
        "steps-0-course": courses[1].pk,
        "steps-0-note": "Damit beginnen.",
        "steps-0-ORDER": 1,
    }
    assert client.post(add, data).status_code == 302
    path = learning_path("fuehrung", "de")
    assert [(step.course.slug, step.note) for step in path.steps] == [
        ("zweiter", "Damit beginnen.")
    ]
    again = client.post(add, data)  # one path for each group and language
    assert (again.status_code, LearningPath.objects.count()) == (200, 1)
