"""How long something takes over a link."""

SLOW, MIDDLE, QUICK = 64, 256, 1_024
SPEEDS = (SLOW, MIDDLE, QUICK)
"""Kbit a second: a bad mobile link, a shared line, a plain one."""


def seconds_over(size: int, kbit: int) -> int:
    """Return the seconds that so many bytes take at so many kbit/s (1 kbit is 1,000 bits).

    Rounded up; nothing takes no time.
    """
    return -(-size * 8 // (kbit * 1_000))
