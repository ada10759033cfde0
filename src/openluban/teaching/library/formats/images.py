"""Which images may come in, told by their first bytes and not by their names."""

LARGEST_IMAGE = 5_000_000
"""Bytes."""
_RIFF, _WEBP = b"RIFF", b"WEBP"


def image_ending(data: bytes) -> str:
    """Return ``png``, ``jpg`` or ``webp``; ``""`` for anything else, SVG included."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if data[:4] == _RIFF and data[8:12] == _WEBP:
        return "webp"
    return ""
