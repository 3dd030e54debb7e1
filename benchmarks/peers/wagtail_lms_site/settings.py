"""A project around wagtail-lms, as its README describes it."""

import os
from pathlib import Path

from benchmarks.peers.plain_site import *  # noqa: F403
from benchmarks.peers.plain_site import INSTALLED_APPS, MIDDLEWARE

ROOT_URLCONF = "benchmarks.peers.wagtail_lms_site.urls"
INSTALLED_APPS = ["wagtail_lms", *INSTALLED_APPS]

if os.environ.get("BENCHMARK_PACKED"):
    # What a careful operator would add, so that browsers measure the pages and not the set-up.
    STATIC_ROOT = Path(os.environ["BENCHMARK_DIR"]) / "peer-static"
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
    }
    WHITENOISE_MAX_AGE = 3600
    MIDDLEWARE = [
        MIDDLEWARE[0],
        "whitenoise.middleware.WhiteNoiseMiddleware",
        "django.middleware.gzip.GZipMiddleware",
        *MIDDLEWARE[1:],
    ]
