"""A learning path as one person sees it: how far they are with each course along it."""

from dataclasses import dataclass

from courses.selectors.paths import PathPage, PathStep, learning_path
from learning.selectors.progress import MyCourse, my_courses


@dataclass(frozen=True)
class MyStep:
    """One course along the path; `mine` is None for visitors and for what is not begun."""

    step: PathStep
    mine: MyCourse | None = None


@dataclass(frozen=True)
class MyPath:
    """A path with the viewer's own state; `next` is the first course that is not completed."""

    path: PathPage
    steps: tuple[MyStep, ...]
    next: MyStep | None = None


def my_path(viewer, slug: str, language: str) -> MyPath | None:
    """Return the path of a target group, or None where there is none.

    Only the viewer sees how far they are; nobody is told that somebody looked.
    """
    path = learning_path(slug, language)
    if path is None:
        return None
    mine: dict = {}
    if viewer.is_authenticated:
        for course in my_courses(viewer):
            mine.setdefault(course.enrolment.course_key, course)
            if course.completion:  # renewing takes nothing away
                mine[course.enrolment.course_key] = course
    steps = tuple(MyStep(step, mine.get(step.course.course_key)) for step in path.steps)
    open_steps = [item for item in steps if not (item.mine and item.mine.completion)]
    return MyPath(path, steps, next=open_steps[0] if open_steps else None)
