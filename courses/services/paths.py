"""Writing learning paths from plain data: for the demo and for tests."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.permissions import SYSTEM
from courses.enums import TargetGroup
from courses.models import CoursePage, LearningPath, LearningPathStep


@transaction.atomic
def set_learning_path(
    *,
    actor,
    target_group: TargetGroup,
    language: str,
    title: str,
    introduction: str,
    steps: Sequence[tuple[CoursePage, str]],
) -> LearningPath:
    """Create or replace the path of a target group; `steps` are courses with a note each.

    Raises `PermissionDenied` for somebody who may not change paths, and `ValidationError`.
    """
    if actor is not SYSTEM and not actor.has_perm("courses.change_learningpath"):
        raise PermissionDenied
    path, _created = LearningPath.objects.get_or_create(
        target_group=target_group, language=language
    )
    path.title, path.introduction = title, introduction
    path.steps = [
        LearningPathStep(course=course, note=note, sort_order=place)
        for place, (course, note) in enumerate(steps)
    ]
    path.full_clean()
    path.save()
    return path
