"""Ralph, a learning record store in Python, from the package registry, to measure beside ours."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.clients import Store

WHAT = "Ralph 5.1.0"
_PACKAGES = ("ralph-malph[cli,lrs,backend-es,backend-fs]==5.1.0", "requests")
_NAME, _PASSWORD = "bench", "bench"
_SECONDS_TO_INSTALL, _SECONDS_TO_START = 300, 60
_SERVE = """
import sys, uvicorn
from ralph.backends.data.base import BaseOperationType
from ralph.backends.lrs.fs import FSLRSBackend
FSLRSBackend.default_operation_type = BaseOperationType.APPEND
from ralph.api import app
uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="error", access_log=False)
"""
"""Its stores are Elasticsearch, MongoDB and ClickHouse, which are not at hand, and a file, which
takes one write: here it is told to append, which makes it quicker than it is, and not durable."""


@contextmanager
def running_ralph(folder: Path) -> Iterator[Store | None]:
    """Install Ralph into a folder, start it, yield where it answers; None if it cannot be had."""
    python = _installed(folder)
    if python is None:
        yield None
        return
    environment = {
        **{name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ},
        "RALPH_APP_DIR": str(folder),
        "RALPH_RUNSERVER_BACKEND": "fs",
        "RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": str(folder),
    }
    _make_account(folder, python, environment)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    server = subprocess.Popen([str(python), "-c", _SERVE, str(port)], env=environment)
    try:
        key = "Basic " + b64encode(f"{_NAME}:{_PASSWORD}".encode()).decode()
        _wait_for(server, port)
        yield Store(port, key, address="/xAPI/statements/", version="1.0.3")
    finally:
        server.kill()
        server.wait()


def _installed(folder: Path) -> Path | None:
    """Return the Python that Ralph is installed for, in a house of its own; None: it is not."""
    uv = shutil.which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if uv is None:
        return None
    python = folder / "venv" / "bin" / "python"
    for asked in (
        [uv, "venv", "--quiet", "--python", sys.executable, str(folder / "venv")],
        [uv, "pip", "install", "--quiet", "--python", str(python), *_PACKAGES],
    ):
        try:
            subprocess.run(asked, check=True, timeout=_SECONDS_TO_INSTALL)
        except (OSError, subprocess.SubprocessError):
            return None
    return python


def _make_account(folder: Path, python: Path, environment: dict[str, str]) -> None:
    """Write the file of those who may sign in."""
    code = f"import bcrypt; print(bcrypt.hashpw({_PASSWORD.encode()!r}, bcrypt.gensalt()).decode())"
    asked = [str(python), "-c", code]
    digest = subprocess.run(asked, env=environment, check=True, capture_output=True, text=True)
    agent = {"objectType": "Agent", "account": {"homePage": "https://luban.example", "name": "b"}}
    account = {"username": _NAME, "hash": digest.stdout.strip(), "scopes": ["all"], "agent": agent}
    (folder / "auth.json").write_text(json.dumps([account]), encoding="utf-8")


def _wait_for(server: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    message = f"{WHAT} did not start"
    raise RuntimeError(message)
