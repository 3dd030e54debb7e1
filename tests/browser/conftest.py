"""Fixtures of the browser tests: Chromium, the demo as data, browsers that are watched.

They run in a process of their own (`script/test -m browser`): see `_driver_first`.
"""

import shutil
import sqlite3

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import expect

from lms import demo
from tests.browser.visitor import Visitor
from tests.browser.watch import Watch

# A machine that is busy with other things must not turn a test red.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {
        **browser_type_launch_args,
        "executable_path": shutil.which("chromium"),
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {
        **browser_context_args,
        "locale": "de-DE",
        "timezone_id": "Europe/Berlin",
        "reduced_motion": "reduce",  # pages are where they scroll to at once
    }


@pytest.fixture(scope="session")
def django_db_modify_db_settings(playwright, tmp_path_factory):
    """Give every request a connection of its own, as in production: a file, not memory.

    The driver has to run before the database is made: under its event loop Django hands out
    other connections than before.
    """
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        file = tmp_path_factory.mktemp("database") / "browser.sqlite3"
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(file)


@pytest.fixture(scope="session")
def demo_copy(django_db_setup, django_db_blocker):
    """Make the demo once, which takes seconds; keep a copy that is back in no time."""
    assert connection.vendor == "sqlite", "Browser tests run on SQLite."
    assert not connection.is_in_memory_db(), "Run them alone: script/test -m browser"
    migrated, copy = sqlite3.connect(":memory:"), sqlite3.connect(":memory:")
    with django_db_blocker.unblock():
        connection.ensure_connection()
        connection.connection.backup(migrated)
        demo.run()
        connection.connection.backup(copy)
        migrated.backup(connection.connection)  # as `serialized_rollback` expects it
        connection.close()
    return copy


@pytest.fixture
def demo_site(demo_copy, live_server):
    """The demo, fresh for every test, behind a live server. Returns the server's address."""
    connection.ensure_connection()
    demo_copy.backup(connection.connection)
    connection.close()
    return live_server.url


@pytest.fixture
def open_browser(new_context, demo_site):
    """Return a function that opens a browser with nothing stored and gives its visitor.

    After the test, none of them may have met an error or asked a foreign host for anything.
    """
    visitors = []

    def open_browser(width: int = 1280, **options) -> Visitor:
        context = new_context(base_url=demo_site, **options)
        context.set_default_timeout(PATIENCE)
        javascript = options.get("java_script_enabled", True)
        visitor = Visitor(context.new_page(), Watch(context, demo_site), javascript=javascript)
        visitor.page.set_viewport_size({"width": width, "height": 900})
        visitors.append(visitor)
        return visitor

    yield open_browser
    for visitor in visitors:
        visitor.leave()
    assert [problem for visitor in visitors for problem in visitor.watch.problems] == []


@pytest.fixture
def visitor(open_browser) -> Visitor:
    return open_browser()
