"""Gives every test process a data folder of its own, before the settings are read.

Loaded by pytest's ``-p``: a conftest would come too late, because pytest-django reads the settings
first. Whatever ``LUBAN_HOME`` says outside, no test touches it.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from hypothesis import settings

REPOSITORY = Path(__file__).resolve().parent.parent.parent
OUTSIDE = (
    "LUBAN_CONTENT_ORIGIN",
    "LUBAN_DEMO",
    "LUBAN_DEBUG",
    "LUBAN_HOSTS",
    "LUBAN_LOG",
    "LUBAN_SECRET_KEY",
    "LUBAN_SITE_URL",
    "LUBAN_TIME_ZONE",
    "STORAGE_URL",
)
"""What a person may have set for themselves, and what must not change a test."""

_home = tempfile.mkdtemp(prefix="luban-test-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
# The first process of a run makes it, and its workers share it.
if "LUBAN_TEMPLATES" not in os.environ:
    os.environ["LUBAN_TEMPLATES"] = tempfile.mkdtemp(prefix="luban-templates-")
    atexit.register(shutil.rmtree, os.environ["LUBAN_TEMPLATES"], ignore_errors=True)
TEMPLATES = Path(os.environ["LUBAN_TEMPLATES"])
"""Where ``templates`` keeps what is made once."""
(Path(_home) / "static").mkdir()  # WhiteNoise warns of a missing folder, and warnings are errors

os.environ["LUBAN_HOME"] = _home
os.environ["LUBAN_PLAIN_STATIC"] = "1"
os.environ.setdefault("LUBAN_FONTS", str(REPOSITORY / ".fonts"))
for name in OUTSIDE:
    os.environ.pop(name, None)

# A busy machine is no fault of the code: time limits are measured by the benchmarks, not here.
settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")
