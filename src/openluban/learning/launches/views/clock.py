"""The clock of this module's interfaces."""

import time


def now() -> int:
    """Return the microseconds since 1970."""
    return time.time_ns() // 1000
