"""A bare Wagtail project."""

from benchmarks.peers.plain_site import *  # noqa: F403
from benchmarks.peers.plain_site import INSTALLED_APPS

ROOT_URLCONF = "benchmarks.peers.bare.urls"
INSTALLED_APPS = ["benchmarks.peers.bare", *INSTALLED_APPS]
