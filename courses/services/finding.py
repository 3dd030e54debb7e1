"""Making released editions findable. What is not released is in no index."""

from django.contrib.contenttypes.models import ContentType
from wagtail.search.backends import get_search_backend
from wagtail.search.models import IndexEntry

from courses.models import CourseEdition, EditionLesson


def index_edition(edition: CourseEdition) -> None:
    """Put an edition and its lessons into the search index, and its forerunners out of it.

    Call it inside the transaction of the release. Nothing is left to a background task: what
    can be read can be found. `manage.py update_index` makes the whole index anew.
    """
    before = CourseEdition.objects.filter(
        course_key=edition.course_key, language=edition.language
    ).exclude(pk=edition.pk)
    _forget(CourseEdition, before.values_list("pk", flat=True))
    _forget(
        EditionLesson, EditionLesson.objects.filter(edition__in=before).values_list("pk", flat=True)
    )
    backend = get_search_backend()
    backend.add(edition)
    backend.add_bulk(EditionLesson, list(edition.lessons.select_related("edition")))


def _forget(model, keys) -> None:
    IndexEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(model), object_id__in=map(str, keys)
    ).delete()
