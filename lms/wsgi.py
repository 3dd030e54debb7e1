"""WSGI entry point, run by gunicorn in production and by script/server."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.base")

application = get_wsgi_application()

# Import every view now, so that the first visitor of a worker does not wait for it.
get_resolver().url_patterns  # noqa: B018
