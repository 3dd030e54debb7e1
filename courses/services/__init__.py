"""Writing courses: authoring, release and the set-up of an empty site."""

from courses.services.authoring import CourseData, LessonData, ModuleData, create_course
from courses.services.glossary import TermData, add_terms
from courses.services.loading import (
    Compared,
    Comparison,
    PageState,
    compare,
    note_loaded,
    publish_loaded,
    write_drafts,
)
from courses.services.media import store_document, store_picture
from courses.services.paths import set_learning_path
from courses.services.release import ReleasePreview, check_release, may_release, release
from courses.services.setup import prepare_site

__all__ = [
    "Compared",
    "Comparison",
    "CourseData",
    "LessonData",
    "ModuleData",
    "PageState",
    "ReleasePreview",
    "TermData",
    "add_terms",
    "check_release",
    "compare",
    "create_course",
    "may_release",
    "note_loaded",
    "prepare_site",
    "publish_loaded",
    "release",
    "set_learning_path",
    "store_document",
    "store_picture",
    "write_drafts",
]
