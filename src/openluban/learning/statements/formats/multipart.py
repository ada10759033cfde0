"""Bodies of several parts (multipart/mixed): a statement and the bytes that belong to it."""

import hashlib
import re
from dataclasses import dataclass
from email.message import Message
from secrets import token_hex

from openluban.learning.statements.errors import Unfit

MOST_PARTS = 500
_BOUNDARY = re.compile(r"[0-9a-zA-Z'()+_,./:=? -]{0,69}[0-9a-zA-Z'()+_,./:=?-]")
_LONGEST_HEAD = 4_000


@dataclass(frozen=True, slots=True)
class Part:
    """A part: its headers by their names in small letters, and its bytes."""

    headers: dict[str, str]
    content: bytes


@dataclass(frozen=True, slots=True)
class Enclosed:
    """The bytes of an attachment as they came, and what they are said to be."""

    sha2: str
    content_type: str
    content: bytes


def media_type_of(header: str) -> tuple[str, str]:
    """Return the media type of a Content-Type header in small letters, and its boundary."""
    message = Message()
    message["content-type"] = header.replace("\n", " ").replace("\r", " ")[:500]
    boundary = message.get_param("boundary") or ""
    kind = header.partition(";")[0].strip().lower()
    return kind, boundary if isinstance(boundary, str) else ""


def read_parts(data: bytes, boundary: str) -> tuple[bytes, dict[str, Enclosed]]:
    """Return the JSON of the first part, and the attachments by their digests.

    :raises Unfit: the body is not of such parts, or an attachment is not what its head says
    """
    first, *others = _parts(data, boundary)
    kind = first.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Unfit("part 1", "must be application/json")
    found: dict[str, Enclosed] = {}
    for place, part in enumerate(others, 2):
        enclosed = _enclosed(part, f"part {place}")
        found[enclosed.sha2] = enclosed
    return first.content, found


def _parts(data: bytes, boundary: str) -> list[Part]:
    if not _BOUNDARY.fullmatch(boundary):
        raise Unfit("Content-Type", "must name a boundary of the parts")
    mark = b"--" + boundary.encode()
    # A mark counts at the beginning of a line alone.
    pieces = (b"\r\n" + data).split(b"\r\n" + mark)
    if len(pieces) - 2 > MOST_PARTS:
        raise Unfit("body", f"has more than {MOST_PARTS} parts")
    if len(pieces) < 3 or not pieces[-1].startswith(b"--"):  # noqa: PLR2004 - before, one, after
        raise Unfit("body", "has no parts with this boundary, or does not end with it")
    if pieces[-1][2:].strip():
        raise Unfit("body", "goes on after its last part")
    return [_part(piece, f"part {place}") for place, piece in enumerate(pieces[1:-1], 1)]


def _part(piece: bytes, path: str) -> Part:
    line, _end, rest = piece.partition(b"\r\n")
    if line.strip(b" \t"):
        raise Unfit(path, "does not begin with the boundary alone")
    if rest.startswith(b"\r\n"):
        return Part({}, rest[2:])
    head, found, content = rest.partition(b"\r\n\r\n")
    if not found or len(head) > _LONGEST_HEAD:
        raise Unfit(path, "has no headers that end with an empty line")
    headers: dict[str, str] = {}
    for each in head.split(b"\r\n"):
        name, colon, value = each.partition(b":")
        try:
            key = name.decode("ascii").strip().lower()
        except UnicodeDecodeError:
            raise Unfit(path, "has a header that cannot be read") from None
        if not colon or not key or key in headers:
            raise Unfit(path, "has a header that is none, or is given twice")
        headers[key] = value.decode("utf-8", "replace").strip()
    return Part(headers, content)


def _enclosed(part: Part, path: str) -> Enclosed:
    if part.headers.get("content-transfer-encoding", "").lower() != "binary":
        raise Unfit(path, "must have the header Content-Transfer-Encoding: binary")
    said = part.headers.get("x-experience-api-hash", "").lower()
    if not said:
        raise Unfit(path, "must have the header X-Experience-API-Hash")
    if hashlib.sha256(part.content).hexdigest() != said:
        raise Unfit(path, "is not what X-Experience-API-Hash says")
    kind = part.headers.get("content-type", "application/octet-stream")
    return Enclosed(said, kind[:255], part.content)


def written(json: bytes, enclosed: list[Enclosed]) -> tuple[str, bytes]:
    """Return the Content-Type and the body of JSON with attachments."""
    boundary = token_hex(16)
    mark = f"--{boundary}\r\n".encode()
    pieces = [mark, b"Content-Type: application/json\r\n\r\n", json, b"\r\n"]
    for each in enclosed:
        kind = each.content_type.encode("ascii", "ignore").replace(b"\r", b"").replace(b"\n", b"")
        pieces += [
            mark,
            b"Content-Type: " + (kind or b"application/octet-stream") + b"\r\n",
            b"Content-Transfer-Encoding: binary\r\n",
            b"X-Experience-API-Hash: " + each.sha2.encode() + b"\r\n\r\n",
            each.content,
            b"\r\n",
        ]
    pieces.append(f"--{boundary}--\r\n".encode())
    return f'multipart/mixed; boundary="{boundary}"', b"".join(pieces)
