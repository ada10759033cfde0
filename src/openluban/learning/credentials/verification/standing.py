"""Was it revoked or suspended? From status lists as they were last seen; nothing is fetched."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from openluban.learning.credentials.formats.data_integrity import ASSERTION
from openluban.learning.credentials.formats.json_text import Document
from openluban.learning.credentials.formats.jwt import issuer_id
from openluban.learning.credentials.formats.refusals import Unfit
from openluban.learning.credentials.formats.status_list import StatusList, read_status_list
from openluban.learning.credentials.verification.carriers import Carried, carried
from openluban.learning.credentials.verification.dating import check_dates
from openluban.learning.credentials.verification.proving import (
    Judging,
    prove_document,
    prove_token,
)
from openluban.learning.credentials.verification.report import (
    Check,
    Outcome,
    Subject,
    check,
    refused,
)
from openluban.learning.credentials.verification.trust import StatusCopy, Trust

KINDS = ("BitstringStatusListEntry", "StatusList2021Entry")
MOST_ENTRIES = 10
_LONGEST_INDEX = 9
_WORDS = {
    "revocation": (_("It was revoked."), _("It was not revoked, as of %(day)s.")),
    "suspension": (_("It is suspended."), _("It was not suspended, as of %(day)s.")),
}


@dataclass(frozen=True)
class _Read:
    """A list that was read and checked once, or why it cannot be relied on."""

    bits: StatusList | None
    check: Check | None


def check_status(credential: Document, at: datetime, trust: Trust) -> Iterator[Check]:
    """Yield what the lists say that a credential names."""
    entries = credential.get("credentialStatus", [])
    listed = entries if isinstance(entries, list) else [entries]
    if not listed:
        yield check(
            Subject.STATUS,
            Outcome.NOTE,
            "no_status",
            _("It names no list in which it could be revoked."),
        )
    if len(listed) > MOST_ENTRIES:
        yield _bad_entry()
        return
    for entry in listed:
        yield _of_entry(entry, credential, at, trust)


def _of_entry(entry: object, credential: Document, at: datetime, trust: Trust) -> Check:
    if not isinstance(entry, dict):
        return _bad_entry()
    if entry.get("type") not in KINDS:
        return check(
            Subject.STATUS,
            Outcome.UNKNOWN,
            "status_kind_not_known",
            _("Whether it was revoked could not be checked: a status of the kind “%(kind)s” is "
              "not known here."),
            kind=str(entry.get("type", "")),
        )  # fmt: skip
    url, purpose = entry.get("statusListCredential"), entry.get("statusPurpose")
    index = _index(entry.get("statusListIndex"))
    if not isinstance(url, str) or purpose not in _WORDS or index is None:
        return _bad_entry()
    copy = trust.lists.get(url)
    if copy is None:
        return check(
            Subject.STATUS,
            Outcome.UNKNOWN,
            "list_not_at_hand",
            _("Whether it was revoked could not be checked: the list at “%(url)s” is not at hand."),
            url=url,
        )
    read = _read_once(url, copy, issuer_id(credential), at, trust)
    if read.check or read.bits is None:
        return read.check or _bad_entry()
    return _of_bit(read.bits, str(purpose), index, copy)


def _index(value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value) if len(value) <= _LONGEST_INDEX else None
    return None


def _of_bit(bits: StatusList, purpose: str, index: int, copy: StatusCopy) -> Check:
    if bits.purpose != purpose:
        return _bad_entry()
    try:
        is_set = bits.is_set(index)
    except Unfit as refusal:
        return refused(Subject.STATUS, refusal)
    was, was_not = _WORDS[purpose]
    if is_set:
        return check(Subject.STATUS, Outcome.BAD, f"in_{purpose}", was)
    day = copy.seen_at.date()
    return check(Subject.STATUS, Outcome.GOOD, f"not_in_{purpose}", was_not, day=day)


def _read_once(url: str, copy: StatusCopy, issuer: str, at: datetime, trust: Trust) -> _Read:
    """Return a list as it was read the first time; a thousand credentials share one."""
    key = url, issuer, at
    found = trust.memory.get(key)
    if not isinstance(found, _Read):
        found = trust.memory[key] = _read(copy, issuer, at, trust)
    return found


def _read(copy: StatusCopy, issuer: str, at: datetime, trust: Trust) -> _Read:
    try:
        read = _of_issuer(carried(copy.credential), issuer)
        bits = read_status_list(read.document)
    except Unfit as refusal:
        return _Read(None, refused(Subject.STATUS, refusal))
    judging = Judging(issuer, ASSERTION, at, trust)
    proven = (
        prove_token(read.token, judging) if read.token else prove_document(read.document, judging)
    )
    unsound = [each for each in proven if each.outcome in (Outcome.BAD, Outcome.UNKNOWN)]
    if unsound:
        return _Read(None, _unreliable(unsound))
    dated = list(check_dates(read.document, read.token, at))
    if any(each.outcome is not Outcome.GOOD for each in dated):
        return _Read(
            None,
            check(
                Subject.STATUS,
                Outcome.UNKNOWN,
                "list_outdated",
                _("Whether it was revoked is not known: the list at hand, seen on %(day)s, is "
                  "out of date."),
                day=copy.seen_at.date(),
            ),
        )  # fmt: skip
    return _Read(bits, None)


def _of_issuer(read: Carried, issuer: str) -> Carried:
    if issuer_id(read.document) != issuer:
        raise Unfit(
            "list_of_another",
            _("Its status list is of “%(issuer)s”, who did not issue it."),
            issuer=issuer_id(read.document),
        )
    return read


def _unreliable(unsound: list[Check]) -> Check:
    bad = [each for each in unsound if each.outcome is Outcome.BAD]
    first = (bad or unsound)[0]
    return check(
        Subject.STATUS,
        first.outcome,
        "list_not_proven",
        _("Whether it was revoked is not known: the signature of its status list is not good."),
    )


def _bad_entry() -> Check:
    return check(
        Subject.STATUS,
        Outcome.BAD,
        "bad_status",
        _("What it says of its status list is not as the standard says."),
    )
