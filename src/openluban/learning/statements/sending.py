"""Who sends: a key of a source, and how far it reaches."""

import hmac
from base64 import b64decode
from binascii import Error
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import orjson
from django.db import connection

from openluban.learning.statements.errors import NotKnown, OutOfScope
from openluban.learning.statements.guests import SIGN, Guest
from openluban.learning.statements.rows import quick_cursor
from openluban.learning.statements.rules.scopes import reaches, reads_all

_FIND = (
    "SELECT k.id, k.digest, k.scopes, k.last_used_at, s.id, s.key, s.version, s.authority"
    " FROM statements_key AS k JOIN statements_source AS s ON s.id = k.source_id"
    " WHERE k.login = %s AND k.withdrawn_at IS NULL"
)
_NOTE = "UPDATE statements_key SET last_used_at = %s WHERE id = %s"
_NOTED_EVERY = 3600
_KNOWN_FOR = timedelta(seconds=1)
"""How long a worker trusts what it read of a key: so much longer may other workers take one that
was withdrawn. Who sends one statement after another does not pay for reading it each time."""
_MOST_KNOWN = 1_000
_known: dict[str, tuple[datetime, Any]] = {}
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Sender:
    """A key that opened the store; or a guest, whose ``key`` is a negative number."""

    key: int
    source: int
    name: str
    version: str
    authority: dict[str, Any]
    scopes: tuple[str, ...]
    guest: Guest | None = None

    def need(self, scope: str, *, writes: bool) -> None:
        """Require that the key reaches so far.

        :raises OutOfScope: it does not
        """
        if not reaches(self.scopes, scope, writes=writes):
            raise OutOfScope(scope=scope)

    @property
    def reads_all(self) -> bool:
        """Whether it reads the statements of every source."""
        return reads_all(self.scopes)


Porter = Callable[[str, str, datetime], Sender | None]
"""Finds a guest by name and secret, None if it is nobody's."""
_PORTERS: list[Porter] = []


def declare_guests(porter: Porter) -> Porter:
    """Let a higher module bring in guests."""
    _PORTERS.append(porter)
    return porter


def sender_of(header: str, at: datetime) -> Sender:
    """Return who sends, by the Authorization header; one query at most, where it is a key.

    :raises NotKnown: it names no key, or not with its secret
    :raises Refused: it names a guest whose time is over
    """
    scheme, _space, given = header.partition(" ")
    if scheme.lower() != "basic" or len(given) > _LONGEST:
        raise NotKnown
    try:
        user, _colon, secret = b64decode(given.strip(), validate=True).decode().partition(":")
    except (Error, ValueError):
        raise NotKnown from None
    if "\0" in user:
        raise NotKnown
    if user.startswith(SIGN):
        return _guest(user, secret, at)
    found = _key(user, at)
    if found is None or not hmac.compare_digest(bytes(found[1]), digest_of(secret)):
        raise NotKnown
    if _is_old(found[3], at):
        _note(found[0], at)
    return Sender(
        key=found[0],
        source=found[4],
        name=found[5],
        version=found[6],
        authority=orjson.loads(bytes(found[7])),
        scopes=tuple(found[2].split()),
    )


def _key(login: str, at: datetime) -> Any:
    """Return the row of a key, None if there is none; one read just now is not read again."""
    read_at, found = _known.get(login, (None, None))
    if read_at is not None and abs(at - read_at) < _KNOWN_FOR:
        return found
    with quick_cursor() as cursor:
        cursor.execute(_FIND, [login])
        found = cursor.fetchone()
    if found is not None and not _is_old(found[3], at):
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[login] = at, found
    return found


def _note(number: int, at: datetime) -> None:
    with quick_cursor() as cursor:
        cursor.execute(_NOTE, [connection.ops.adapt_datetimefield_value(at), number])


def forget_keys() -> None:
    """Read every key anew; for whoever changes one, or its source."""
    _known.clear()


def _guest(user: str, secret: str, at: datetime) -> Sender:
    for porter in _PORTERS:
        found = porter(user, secret, at)
        if found is not None:
            return found
    raise NotKnown


def digest_of(secret: str) -> bytes:
    """Return what is kept of a secret. It has 256 random bits, so one plain hash suffices."""
    return sha256(secret.encode()).digest()


def _is_old(used: Any, at: datetime) -> bool:
    if used is None:
        return True
    last = datetime.fromisoformat(used) if isinstance(used, str) else used
    known = last if last.tzinfo else last.replace(tzinfo=UTC)
    return bool((at - known).total_seconds() > _NOTED_EVERY)
