"""Locks in the data folder: they go with the process that holds them, however it ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from openluban.kernel.refusals import Refusal

_IN_USE = ".in-use"
_held: list[int] = []


class InUse(Refusal):
    """Another process works with the data folder."""

    code = "installation.in_use"
    sentence = (
        "Something still works with %(home)s. Stop the server and other luban commands first."
    )


class BeingReplaced(Refusal):
    """A backup is being restored into the data folder."""

    code = "installation.being_replaced"
    sentence = "A backup is being restored into %(home)s. Try again when that is done."


def _opened(name: str) -> int:
    place: Path = settings.LUBAN_HOME / name
    return os.open(place, os.O_RDWR | os.O_CREAT, 0o600)


def stay_in_use() -> None:
    """Mark the data folder as in use until this process ends, also if it becomes another program.

    :raises BeingReplaced: a backup is being restored
    """
    if _held:
        return
    descriptor = _opened(_IN_USE)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise BeingReplaced(home=settings.LUBAN_HOME) from None
    os.set_inheritable(descriptor, True)  # noqa: FBT003 - the function knows no name for it
    _held.append(descriptor)


@contextmanager
def nobody_else() -> Iterator[None]:
    """Keep everybody else out of the data folder.

    :raises InUse: somebody is in it
    """
    descriptor = _opened(_IN_USE)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise InUse(home=settings.LUBAN_HOME) from None
    try:
        yield
    finally:
        os.close(descriptor)


@contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    """Wait until no other process on this machine does the same."""
    descriptor = _opened(f".{name}")
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
