"""Every variable is documented, and every documented one exists."""

import re
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from lms.settings.environment import PROJECT_DIR, VARIABLES, read


def test_the_page_of_settings_lists_exactly_the_declared_variables():
    page = (PROJECT_DIR / "docs" / "settings.md").read_text()
    assert re.findall(r"^\| `(LMS_\w+)` \|", page, re.MULTILINE) == list(VARIABLES)


def test_the_page_says_what_each_is_for():
    page = (PROJECT_DIR / "docs" / "settings.md").read_text()
    assert [name for name, variable in VARIABLES.items() if variable.purpose not in page] == []


def test_nobody_reads_the_environment_past_the_reader():
    found = [
        str(path)
        for app in ("core", "accounts", "courses", "learning", "certificates", "hr", "lms")
        for path in (PROJECT_DIR / app).rglob("*.py")
        if re.search(r"getenv|environ(\[|\.get|\.setdefault)", path.read_text())
        and path.name not in {"environment.py", "base.py", "dev.py", "test.py", "wsgi.py"}
    ]
    assert found == []


def test_an_undeclared_variable_does_not_exist():
    with pytest.raises(KeyError):
        read("LMS_NO_SUCH_THING")


def test_the_secret_key_is_required(monkeypatch):
    monkeypatch.delenv("LMS_SECRET_KEY")
    with pytest.raises(ImproperlyConfigured):
        read("LMS_SECRET_KEY")


def test_the_folder_of_documents_has_no_dead_links():
    dead = []
    for page in [*PROJECT_DIR.glob("*.md"), *(PROJECT_DIR / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text()):
            if not target.startswith(("http", "mailto")) and not (page.parent / target).exists():
                dead.append(f"{page.name}: {target}")
    assert dead == []
    assert isinstance(PROJECT_DIR, Path)
