"""Which images may come in, told by their first bytes and not by their names."""

import struct

LARGEST_IMAGE = 5_000_000
"""Bytes."""
MOST_PIXELS = 40_000_000
"""What a small file may unfold to: a picture of a whole wall, but not a bomb."""
_RIFF, _WEBP = b"RIFF", b"WEBP"
_PNG = b"\x89PNG\r\n\x1a\n"
_LONELY = frozenset({0x01, *range(0xD0, 0xD8)})
"""Marks of JPEG without a length."""
_NO_SIZE = frozenset({0xC4, 0xC8, 0xCC})
"""Marks among those of frames that are none."""


def image_ending(data: bytes) -> str:
    """Return ``png``, ``jpg`` or ``webp``; ``""`` for anything else, SVG included.

    A file that does not say how large its picture is, or says too much, is no image either.
    """
    ending, size = _kind(data)
    width, height = size
    return ending if 0 < width * height <= MOST_PIXELS else ""


def _kind(data: bytes) -> tuple[str, tuple[int, int]]:
    try:
        if data.startswith(_PNG) and data[12:16] == b"IHDR":
            return "png", struct.unpack(">II", data[16:24])
        if data.startswith(b"\xff\xd8\xff"):
            return "jpg", _jpeg_size(data)
        if data[:4] == _RIFF and data[8:12] == _WEBP:
            return "webp", _webp_size(data)
    except (struct.error, IndexError):
        pass
    return "", (0, 0)


def _jpeg_size(data: bytes) -> tuple[int, int]:
    place = 2
    while place + 4 <= len(data):
        mark = data[place + 1]
        if data[place] != 0xFF:  # noqa: PLR2004 - every mark begins so
            break
        if mark == 0xFF or mark in _LONELY:  # noqa: PLR2004
            place += 1 if mark == 0xFF else 2  # noqa: PLR2004
            continue
        if 0xC0 <= mark <= 0xCF and mark not in _NO_SIZE:  # noqa: PLR2004
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return width, height
        place += 2 + int(struct.unpack(">H", data[place + 2 : place + 4])[0])
    return 0, 0


def _webp_size(data: bytes) -> tuple[int, int]:
    match data[12:16]:
        case b"VP8X":
            width = int.from_bytes(data[24:27], "little") + 1
            return width, int.from_bytes(data[27:30], "little") + 1
        case b"VP8L":
            bits = int.from_bytes(data[21:25], "little")
            return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        case b"VP8 ":
            width, height = struct.unpack("<HH", data[26:30])
            return width & 0x3FFF, height & 0x3FFF
    return 0, 0
