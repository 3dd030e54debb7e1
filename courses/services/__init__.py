"""Writing courses: authoring, release and the set-up of an empty site."""

from courses.services.authoring import CourseData, LessonData, ModuleData, create_course
from courses.services.glossary import TermData, add_terms
from courses.services.paths import set_learning_path
from courses.services.release import ReleasePreview, check_release, may_release, release
from courses.services.setup import prepare_site

__all__ = [
    "CourseData",
    "LessonData",
    "ModuleData",
    "ReleasePreview",
    "TermData",
    "add_terms",
    "check_release",
    "create_course",
    "may_release",
    "prepare_site",
    "release",
    "set_learning_path",
]
