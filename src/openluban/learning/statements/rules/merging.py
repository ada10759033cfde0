"""Putting together what several statements say of one activity, and documents of one name."""

from typing import Any

_MAPS = ("name", "description")


def merged(before: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """Return a definition with what a later one adds; texts are kept by language."""
    whole = before | now
    for name in (*_MAPS, "extensions"):
        if name in before and name in now:
            whole[name] = before[name] | now[name]
    return whole
