"""The production settings; only the collected static files lie in a folder of their own.

One address is added, to compare with.
"""

import os
from pathlib import Path

from lms.settings.base import *  # noqa: F403
from lms.settings.base import STORAGES

ROOT_URLCONF = "benchmarks.ours.urls"
STATIC_ROOT = Path(os.environ["BENCHMARK_DIR"]) / "static"
if not os.environ.get("BENCHMARK_PACKED"):
    # The same addresses as in production, without packing every file twice before a measurement.
    STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    )
