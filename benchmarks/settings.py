"""The settings of an installation, and what the measurements need besides."""

import os

from openluban.config.settings import *  # noqa: F403 - the very settings that are measured
from openluban.config.settings import CACHES as _CACHES

ROOT_URLCONF = "benchmarks.urls"
CACHES = _CACHES
if os.environ.get("LUBAN_BENCH_KEEPS") != "1":
    CACHES = {"default": {"BACKEND": "benchmarks.caches.NoPages"}}
