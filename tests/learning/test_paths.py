"""Learning paths as people see them: for visitors without, for learners with their own state."""

import pytest

from accounts.permissions import SYSTEM
from courses.enums import TargetGroup
from courses.services import set_learning_path
from learning.selectors.paths import my_path
from tests import factories

pytestmark = pytest.mark.django_db

PATH = "/lernpfade/mitarbeitende/"


@pytest.fixture
def editions(course_index):
    """Three courses along the path of staff."""
    slugs = ("eins", "zwei", "drei")
    courses = [factories.make_course(course_index, slug=slug) for slug in slugs]
    released = {course.slug: factories.release_course(course) for course in courses}
    set_learning_path(
        actor=SYSTEM,
        target_group=TargetGroup.STAFF,
        language="de",
        title="Sicher im Kontakt",
        introduction="Für alle.",
        steps=[(course, "") for course in courses],
    )
    return released


def states(person) -> list[str]:
    def state(mine) -> str:
        if mine is None:
            return "open"
        return "completed" if mine.completion else str(mine.decision.done_lessons)

    return [state(item.mine) for item in my_path(person, "mitarbeitende", "de").steps]


def test_each_step_says_how_far_one_is(editions, learner):
    assert states(learner) == ["open", "open", "open"]
    factories.complete(learner, editions["eins"])
    factories.work_on(factories.enrol(learner, editions["zwei"]), leave=2)
    assert states(learner) == ["completed", "1", "open"]
    assert my_path(learner, "mitarbeitende", "de").next.step.course.slug == "zwei"


def test_it_ends_when_all_is_completed(editions, learner):
    for edition in editions.values():
        factories.complete(learner, edition)
    assert states(learner) == ["completed"] * 3
    assert my_path(learner, "mitarbeitende", "de").next is None


def test_nobody_sees_the_state_of_another(client, editions, learner, hr):
    factories.complete(learner, editions["eins"])
    assert states(hr) == ["open", "open", "open"]
    assert "path__state" not in client.get(PATH).content.decode()


def test_the_overview_is_linked_where_people_look_for_courses(signed_in, editions):
    for address in ("/kurse/", "/mein-lernen/"):
        assert 'href="/lernpfade/"' in signed_in.get(address).content.decode()
    assert f'href="{PATH}"' in signed_in.get("/lernpfade/").content.decode()


def test_a_path_costs_the_same_however_long_it_is(
    signed_in, learner, editions, django_assert_max_num_queries
):
    for edition in editions.values():
        factories.enrol(learner, edition)
    signed_in.get(PATH)
    with django_assert_max_num_queries(8):
        assert signed_in.get(PATH).status_code == 200
