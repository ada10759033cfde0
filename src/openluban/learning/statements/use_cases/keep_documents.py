"""Documents of programs: states, and profiles of activities and agents."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import orjson

from openluban.learning.statements.errors import Changed, Conflict, TooMany, Unfit
from openluban.learning.statements.formats.json_bytes import read_object
from openluban.learning.statements.queries.documents import (
    Document,
    Place,
    document_at,
    listed_where,
)
from openluban.learning.statements.rows import one_writes

_UPSERT = (
    "INSERT INTO statements_document (place, kind, agent, activity, registration, name,"
    " content_type, content, etag, changed) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
    " ON CONFLICT (place) DO UPDATE SET content_type = excluded.content_type,"
    " content = excluded.content, etag = excluded.etag, changed = excluded.changed"
)


@dataclass(frozen=True, slots=True)
class Condition:
    """What must be so before a document is changed: the headers If-Match and If-None-Match.

    ``asks``: who writes over a document must say one of them (any document of xAPI 2, profiles
    of xAPI 1); ``always``: also where there is none yet. ``most``: how many documents about the
    same there may be.
    """

    if_match: str = ""
    if_none_match: str = ""
    asks: bool = False
    always: bool = False
    most: int = 10_000

    def check(self, before: Document | None, *, replaces: bool) -> None:
        """Check the condition against the document that is there.

        :raises Changed: it does not hold
        :raises Conflict: none is said, and the document would be written over
        :raises Unfit: none is said, and one must be
        """
        if self.if_match and not _matches(self.if_match, before):
            raise Changed
        if self.if_none_match and _matches(self.if_none_match, before):
            raise Changed
        if not replaces or not self.asks or self.if_match or self.if_none_match:
            return
        if before is not None:
            why = "There is a document already. Read it, then say If-Match with its ETag."
            raise Conflict(why=why)
        if self.always:
            raise Unfit("If-Match", "or If-None-Match is needed to put a document")


def _matches(header: str, before: Document | None) -> bool:
    if header.strip() == "*":
        return before is not None
    named = {each.strip().removeprefix("W/").strip('"') for each in header.split(",")}
    return before is not None and before.etag in named


def put_document(
    *, place: Place, content: bytes, content_type: str, condition: Condition, at: int
) -> str:
    """Keep a document in the place of what was there; return its entity tag.

    :raises Unfit: it is said to be JSON and is none
    :raises Changed: the condition does not hold
    :raises Conflict: it would be written over unseen
    :raises TooMany: there are as many as may be about the same
    """
    if _is_json(content_type):
        read_object(content, "document")
    with one_writes() as cursor:
        before = document_at(cursor, place)
        condition.check(before, replaces=True)
        if before is None:
            _require_room(cursor, place, condition.most)
        return _keep(cursor, place, content, content_type, at)


def merge_document(
    *, place: Place, content: bytes, content_type: str, condition: Condition, at: int
) -> str:
    """Add the members of an object to the document that is there; return its entity tag.

    :raises Unfit: either of them is no JSON object
    :raises Changed: the condition does not hold
    :raises TooMany: there are as many as may be about the same
    """
    given = read_object(content, "document") if _is_json(content_type) else None
    with one_writes() as cursor:
        before = document_at(cursor, place)
        condition.check(before, replaces=False)
        if before is None:
            _require_room(cursor, place, condition.most)
            return _keep(cursor, place, content, content_type, at)
        if type(given) is not dict or not _is_json(before.content_type):
            raise Unfit("document", "can be added to a JSON object only, and must be one itself")
        kept: Any = orjson.loads(before.content)
        if type(kept) is not dict:
            raise Unfit("document", "can be added to a JSON object only")
        whole: Mapping[str, Any] = kept | given
        return _keep(cursor, place, orjson.dumps(whole), before.content_type, at)


def delete_document(*, place: Place, condition: Condition) -> None:
    """Take a document away; none there is no fault.

    :raises Changed: the condition does not hold
    """
    with one_writes() as cursor:
        condition.check(document_at(cursor, place), replaces=False)
        cursor.execute("DELETE FROM statements_document WHERE place = %s", [place.digest])


def delete_documents(*, place: Place) -> None:
    """Take away all documents about an agent and an activity, of one registration if it is said."""
    where, values = listed_where(place)
    with one_writes() as cursor:
        cursor.execute(f"DELETE FROM statements_document WHERE {where}", values)  # noqa: S608


def _require_room(cursor: Any, place: Place, most: int) -> None:
    where, values = listed_where(place)
    cursor.execute(
        f"SELECT COUNT(*) FROM (SELECT 1 FROM statements_document WHERE {where} LIMIT %s) AS found",  # noqa: S608
        [*values, most],
    )
    if cursor.fetchone()[0] >= most:
        raise TooMany(most=most)


def _keep(cursor: Any, place: Place, content: bytes, content_type: str, at: int) -> str:
    etag = sha256(content_type.encode() + b"\0" + content).hexdigest()[:40]
    row = [
        *(place.digest, place.kind, place.agent, place.activity, place.registration, place.name),
        *(content_type, content, etag, at),
    ]
    cursor.execute(_UPSERT, row)
    return etag


def _is_json(content_type: str) -> bool:
    return content_type.partition(";")[0].strip().lower() == "application/json"
