"""The Digital Credentials Consortium's library, installed under build/ when it is first needed."""

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

from tests.harness.environment import REPOSITORY

_PLACE = REPOSITORY / "build" / "foreign"
_SCRIPT = REPOSITORY / "tests" / "foreign" / "credentials.mjs"
_SECONDS = 300


class NotAtHand(Exception):
    """There is no npm, or its packages cannot be had."""


@cache
def installed() -> Path:
    """Return the folder in which the packages lie.

    :raises NotAtHand: they cannot be installed
    """
    npm = shutil.which("npm")
    if not npm or not shutil.which("node"):
        message = "npm is missing: the library of the Digital Credentials Consortium is not at hand"
        raise NotAtHand(message)
    _PLACE.mkdir(parents=True, exist_ok=True)
    wanted = (_SCRIPT.parent / "package.json").read_bytes()
    kept = _PLACE / "package.json"
    done = _PLACE / "done"
    if not done.exists() or kept.read_bytes() != wanted:
        kept.write_bytes(wanted)
        quiet = ["--silent", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund"]
        made = subprocess.run(
            [npm, "install", *quiet], cwd=_PLACE, timeout=_SECONDS, check=False, capture_output=True
        )
        if made.returncode:
            message = "npm could not install the Digital Credentials Consortium's library"
            raise NotAtHand(message)
        done.touch()
    return _PLACE


def ask_foreign(**asked: Any) -> dict[str, Any]:
    """Return what the library answers: ``verify`` and ``issue`` are lists of credentials.

    :raises NotAtHand: it cannot be installed
    """
    answer = subprocess.run(
        ["node", str(_SCRIPT), str(installed())],
        input=json.dumps(asked).encode(),
        timeout=_SECONDS,
        check=True,
        capture_output=True,
    )
    found: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
    return found
