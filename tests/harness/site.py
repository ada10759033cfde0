"""The real server with the demonstration, as a person starts it, in a data folder of its own."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.harness.environment import OUTSIDE, REPOSITORY

SECONDS_TO_START = 120
SECONDS_TO_STOP = 20


class NoSite(RuntimeError):
    """The server did not come up; the message holds the end of what it said."""


@contextmanager
def demo_site(home: Path | None = None) -> Iterator[str]:
    """Run ``luban demo`` on a free port and yield its address, such as ``http://localhost:4711``.

    Its data folder is ``home``, which stays, or one that goes with the server.

    :raises NoSite: it ended, or gave no page in time
    """
    with tempfile.TemporaryDirectory(prefix="luban-demo-", ignore_cleanup_errors=True) as folder:
        port = free_port()
        address = f"http://localhost:{port}"
        log = Path(folder) / "server.log"
        with log.open("wb") as said:
            server = subprocess.Popen(
                [str(Path(sys.executable).with_name("luban")), "demo"],
                env=_environment(home or Path(folder) / "home", port),
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
            )
        try:
            _wait_for(address, server, log)
            yield address
        finally:
            _stop(server)


def free_port() -> int:
    """Return a port on which nobody listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _environment(home: Path, port: int) -> dict[str, str]:
    outside = {*OUTSIDE, "DATABASE_URL", "DJANGO_SETTINGS_MODULE", "LUBAN_PLAIN_STATIC"}
    kept = {name: value for name, value in os.environ.items() if name not in outside}
    fonts = os.environ.get("LUBAN_FONTS", str(REPOSITORY / ".fonts"))
    return kept | {"LUBAN_HOME": str(home), "PORT": str(port), "LUBAN_FONTS": fonts}


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=10).close()  # noqa: S310 (our own address)
        except urllib.error.HTTPError as answer:
            message = f"the home page answers {answer.code}:\n{_end_of(log)}"
            raise NoSite(message) from answer
        except OSError:
            time.sleep(0.2)
        else:
            return
    message = f"the server did not come up:\n{_end_of(log)}"
    raise NoSite(message)


def _end_of(log: Path) -> str:
    return log.read_text(errors="replace")[-3000:]


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(timeout=SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
