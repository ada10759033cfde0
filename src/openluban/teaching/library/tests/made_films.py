"""Films for tests, made byte by byte: as small as a container can be, or wrong in one thing."""

import struct
from pathlib import Path

DRAWN = Path(__file__).resolve().parents[5] / "data" / "library" / "sorter-film"
"""The film of the demonstration: real ones, as they came out of a coder."""
SUBTITLES = "- `00:00:00.500 --> 00:00:02.000`\\\n  {words}\n"


def box(kind: bytes, *content: bytes) -> bytes:
    """Return a box of MP4."""
    data = b"".join(content)
    return struct.pack(">I4s", 8 + len(data), kind) + data


def track(handler: bytes = b"vide", coding: bytes = b"avc1") -> bytes:
    """Return a track."""
    entry = box(coding, bytes(24), struct.pack(">HH", 640, 360), bytes(50))
    table = box(b"stsd", bytes(4), struct.pack(">I", 1), entry)
    about = box(b"hdlr", bytes(8), handler, bytes(12))
    return box(b"trak", box(b"mdia", about, box(b"minf", box(b"stbl", table))))


def mp4(
    *, seconds: int = 3, tracks: bytes | None = None, data: bytes = b"", brand: bytes = b"isom"
) -> bytes:
    """Return an MP4 film; ``data`` tells one from another."""
    length = struct.pack(">IIII", 0, 0, 1_000, seconds * 1_000)
    head = box(b"mvhd", bytes(4), length, bytes(80))
    movie = box(b"moov", head, track() if tracks is None else tracks)
    return box(b"ftyp", brand, bytes(4), brand) + movie + box(b"mdat", data)


def element(number: str, *content: bytes) -> bytes:
    """Return an element of WebM."""
    data = b"".join(content)
    return bytes.fromhex(number) + (len(data) | 1 << 56).to_bytes(8, "big") + data


def webm(
    *, coding: bytes = b"V_VP9", doctype: bytes = b"webm", data: bytes = b"", more: bytes = b""
) -> bytes:
    """Return a WebM film."""
    head = element("1a45dfa3", element("4282", doctype))
    about = element("1549a966", element("4489", struct.pack(">d", 3_000.0)))
    shown = element("e0", element("b0", b"\x02\x80"), element("ba", b"\x01\x68"))
    pictures = element("ae", element("83", b"\x01"), element("86", coding), shown)
    tracks = element("1654ae6b", pictures)
    return head + element("18538067", about, tracks, element("1f43b675", data), more)


def subtitles(words: str = "Отключите питание") -> str:
    """Return the text of a unit that is one of subtitles."""
    return "# Film\n\n" + SUBTITLES.format(words=words)
