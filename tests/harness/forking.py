"""Processes that begin where Python, Django and our own modules are loaded already.

A command of ours spends most of its time on imports. ``python -m tests.harness.forking`` does them
once for each worker of the tests, and forks for whatever a test starts: a process of its own, with
its own environment, folder and streams, that reads the settings itself and can be killed as any
other. ``start`` asks for one.
"""

import atexit
import contextlib
import gc
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import cache
from importlib import import_module
from typing import IO

from tests.harness.environment import REPOSITORY

SETTINGS = "openluban.config.settings"
LEFT_OUT = {SETTINGS, "openluban.config.wsgi"}
"""What reads the environment when it is imported."""
_NUMBER = struct.Struct("i")


@dataclass(frozen=True)
class Wish:
    """What is to be run: ``luban`` with words, or Python with ``-m MODULE ...`` or ``-c CODE``."""

    words: list[str]
    environment: dict[str, str]
    folder: str
    has_own_group: bool = False


class Process:
    """A process that was started, as ``subprocess.Popen`` shows one."""

    def __init__(self, told: socket.socket, stdout: IO[str]) -> None:
        self._told = told
        self.pid = self._number()
        self.stdout = stdout
        self.returncode: int | None = None

    def _number(self) -> int:
        number: int = _NUMBER.unpack(self._told.recv(_NUMBER.size, socket.MSG_WAITALL))[0]
        return number

    def poll(self) -> int | None:
        """Return how it ended, or nothing while it runs."""
        return self._ended_within(0)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end and return how it ended.

        :raises subprocess.TimeoutExpired: it did not
        """
        status = self._ended_within(timeout)
        if status is None:
            raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
        return status

    def _ended_within(self, seconds: float | None) -> int | None:
        if self.returncode is None and select.select([self._told], [], [], seconds)[0]:
            self.returncode = self._number()
            self._told.close()
        return self.returncode

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def send_signal(self, number: signal.Signals) -> None:
        """Send it a signal, if it still runs."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def communicate(self, timeout: float | None = None) -> tuple[str, None]:
        """Return what it has still to say, once it has ended.

        :raises subprocess.TimeoutExpired: it did not end in time, and was killed
        """
        late = threading.Event()

        def give_up() -> None:
            late.set()
            self.kill()

        timer = threading.Timer(timeout or threading.TIMEOUT_MAX, give_up)
        timer.start()
        try:
            said = self.stdout.read()
            self.wait()
        finally:
            timer.cancel()
            self.stdout.close()
        if late.is_set():
            raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
        return said, None


def start(wish: Wish, *, given: str = "", err: int | None = None) -> Process:
    """Start a process that reads ``given``.

    What it says on standard error goes to the handle ``err``, or the same way as its output.
    """
    reading, writing = os.pipe()
    told, tells = socket.socketpair()
    with tempfile.TemporaryFile() as source:
        source.write(given.encode())
        source.seek(0)
        streams = [source.fileno(), writing, writing if err is None else err]
        socket.send_fds(_nursery(), [b"."], [tells.fileno(), *streams])
    os.close(writing)
    tells.close()
    told.sendall(json.dumps(asdict(wish)).encode())
    told.shutdown(socket.SHUT_WR)
    return Process(told, os.fdopen(reading, encoding="utf-8"))


@cache
def _nursery() -> socket.socket:
    """Start what forks, once; it ends with the process that asks it."""
    ours, theirs = socket.socketpair()
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.harness.forking", str(theirs.fileno())],
        cwd=REPOSITORY,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1"},  # what forks must be of one thread
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        pass_fds=[theirs.fileno()],
    )
    theirs.close()

    def end() -> None:
        ours.close()
        process.wait()

    atexit.register(end)
    return ours


def main() -> None:
    """Load everything, fork for every wish that comes, and in the fork do what is wished."""
    channel = socket.socket(fileno=int(sys.argv[1]))
    _load()
    while handles := socket.recv_fds(channel, 1, 4)[1]:
        if not os.fork():
            channel.close()
            _keep(*handles)
            return
        for handle in handles:
            os.close(handle)
        _bury()


def _load() -> None:
    """Import all of ours that may be imported before the settings are known for good."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    import django  # noqa: PLC0415 - the tests themselves start only processes here

    django.setup()
    import openluban  # noqa: PLC0415 - as above

    for module in pkgutil.walk_packages(openluban.__path__, "openluban."):
        if ".tests" not in module.name and module.name not in LEFT_OUT:
            import_module(module.name)
    gc.freeze()  # what is shared stays shared


def _bury() -> None:
    """Let go of those who kept a process that has ended."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def _keep(handle: int, *streams: int) -> None:
    """Start what is wished, and tell its number and how it ends."""
    with socket.socket(fileno=handle) as tells:
        wish = Wish(**json.load(tells.makefile()))
        child = os.fork()
        if child:
            for stream in (0, 1, 2, *streams):
                os.close(stream)
            tells.sendall(_NUMBER.pack(child))
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            with contextlib.suppress(BrokenPipeError):  # nobody may want to know any more
                tells.sendall(_NUMBER.pack(status))
            os._exit(0)
    _become(wish, streams)


def _become(wish: Wish, streams: tuple[int, ...]) -> None:
    """Be what a process is that was just started, and do what is wished."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    sys.stdin, sys.stdout = os.fdopen(0), os.fdopen(1, "w")
    sys.stderr = os.fdopen(2, "w", buffering=1, errors="backslashreplace")
    if wish.has_own_group:
        os.setsid()
    os.chdir(wish.folder)
    os.environ.clear()
    os.environ.update(wish.environment)
    _forget_settings()
    program, *words = wish.words
    sys.argv = wish.words
    PROGRAMS[program](words)


def _forget_settings() -> None:
    """Let Django read the settings anew, and forget what it has already made of them."""
    from django.conf import settings  # noqa: PLC0415 - as above
    from django.core.cache import caches  # noqa: PLC0415
    from django.core.files.storage import storages  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415
    from django.template import engines  # noqa: PLC0415
    from django.utils.functional import empty  # noqa: PLC0415

    assert "backends" not in vars(storages)
    assert "templates" not in vars(engines)
    assert all(made.connection is None for made in connections.all(initialized_only=True))
    for handler in (connections, caches):
        vars(handler).clear()
        vars(handler).update(vars(type(handler)()))  # new, in the object that everybody has
    settings._wrapped = empty
    del sys.modules[SETTINGS]


def _luban(_words: list[str]) -> None:
    import_module("openluban.config.cli").main()


def _module(words: list[str]) -> None:
    sys.argv = words
    runpy.run_module(words[0], run_name="__main__", alter_sys=True)


def _code(words: list[str]) -> None:
    exec(compile(words[0], "<string>", "exec"), {"__name__": "__main__"})  # noqa: S102 - a test's


PROGRAMS: dict[str, Callable[[list[str]], None]] = {"luban": _luban, "-m": _module, "-c": _code}

if __name__ == "__main__":
    main()
