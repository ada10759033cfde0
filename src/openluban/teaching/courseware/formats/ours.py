"""Pages that were written here: what stands in them beside the text is left out again."""

import re

from openluban.teaching.courseware.formats.writing import OURS

_BESIDE = re.compile(
    (
        rf"<(?P<tag>aside|footer|nav|script) {OURS}\b.{{0,20000}}?</(?P=tag)>"
        rf"|<link {OURS}\b[^>]{{0,200}}>"
    ).encode(),
    re.DOTALL,
)


def without_ours(data: bytes) -> tuple[bytes, bool]:
    """Return a page without the edition, rights and buttons we set there; and if there were any."""
    if OURS.encode() not in data:
        return data, False
    return _BESIDE.sub(b"", data), True
