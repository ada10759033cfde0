"""Running the server: static files collected, the port looked at, granian started in our place."""

import hashlib
import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from openluban.config.locking import one_at_a_time
from openluban.kernel.refusals import Refusal

WORKERS = 2
_MARK = ".collected-from"
_LAST_PORT = 65_535


class PortTaken(Refusal):
    """Nobody can listen there: another program does, or the port is reserved."""

    code = "serving.port_taken"
    sentence = "Port %(port)s on %(host)s cannot be had: %(why)s. Choose another with PORT=..."


class NoSuchPort(Refusal):
    """The port is no number from 1 to 65535."""

    code = "serving.no_such_port"
    sentence = "%(given)s is no port. Choose a number from 1 to 65535."


def port_from(given: str) -> int:
    """Return the port that somebody gave.

    :raises NoSuchPort: it is none
    """
    if not given.isascii() or not given.isdecimal() or not 1 <= int(given) <= _LAST_PORT:
        raise NoSuchPort(given=given or "Nothing")
    return int(given)


def check_port(host: str, port: int) -> None:
    """Check that the server could listen there, before anything is prepared.

    :raises PortTaken: it could not
    """
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as fault:
        raise PortTaken(port=port, host=host, why=fault.strerror or fault) from fault


def collect_static() -> None:
    """Bring the static files together under names with their digests, if they have changed.

    Files of former versions stay, for pages that somebody has open.
    """
    if settings.STORAGES["staticfiles"]["BACKEND"].endswith(".StaticFilesStorage"):
        return
    with one_at_a_time("collecting"):
        mark = Path(settings.STATIC_ROOT) / _MARK
        state = _state_of_sources()
        if mark.exists() and mark.read_text() == state:
            return
        call_command("collectstatic", verbosity=0, interactive=False)
        mark.write_text(state)


def _state_of_sources() -> str:
    digest = hashlib.sha256()
    for path, about in sorted(_sources()):
        digest.update(f"{path} {about.st_size} {about.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _sources() -> Iterator[tuple[str, os.stat_result]]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            place = storage.path(name)
            yield place, Path(place).stat()


def serve(*, host: str, port: int, workers: int) -> NoReturn:
    """Become the server, which ends on Ctrl-C or SIGTERM after answering what it was asked.

    One thread a worker: what costs time here is Python, of which more threads run no more.
    """
    collect_static()
    asked = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--host", host, "--port", str(port)),
        *("--workers", str(workers), "--blocking-threads", "1"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "10"),
        *("--log-level", "warning"),
        *("--factory", "openluban.config.worker:application"),
    ]
    sys.stdout.flush()
    os.execv(sys.executable, asked)  # noqa: S606 - our own interpreter, no shell
