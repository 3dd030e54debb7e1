"""The table of the documentation is current, and the command writes it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from courses.models import CourseEdition, GlossaryTerm
from lms.courseware import table
from lms.courseware.files import CONTENT_DIR
from lms.management.commands import load_courses


def run(*words, **options) -> str:
    out = StringIO()
    call_command("load_courses", *words, stdout=out, **options)
    return out.getvalue()


def test_the_table_is_current():
    assert table.FILE.read_text() == table.text(), "Run manage.py load_courses --table."


def test_the_command_writes_it(tmp_path, monkeypatch):
    monkeypatch.setattr(table, "FILE", tmp_path / "courses.md")
    assert run(table=True) == "Wrote courses.md.\n"
    assert "| Worum es geht | 3 |" in table.FILE.read_text()


class TestLoadCourses:
    @pytest.fixture(autouse=True)
    def _own_files(self, files, monkeypatch):
        monkeypatch.setattr(load_courses, "CONTENT_DIR", files.content)
        self.files = files

    def test_it_says_what_the_linter_says(self):
        with pytest.raises(CommandError, match="remarks"):
            run(check=True)  # one small course does not keep every promise
        self.files.change("02-zwei", lambda data: data.update(minutes=8))
        with pytest.raises(CommandError, match="1 remarks"):
            run("kurs", check=True)

    def test_a_sound_course_passes(self):
        assert run("kurs", check=True) == "The course files are sound.\n"

    def test_checking_one_course_checks_what_it_shares_and_that_it_exists(self):
        (self.files.content / "glossar.yaml").write_text("- term: Anfeindung")
        with pytest.raises(CommandError, match="1 remarks"):
            run("kurs", check=True)
        with pytest.raises(CommandError, match="no lms/content/nichts/course.yaml"):
            run("nichts", check=True)

    @pytest.mark.django_db
    def test_a_glossary_that_cannot_be_read_is_named(self, course_index):
        (self.files.content / "glossar.yaml").write_text("- term: [Anfeindung")
        with pytest.raises(CommandError, match="glossar.yaml: cannot be read: line 2"):
            run(yes=True)

    @pytest.mark.django_db
    @pytest.mark.parametrize("stop", [KeyboardInterrupt, EOFError])
    def test_whoever_stops_it_is_told_how_to_go_on(self, course_index, monkeypatch, stop):
        def asked(_question):
            raise stop

        monkeypatch.setattr(load_courses.Command, "_interactive", lambda _self: True)
        monkeypatch.setattr("builtins.input", asked)
        with pytest.raises(CommandError, match="kurs: stopped. Run it again"):
            run()
        assert CourseEdition.objects.count() == 0

    @pytest.mark.django_db
    def test_it_loads_courses_and_terms_and_may_be_run_again(self, course_index):
        assert "Created and released “Ein Kurs”" in run(yes=True)
        assert GlossaryTerm.objects.filter(term="Anfeindung").exists()
        assert run("kurs", yes=True) == "kurs: nothing has changed.\n"
        assert CourseEdition.objects.count() == 1

    @pytest.mark.django_db
    def test_without_yes_it_stops_where_it_cannot_ask(self, course_index):
        with pytest.raises(CommandError, match="kurs: Nothing was changed"):
            run()
        assert CourseEdition.objects.count() == 0

    @pytest.mark.django_db
    def test_an_unknown_course_is_refused(self, course_index):
        with pytest.raises(CommandError, match="no lms/content/nichts/course.yaml"):
            run("nichts", yes=True)


def test_it_asks_until_it_is_answered(monkeypatch):
    answers = iter(["vielleicht", "", "k"])
    monkeypatch.setattr("builtins.input", lambda _question: next(answers))
    assert load_courses.Command()._ask("Was nun?", ("keep", "overwrite")) == "keep"


def test_the_courses_are_where_the_command_looks():
    assert (CONTENT_DIR / "umgang-mit-anfeindungen" / "course.yaml").is_file()
