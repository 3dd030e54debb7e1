"""Each course that comes with the product can be taken to its end and brings its proof.

The course on hostility is walked in `test_walk`, and without scripts in `test_other_ways`.
"""

import pytest
from pypdf import PdfReader

from lms.courseware.files import course_folders, read_course
from tests.browser.visitor import COURSE_URL

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
]

OTHERS = [folder for folder in course_folders() if folder.name not in COURSE_URL.split("/")]


@pytest.mark.parametrize("folder", OTHERS, ids=lambda folder: folder.name)
def test_a_learner_completes_the_course(visitor, folder, tmp_path):
    course = read_course(folder)
    # Whoever begins is led to the first required lesson; optional ones come first in a course.
    lessons = sum(lesson.required for module in course.modules for lesson in module.lessons)
    visitor.arrive("lernende@musterstadt.example", f"/kurse/{course.slug}/")
    visitor.check()
    visitor.click("Kurs beginnen", "button")
    assert visitor.work_through(lessons=lessons) == lessons
    visitor.at(f"/kurse/{course.slug}/abschluss/")
    visitor.download("Bescheinigung herunterladen (PDF)").save_as(tmp_path / "certificate.pdf")
    text = PdfReader(tmp_path / "certificate.pdf").pages[0].extract_text()
    assert course.certificate_contents[0].split()[0] in text
