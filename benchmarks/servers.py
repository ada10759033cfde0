"""The web server that a real installation runs on, started for a measurement."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from benchmarks.clients import fetch

_WORKERS = 2
_SECONDS_TO_START = 90
_SECONDS_TO_STOP = 15


@contextmanager
def serving(application: str, environment: Mapping[str, str], ready: str) -> Iterator[int]:
    """Start granian as ``luban serve`` does, yield its port, stop it.

    :raises RuntimeError: the server does not answer at the address ``ready``
    """
    port = _free_port()
    asked = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--host", "127.0.0.1", "--port", str(port), "--workers", str(_WORKERS)),
        *("--blocking-threads", "1", "--log-level", "warning", application),
    ]
    server = subprocess.Popen(asked, env=dict(environment), start_new_session=True)
    try:
        _wait_for(server, port, ready)
        yield port
    finally:
        _stop(server)


def _stop(server: "subprocess.Popen[bytes]") -> None:
    """Stop the server; one that will not go is taken away with its workers."""
    server.terminate()
    try:
        server.wait(timeout=_SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(server: "subprocess.Popen[bytes]", port: int, address: str) -> None:
    until = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < until and server.poll() is None:
        try:
            status, _body = fetch(port, address)
        except OSError:
            time.sleep(0.2)
        else:
            if status == 200:  # noqa: PLR2004
                return
            break
    message = f"the server did not answer at {address}"
    raise RuntimeError(message)
