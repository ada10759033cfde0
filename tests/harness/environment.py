"""Gives every test process a data folder of its own, before the settings are read.

Loaded by pytest's ``-p``: a conftest would come too late, because pytest-django reads the settings
first. Whatever ``LUBAN_HOME`` says outside, no test touches it.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent

_home = tempfile.mkdtemp(prefix="luban-test-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)

os.environ["LUBAN_HOME"] = _home
os.environ["LUBAN_PLAIN_STATIC"] = "1"
os.environ.setdefault("LUBAN_FONTS", str(REPOSITORY / ".fonts"))
for name in ("LUBAN_DEMO", "LUBAN_DEBUG", "LUBAN_SITE_URL", "LUBAN_HOSTS", "LUBAN_SECRET_KEY"):
    os.environ.pop(name, None)
