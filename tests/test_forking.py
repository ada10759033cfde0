"""What tests fork is like any process: its own settings, folder and streams, and its own end."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from tests.harness import forking

TELL = """
import os
import django
django.setup()
from django.conf import settings
from django.db import connection
print(os.getcwd(), settings.LUBAN_HOME, connection.settings_dict["NAME"], input(), sep="|")
"""


def forked(folder: Path, code: str, given: str = "") -> forking.Process:
    own = {
        "LUBAN_HOME": str(folder),
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": forking.SETTINGS,
    }
    wish = forking.Wish(["-c", code], os.environ | own, str(folder))
    return forking.start(wish, given=given)


def test_each_has_settings_folder_and_streams_of_its_own(tmp_path: Path) -> None:
    for name in ("one", "other"):
        folder = tmp_path / name
        folder.mkdir()
        said, _nothing = forked(folder, TELL, given=f"{name}\n").communicate(60)
        assert said.strip().split("|") == [
            *(str(folder), str(folder), str(folder / "luban.sqlite3")),
            name,
        ]


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("pass", 0),
        ("raise SystemExit(3)", 3),
        ("1 / 0", 1),
        ("import os; os._exit(9)", 9),
        ("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", -signal.SIGTERM),
    ],
)
def test_how_it_ends_is_told(tmp_path: Path, code: str, status: int) -> None:
    process = forked(tmp_path, code)
    said, _nothing = process.communicate(60)
    assert process.returncode == status
    assert ("ZeroDivisionError" in said) == (status == 1)


def test_it_can_be_killed_and_leaves_others_alone(tmp_path: Path) -> None:
    waits = "print('here', flush=True); import time; time.sleep(600)"
    one, other = forked(tmp_path, waits), forked(tmp_path, waits)
    assert one.stdout.readline() == other.stdout.readline() == "here\n"
    one.kill()
    assert one.wait(60) == -signal.SIGKILL
    assert other.poll() is None
    with pytest.raises(subprocess.TimeoutExpired):
        other.communicate(0.1)
    assert other.returncode == -signal.SIGKILL
    one.stdout.close()
