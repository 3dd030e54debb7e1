"""A project around wagtail-lms, as its README describes it."""

from benchmarks.peers.plain_site import *  # noqa: F403
from benchmarks.peers.plain_site import INSTALLED_APPS

ROOT_URLCONF = "benchmarks.peers.wagtail_lms_site.urls"
INSTALLED_APPS = ["wagtail_lms", *INSTALLED_APPS]
