"""Models of the courses app. Import them from here: `from courses.models import CoursePage`."""

from courses.models.editions import CourseEdition, EditionLesson, EditionMedia
from courses.models.glossary import GlossaryTerm
from courses.models.pages import (
    CourseAudience,
    CourseContentNote,
    CourseContributor,
    CourseIndexPage,
    CourseObjective,
    CoursePage,
    LessonPage,
    ModulePage,
)
from courses.models.paths import LearningPath, LearningPathStep

__all__ = [
    "CourseAudience",
    "CourseContentNote",
    "CourseContributor",
    "CourseEdition",
    "CourseIndexPage",
    "CourseObjective",
    "CoursePage",
    "EditionLesson",
    "EditionMedia",
    "GlossaryTerm",
    "LearningPath",
    "LearningPathStep",
    "LessonPage",
    "ModulePage",
]
