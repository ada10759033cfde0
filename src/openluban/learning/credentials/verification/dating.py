"""Is it in force? Both ways of writing it count, whichever version a credential says it is of."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from openluban.learning.credentials.formats.json_text import Document
from openluban.learning.credentials.formats.jwt import Token
from openluban.learning.credentials.formats.moments import read_moment
from openluban.learning.credentials.formats.refusals import Unfit
from openluban.learning.credentials.verification.report import (
    Check,
    Outcome,
    Subject,
    check,
    refused,
)

BEGINS = ("validFrom", "issuanceDate")
ENDS = ("validUntil", "expirationDate")


def period(credential: Document, token: Token | None) -> tuple[datetime | None, datetime | None]:
    """Return from when and until when it counts: the narrowest of all that is said.

    :raises Unfit: what should be a date is none
    """
    begins = [read_moment(credential[word]) for word in BEGINS if word in credential]
    ends = [read_moment(credential[word]) for word in ENDS if word in credential]
    if token:
        begins += [token.not_before] if token.not_before else []
        ends += [token.expires] if token.expires else []
    return max(begins, default=None), min(ends, default=None)


def check_dates(credential: Document, token: Token | None, at: datetime) -> Iterator[Check]:
    """Yield whether it is in force at a moment."""
    try:
        begins, ends = period(credential, token)
    except Unfit as refusal:
        yield refused(Subject.DATES, refusal)
        return
    if begins and at < begins:
        yield check(
            Subject.DATES,
            Outcome.BAD,
            "not_yet",
            _("It is in force only from %(day)s."),
            day=begins.date(),
        )
    elif ends and at >= ends:
        yield check(
            Subject.DATES,
            Outcome.BAD,
            "expired",
            _("It was in force until %(day)s only."),
            day=ends.date(),
        )
    elif ends:
        yield check(
            Subject.DATES,
            Outcome.GOOD,
            "in_force_until",
            _("It is in force until %(day)s."),
            day=ends.date(),
        )
    else:
        yield check(Subject.DATES, Outcome.GOOD, "in_force", _("It is in force, without an end."))
