"""Tests: SQLite in memory unless LMS_DATABASE_URL names a PostgreSQL server."""

import os
import tempfile

os.environ.setdefault("LMS_SECRET_KEY", "test-only-" + "x" * 50)
os.environ.setdefault("LMS_BASE_URL", "http://localhost")
os.environ.setdefault("LMS_ALLOWED_HOSTS", "localhost,127.0.0.1,testserver")
os.environ.setdefault("LMS_HTTPS", "false")
os.environ.setdefault("LMS_DEMO", "true")
os.environ["LMS_DATA_DIR"] = tempfile.mkdtemp(prefix="lms-test-")

from lms.settings.base import *  # noqa: E402, F403

STORAGES["staticfiles"]["BACKEND"] = (  # noqa: F405
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}  # noqa: F405
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
LOGGING["root"]["level"] = "ERROR"  # noqa: F405
STATIC_ROOT = DATA_DIR  # noqa: F405  exists; whitenoise warns otherwise
