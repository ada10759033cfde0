"""Marks as a device sends them: JSON that nobody trusts."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import orjson

from openluban.learning.attendance.rules.words import Presence
from openluban.learning.attendance.use_cases.take import NewMark

MOST = 200
_LONGEST = 200_000
_KEY = 26
_LONGEST_DEVICE = 36
_LONGEST_LATE = 600
_EARLIEST, _LATEST = datetime(2020, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sent:
    """What came: marks that can be read, and the names of those that cannot."""

    account: str
    device: str
    sent_at: datetime
    marks: tuple[NewMark, ...] = ()
    unreadable: tuple[str, ...] = field(default=())


def read_sent(body: bytes) -> Sent | None:
    """Read what a device sent; None if it is not that at all, or more than a device sends."""
    told = _object(body)
    marks = told.get("marks")
    sent_at = _moment(told.get("sent_at"))
    if not isinstance(marks, list) or len(marks) > MOST or sent_at is None:
        return None
    read, unreadable = [], []
    for each in marks:
        if not isinstance(each, dict) or not isinstance(each.get("uuid"), str):
            return None
        mark = _mark(each)
        if mark is None:
            unreadable.append(each["uuid"][:_LONGEST_DEVICE])
        else:
            read.append(mark)
    return Sent(
        account=_text(told.get("account"), _KEY),
        device=_text(told.get("device"), _LONGEST_DEVICE),
        sent_at=sent_at,
        marks=tuple(read),
        unreadable=tuple(unreadable),
    )


def _object(body: bytes) -> dict[str, Any]:
    if len(body) > _LONGEST:
        return {}
    try:
        told = orjson.loads(body)
    except orjson.JSONDecodeError:
        return {}
    return told if isinstance(told, dict) else {}


def _mark(told: dict[str, Any]) -> NewMark | None:
    uuid, told_at = _uuid(told["uuid"]), _moment(told.get("told_at"))
    late, presence = told.get("late", 0), told.get("presence")
    if uuid is None or told_at is None or presence not in list(Presence):
        return None
    if type(late) is not int or not 0 <= late <= _LONGEST_LATE:
        return None
    return NewMark(
        uuid=uuid,
        session=_text(told.get("session"), _KEY),
        enrolment=_text(told.get("enrolment"), _KEY),
        presence=Presence(presence),
        late=late,
        told_at=told_at,
        over=_uuid(told.get("over")),
    )


def _uuid(told: object) -> UUID | None:
    try:
        return UUID(told) if isinstance(told, str) else None
    except ValueError:
        return None


def _moment(told: object) -> datetime | None:
    """Read a moment with its zone, within the century."""
    try:
        moment = datetime.fromisoformat(told) if isinstance(told, str) else None
    except ValueError:
        return None
    if moment is None or moment.tzinfo is None:
        return None
    try:
        return moment.astimezone(UTC) if _EARLIEST <= moment <= _LATEST else None
    except OverflowError:
        return None


def _text(told: object, longest: int) -> str:
    return told.replace("\0", "")[:longest] if isinstance(told, str) else ""
