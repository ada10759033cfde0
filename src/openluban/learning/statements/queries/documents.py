"""Reading the documents of programs."""

from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

STATE, ACTIVITY_PROFILE, AGENT_PROFILE = 1, 2, 3


@dataclass(frozen=True)
class Place:
    """Where a document lies: what kind it is, whom and what it is about, its name.

    ``agent`` and ``activity`` are digests, empty where it is about none.
    """

    kind: int
    agent: bytes = b""
    activity: bytes = b""
    registration: str = ""
    name: str = ""

    @cached_property
    def digest(self) -> bytes:
        """The 16 bytes that stand for the place."""
        text = f"{self.kind} {self.agent.hex()} {self.activity.hex()} {self.registration} "
        return sha256((text + self.name).encode()).digest()[:16]


@dataclass(frozen=True, slots=True)
class Document:
    """A document as it was kept; ``changed`` in microseconds."""

    content: bytes
    content_type: str
    etag: str
    changed: int


def document_at(cursor: Any, place: Place) -> Document | None:
    """Return a document, None if there is none; one query."""
    cursor.execute(
        "SELECT content, content_type, etag, changed FROM statements_document WHERE place = %s",
        [place.digest],
    )
    row = cursor.fetchone()
    return None if row is None else Document(bytes(row[0]), row[1], row[2], row[3])


def names_at(cursor: Any, place: Place, since: int | None) -> tuple[list[str], int]:
    """Return the names of documents changed after ``since``, and the last change; one query."""
    where, values = listed_where(place)
    if since is not None:
        where, values = f"{where} AND changed > %s", [*values, since]
    cursor.execute(
        f"SELECT name, changed FROM statements_document WHERE {where} ORDER BY changed, name",  # noqa: S608
        values,
    )
    rows = cursor.fetchall()
    return [name for name, _changed in rows], max((row[1] for row in rows), default=0)


def listed_where(place: Place) -> tuple[str, list[Any]]:
    """Return the condition for all documents of one kind about an agent and an activity."""
    where = "kind = %s AND agent = %s AND activity = %s"
    values: list[Any] = [place.kind, place.agent, place.activity]
    if place.registration:
        return f"{where} AND registration = %s", [*values, place.registration]
    return where, values
