"""Badges as PNG pictures with the credential inside (an iTXt chunk, ``openbadgecredential``)."""

import zlib
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from openluban.learning.credentials.formats.json_text import MOST_BYTES as MOST_TEXT
from openluban.learning.credentials.formats.refusals import Unfit

SIGNATURE = b"\x89PNG\r\n\x1a\n"
KEYWORD = b"openbadgecredential"
MOST_BYTES = 16 * 1024 * 1024
MOST_CHUNKS = 20_000
_HEAD, _TAIL = 8, 4
_PLACES = b"\0\0\0\0\0"
"""After the keyword: its end, not packed, how it is packed, no language, no translation."""


def bake_png(picture: bytes, credential: str) -> bytes:
    """Return the picture with the credential in it, in place of one it may have had.

    :raises Unfit: it is no PNG
    """
    chunks = [whole for kind, data, whole in _chunks(picture) if not _is_ours(kind, data)]
    chunk = _chunk(b"iTXt", KEYWORD + _PLACES + credential.encode())
    return b"".join([SIGNATURE, chunks[0], chunk, *chunks[1:]])


def unbake_png(picture: bytes) -> str:
    """Return the credential in a picture: its JSON or its token.

    :raises Unfit: it is no sound PNG, holds none or more than one, or one that is packed
    """
    found = [(kind, data) for kind, data, _whole in _chunks(picture) if _is_ours(kind, data)]
    if not found:
        raise Unfit("none_baked", _("There is no credential in this picture."))
    if len(found) > 1:
        raise Unfit("several_baked", _("There is more than one credential in this picture."))
    return _text(*found[0])


def _is_ours(kind: bytes, data: bytes) -> bool:
    return kind in (b"iTXt", b"zTXt", b"tEXt") and data.startswith(KEYWORD + b"\0")


def _text(kind: bytes, data: bytes) -> str:
    rest = data[len(KEYWORD) + 1 :]
    packed, rest = rest[:2], rest[2:]
    _language, first, rest = rest.partition(b"\0")
    _translated, second, text = rest.partition(b"\0")
    if kind != b"iTXt" or packed[:1] != b"\0" or not first or not second:
        raise Unfit(
            "packed_text", _("The credential in this picture is not written as the standard says.")
        )
    if len(text) > MOST_TEXT:
        raise Unfit("too_large", _("This text has more than %(most)s bytes."), most=MOST_TEXT)
    try:
        return text.decode()
    except UnicodeDecodeError:
        raise Unfit("not_utf8", _("This text is not in UTF-8.")) from None


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Go through the chunks: kind, data, and the whole as it stands in the file."""
    if not picture.startswith(SIGNATURE):
        raise _bad()
    if len(picture) > MOST_BYTES:
        raise Unfit("too_large", _("This text has more than %(most)s bytes."), most=MOST_BYTES)
    place, count, kind = len(SIGNATURE), 0, b""
    while place < len(picture) and kind != b"IEND":
        length = int.from_bytes(picture[place : place + 4])
        kind = picture[place + 4 : place + _HEAD]
        end = place + _HEAD + length + _TAIL
        count += 1
        if end > len(picture) or count > MOST_CHUNKS or (count == 1 and kind != b"IHDR"):
            raise _bad()
        data = picture[place + _HEAD : end - _TAIL]
        if int.from_bytes(picture[end - _TAIL : end]) != zlib.crc32(kind + data):
            raise _bad()
        yield kind, data, picture[place:end]
        place = end
    if kind != b"IEND":
        raise _bad()


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data).to_bytes(4)
    return len(data).to_bytes(4) + kind + data + check


def _bad() -> Unfit:
    return Unfit("not_png", _("This is no sound PNG picture."))
