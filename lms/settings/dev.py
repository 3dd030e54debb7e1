"""Development: `manage.py runserver` without any variable set."""

import os

os.environ.setdefault("LMS_SECRET_KEY", "development-only-" + "x" * 50)
os.environ.setdefault("LMS_BASE_URL", "http://localhost:8000")
os.environ.setdefault("LMS_ALLOWED_HOSTS", "localhost,127.0.0.1,testserver")
os.environ.setdefault("LMS_HTTPS", "false")
os.environ.setdefault("LMS_DEMO", "true")

from lms.settings.base import *  # noqa: E402, F403

DEBUG = True
STORAGES["staticfiles"]["BACKEND"] = (  # noqa: F405
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)
LOGGING["formatters"]["json"] = {"format": "%(levelname)s %(name)s %(message)s"}  # noqa: F405
