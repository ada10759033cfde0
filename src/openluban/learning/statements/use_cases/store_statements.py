"""Storing statements: all of them or none, each once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any
from uuid import uuid4

import orjson

from openluban.learning.statements.alone import may_go_alone, store_alone
from openluban.learning.statements.errors import Conflict, OutOfScope, Refused, Unfit
from openluban.learning.statements.formats.multipart import Enclosed
from openluban.learning.statements.formats.signatures import check_signature
from openluban.learning.statements.guests import Arrived
from openluban.learning.statements.naming import are_noted, note_names
from openluban.learning.statements.referring import follow_references, void
from openluban.learning.statements.rows import one_writes
from openluban.learning.statements.rules.equality import is_same
from openluban.learning.statements.rules.marks import (
    actor_of,
    digest_of,
    marks_of,
    named_in,
)
from openluban.learning.statements.rules.outcomes import SIGNATURE
from openluban.learning.statements.rules.scopes import ALL, DEFINE, WRITE, reaches
from openluban.learning.statements.rules.shape import shape_of
from openluban.learning.statements.rules.statements import VOIDED
from openluban.learning.statements.rules.statements import statement as check_statement
from openluban.learning.statements.sending import Sender
from openluban.learning.statements.standing import (
    Kept,
    Standing,
    kept_by_uuid,
    questions,
    standing,
)
from openluban.learning.statements.storing import New, attach, insert

LONGEST = 2_500_000
"""Microseconds that storing may take from its first moment: then it is done again, with moments
that lie so far ahead that it is in time. Readers are told what is complete by this."""
_AHEAD = (0, 30_000_000, 300_000_000)


class TookTooLong(Refused):
    """Others had to wait so long that what is told of the moment of storing would be wrong."""

    code = "statements.took_too_long"
    sentence = "Storing took too long and was taken back. Send it again."
    status = 503


@dataclass(frozen=True, slots=True)
class Parcel:
    """Statements as they came: each with its bytes, and the attachments that came along.

    ``edition`` is that of xAPI, 1 or 2; ``uuid`` the id that the address gives, for one statement.
    """

    statements: Sequence[tuple[Any, bytes]]
    edition: int
    enclosed: Mapping[str, Enclosed] = field(default_factory=dict)
    uuid: str = ""


def store_statements(
    *, parcel: Parcel, sender: Sender, clock: Callable[[], int]
) -> tuple[list[str], int]:
    """Store statements; return their ids in their order, and the moment of the last new one, or 0.

    One that is stored already and says the same is left as it is. ``clock`` gives microseconds
    since 1970; it is asked when nobody else stores, so that the moments of storing grow.

    :raises OutOfScope: the key may not write, or may not void another source's statement
    :raises Unfit: a statement breaks a rule; its place and the path are named
    :raises Conflict: a statement of that id says something else
    :raises TookTooLong: it was taken back
    :raises Refused: the sender is a guest, and it is not theirs to say
    """
    sender.need(WRITE, writes=True)
    new = list(checked(parcel))
    given = [each.uuid for each in new if each.has_own_id]
    if len(set(given)) != len(given):
        raise Unfit("id", "must not be given twice in one request")
    alone = _alone(new, sender, clock)
    if alone:
        return [new[0].uuid], alone
    asked = questions(given)
    for ahead in _AHEAD:
        try:
            with one_writes(*asked[0]) as cursor:
                stands = standing(cursor, asked)
                fresh = _not_kept(new, stands)
                if fresh:
                    first = max(clock() + ahead, stands.last + 1)
                    _number(fresh, first)
                    in_time = partial(_require_in_time, clock, first)
                    _store(cursor, fresh, (parcel, sender, clock), stands, in_time)
        except TookTooLong:
            continue
        return [each.uuid for each in new], fresh[-1].id if fresh else 0
    raise TookTooLong


def _alone(new: Sequence["_Checked"], sender: Sender, clock: Callable[[], int]) -> int:
    """Store a statement that comes alone and touches nothing else; return its moment, or 0."""
    if len(new) != 1 or sender.guest is not None or not may_go_alone(new[0]):
        return 0
    (one,) = new
    if not are_noted(named_in(one.value), defines=_defines(sender)):
        return 0
    source, looks = sender.source, one.has_own_id
    return store_alone(one, source=source, looks=looks, clock=clock, longest=LONGEST)


def _defines(sender: Sender) -> bool:
    return reaches(sender.scopes, DEFINE, writes=True)


class _Checked(New):
    """A statement that was found to be one."""

    has_own_id: bool = False


def checked(parcel: Parcel) -> Iterator[_Checked]:
    """Yield the statements of a parcel, ready to be stored but for their moment.

    :raises Unfit: one breaks a rule; its place and the path are named
    """
    several = len(parcel.statements) > 1
    named: set[str] = set()
    for place, (value, raw) in enumerate(parcel.statements):
        try:
            happened = check_statement(value, edition=parcel.edition)
            if "attachments" in value:
                named |= _check_attachments(value, parcel)
            yield _made(value, raw, parcel, happened)
        except Unfit as fault:
            if not several:
                raise
            where = f"[{place}].{fault.details['path']}"
            raise Unfit(where, str(fault.details["rule"])) from None
    if not named.issuperset(parcel.enclosed):
        raise Unfit("body", "holds a part that no statement names as its attachment")


def _check_attachments(value: dict[str, Any], parcel: Parcel) -> set[str]:
    """Check that each attachment came along or lies elsewhere; return the digests named."""
    found = set()
    for place, each in enumerate(value["attachments"]):
        sha2 = each["sha2"].lower()
        found.add(sha2)
        enclosed = parcel.enclosed.get(sha2)
        if enclosed is None:
            if "fileUrl" not in each:
                raise Unfit(f"attachments[{place}]", "must come along, or have a fileUrl")
        elif each["usageType"] == SIGNATURE:
            check_signature(enclosed.content, value, parcel.edition)
    return found


def _made(value: dict[str, Any], raw: bytes, parcel: Parcel, happened: int | None) -> _Checked:
    uuid, own = parcel.uuid, value.get("id")
    if uuid and own is not None and own.lower() != uuid:
        raise Unfit("id", "must be the statementId of the address")
    it = value["object"]
    target = it["id"].lower() if it.get("objectType") == "StatementRef" else None
    made = _Checked(
        value=value,
        raw=raw,
        uuid=uuid or (own.lower() if own else str(uuid4())),
        happened=happened,
        actor=actor_of(value),
        verb=digest_of(value["verb"]["id"]),
        target=target,
        voids=target is not None and value["verb"]["id"] == VOIDED,
        has=shape_of(value, parcel.edition),
        marks=marks_of(value),
        sha2s=tuple(each["sha2"].lower() for each in value.get("attachments", ())),
    )
    made.has_own_id = bool(uuid or own)
    return made


def _not_kept(new: Sequence[_Checked], stands: Standing) -> list[_Checked]:
    """Return the statements that are not stored yet.

    :raises Conflict: one is stored and says something else
    """
    if not stands.stored:
        return list(new)
    for each in new:
        before = stands.stored.get(each.uuid)
        if before is not None and not is_same(orjson.loads(before.raw), each.value):
            raise Conflict(why=f"The statement {each.uuid} is stored and says something else.")
    return [each for each in new if each.uuid not in stands.stored]


def _number(new: Sequence[New], first: int) -> None:
    for place, each in enumerate(new):
        each.id = first + place


def _store(
    cursor: Any,
    new: Sequence[_Checked],
    given: tuple[Parcel, Sender, Callable[[], int]],
    stands: Standing,
    require_in_time: Callable[[], None],
) -> None:
    parcel, sender, clock = given
    named = (pair for each in new for pair in named_in(each.value))
    note_names(cursor, named, defines=_defines(sender))
    before = [kept for kept in stands.referring if kept.target not in stands.stored]
    attached = any(each.sha2s for each in new)
    refers = bool(before) or any(each.target for each in new)
    insert(cursor, sender.source, new)
    if attached:
        attach(cursor, sender.source, new, parcel.enclosed.values())
    if refers:
        _void(cursor, new, before, sender)
        follow_references(cursor, new, before)
    require_in_time()
    _tell_guest(sender, new, clock)


def _require_in_time(clock: Callable[[], int], first: int) -> None:
    if clock() - first > LONGEST:
        raise TookTooLong


def _tell_guest(sender: Sender, new: Sequence[_Checked], clock: Callable[[], int]) -> None:
    if sender.guest is not None:
        arrived = [Arrived(each.uuid, each.has_own_id, each.value, each.happened) for each in new]
        sender.guest.store(arrived, clock)


def _void(cursor: Any, new: Sequence[New], before: Sequence[Kept], sender: Sender) -> None:
    """Void what the new statements void, and what is new and was voided before it came.

    :raises OutOfScope: a statement of another source would be voided, and the key may not
    """
    aims = [each.target for each in new if each.voids and each.target]
    if aims and ALL not in sender.scopes:
        for kept in kept_by_uuid(cursor, aims).values():
            if kept.source != sender.source:
                raise OutOfScope(scope=ALL)
    aims += [each.target for each in before if each.target and _voids_this(each, sender)]
    if aims:
        void(cursor, aims)


def _voids_this(kept: Kept, sender: Sender) -> bool:
    """Whether a statement that came earlier voids what its own source sends now."""
    return kept.voids and kept.source == sender.source
