"""Which names files of a pack may have: the same on every disk, and never outside the pack."""

import re

MANIFEST, SIGNATURE, DELTA = "manifest.json", "signature.json", "delta.json"
RESERVED = frozenset({MANIFEST, SIGNATURE, DELTA})
"""What lies beside the files that a manifest lists."""
LONGEST = 240
_DEEPEST = 8
_PART = re.compile(r"[a-z0-9][a-z0-9._-]*")
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{kind}{n}" for kind in ("com", "lpt") for n in range(1, 10))}
)


def fault_of(path: str) -> str:
    """Return what is wrong with a path inside a pack, ``""`` if it is sound.

    ``absolute``, ``outside`` (it climbs out), ``too_long``, ``not_plain`` (signs that some disk
    does not know, capital letters that others do not tell apart, or a name Windows keeps).
    """
    if path.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", path):
        return "absolute"
    parts = path.split("/")
    if ".." in parts or ".." in path.split("\\"):
        return "outside"
    if len(path) > LONGEST or len(parts) > _DEEPEST:
        return "too_long"
    return "" if all(_is_plain(part) for part in parts) else "not_plain"


def _is_plain(part: str) -> bool:
    is_named = _PART.fullmatch(part) is not None and not part.endswith(".")
    return is_named and part.partition(".")[0] not in _DEVICES
