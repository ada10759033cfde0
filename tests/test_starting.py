"""What a process of ours loads before it has anything to do: nothing that only a few deeds need."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.harness.environment import REPOSITORY

HEAVY = {
    *("PIL", "boto3", "bs4", "docx", "lxml", "mammoth", "markdownify", "numpy", "openpyxl"),
    *("pypdf", "pypinyin", "qrcode", "rapidfuzz", "snowballstemmer", "typst"),
}
"""Libraries that cost tens of milliseconds or tens of megabytes, and serve single deeds."""
SETTING_UP = "import django; django.setup()"
SERVING = "from openluban.config.worker import application; application()"
MIGRATING = f"{SETTING_UP}; from openluban.config.preparing import pending_migrations; "
MIGRATING += "pending_migrations()"


@pytest.mark.parametrize("deed", [SETTING_UP, MIGRATING, SERVING], ids=["any", "command", "server"])
def test_large_libraries_come_when_they_are_used(tmp_path: Path, deed: str) -> None:
    own = {"LUBAN_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "openluban.config.settings"}
    own |= {"DATABASE_URL": "", "PYTHONPATH": os.pathsep.join(sys.path)}
    told = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", f"import sys; {deed}; print(*sys.modules)"],
        cwd=REPOSITORY,
        env=os.environ | own,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    loaded = set(told.stdout.split())
    assert "openluban.teaching.library.models" in loaded
    assert not HEAVY & loaded
