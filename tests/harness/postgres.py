"""A PostgreSQL of our own: real, on a free port, in a folder that goes away with it.

The programs are the system's. Who is root lends the server to an ordinary user, because PostgreSQL
refuses to run as root. Durability is switched off: nothing here has to survive a power cut.
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg

SECONDS_TO_START = 60
ORDINARY_USERS = ("postgres", "nobody")
NOT_DURABLE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


class NoPostgres(RuntimeError):
    """No PostgreSQL can be had on this machine; the message says why and what to do."""


def find_programs() -> Path:
    """Return the folder with ``initdb`` and ``postgres``, the newest version's.

    :raises NoPostgres: there is none
    """
    homes = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    asked = shutil.which("pg_config")
    if asked:
        told = subprocess.run([asked, "--bindir"], capture_output=True, text=True, check=False)
        homes.append(Path(told.stdout.strip()))
    on_path = shutil.which("initdb")
    if on_path:
        homes.append(Path(on_path).resolve().parent)
    for home in homes:
        if (home / "initdb").exists() and (home / "postgres").exists():
            return home
    message = "PostgreSQL is not on this machine; on Debian: apt-get install postgresql"
    raise NoPostgres(message)


def _version(home: Path) -> float:
    try:
        return float(home.parent.name)
    except ValueError:
        return 0.0


@contextmanager
def running_postgres(*, durable: bool = False) -> Iterator[str]:
    """Start a server and yield its ``DATABASE_URL``; stop it and remove its folder at the end.

    ``durable``: what is committed lies on the disk, as on a real server; tests do without.

    :raises NoPostgres: there are no programs, no user to run them, or the server does not start
    """
    programs = find_programs()
    user = _ordinary_user() if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="luban-pg-"))
    server: subprocess.Popen[bytes] | None = None
    try:
        if user:
            os.chown(folder, user.pw_uid, user.pw_gid)
        _make_cluster(programs, folder, user)
        port = _free_port()
        server = _start(programs, folder, port, user, () if durable else NOT_DURABLE)
        url = f"postgres://luban@127.0.0.1:{port}/postgres"
        _wait_for(url, server, folder)
        yield url
    finally:
        if server is not None:
            server.send_signal(signal.SIGINT)  # do not wait for whoever is still connected
            server.wait(timeout=SECONDS_TO_START)
        shutil.rmtree(folder, ignore_errors=True)


def _ordinary_user() -> pwd.struct_passwd:
    for name in ORDINARY_USERS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    message = "PostgreSQL does not run as root, and there is no user postgres or nobody to run it"
    raise NoPostgres(message)


def _make_cluster(programs: Path, folder: Path, user: pwd.struct_passwd | None) -> None:
    asked = [
        str(programs / "initdb"),
        *("--pgdata", str(folder / "data")),
        *("--username", "luban"),
        *("--auth", "trust"),
        *("--encoding", "UTF8"),
        *("--locale", "C.UTF-8"),
        "--no-sync",
    ]
    done = subprocess.run(
        asked,
        cwd=folder,
        capture_output=True,
        check=False,
        user=user.pw_uid if user else None,
        group=user.pw_gid if user else None,
        extra_groups=[] if user else None,
    )
    if done.returncode:
        message = f"PostgreSQL's initdb failed: {done.stderr.decode(errors='replace').strip()}"
        raise NoPostgres(message)


def _start(
    programs: Path,
    folder: Path,
    port: int,
    user: pwd.struct_passwd | None,
    options: Sequence[str],
) -> subprocess.Popen[bytes]:
    settings = [part for setting in options for part in ("-c", setting)]
    asked = [
        str(programs / "postgres"),
        *("-D", str(folder / "data")),
        *("-p", str(port)),
        *("-h", "127.0.0.1"),
        *("-k", str(folder)),
        *settings,
    ]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            asked,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            user=user.pw_uid if user else None,
            group=user.pw_gid if user else None,
            extra_groups=[] if user else None,
        )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str, server: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    message = f"PostgreSQL did not start: {(folder / 'log').read_text(errors='replace')[-500:]}"
    raise NoPostgres(message)
