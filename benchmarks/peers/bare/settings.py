"""A bare Wagtail project."""

from benchmarks.peers.common import *  # noqa: F403
from benchmarks.peers.common import INSTALLED_APPS

ROOT_URLCONF = "benchmarks.peers.bare.urls"
INSTALLED_APPS = ["benchmarks.peers.bare", *INSTALLED_APPS]
