"""Making what stays as long as the process does: modules, and what they declare."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def lasting() -> Iterator[None]:
    """Make what lasts: nobody looks for garbage among it, neither meanwhile nor ever after.

    While modules are imported nothing becomes garbage, yet Python would look through all of them
    again and again: a third of the time that a command needs to start.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()
