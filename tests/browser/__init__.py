"""Tests in Chromium. A finding inside a helper is told in full, as one in a test is."""

import pytest

pytest.register_assert_rewrite("tests.browser.visitor")
