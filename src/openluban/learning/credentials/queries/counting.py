"""The awards behind a figure, for those who may see them: each person under a pseudonym."""

import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from openluban.foundation.access.roles import ACCEPT
from openluban.foundation.access.sealing import purpose_key
from openluban.foundation.figures.declaring import Records
from openluban.foundation.figures.persons import AskedOfPersons, persons_on
from openluban.foundation.figures.withholding import LEAST
from openluban.foundation.registers.queries.keyset import Order, Page, page_of
from openluban.kernel.actor import Actor
from openluban.learning.credentials.models.awards import Award
from openluban.learning.credentials.policies import may_issue, of_own_issuers
from openluban.learning.learners.public import kept_workshops

PAGE = 50
_TOKENS = b"openluban tokens of counted awards v1"
_DIGITS = 16
_PRECISIONS = (10, 7, 4)
"""Letters of a day, of its month, of its year."""


@dataclass(frozen=True, slots=True)
class CountedAward:
    """One award as it is shown. ``day``: its day, month or year, or nothing, as many share it."""

    token: str
    award: Award
    day: str


@dataclass(frozen=True, slots=True)
class CountedAwards:
    """How many awards (or persons) count, a page of them in the order of signing."""

    number: int
    page: Page
    rows: tuple[CountedAward, ...]


def counted_awards(asked: AskedOfPersons, actor: Actor, *, at: datetime) -> CountedAwards:
    """Return what counts on a day under the choices, as far as the actor may see it; five queries.

    The day of an award is told as closely as five awards of the same achievement at the same
    workshop share it. The rows come in the order of signing: a place in the list tells no day.
    """
    found = _narrowed(persons_on(asked), actor, at)
    is_of_people = asked.figure.key == "people_awarded"
    counting = Count("thing", distinct=True) if is_of_people else Count("pk")
    number = found.aggregate(number=counting)["number"]
    rows = found.annotate(who=Coalesce("person__merged_into__key", "person__key"))
    rows = rows.select_related("achievement", "issuer", "co_issuer", "workshop").defer("document")
    order = Order("id", descending=False, is_nullable=False, read=int)
    question = asked.question
    page = page_of(rows, order, after=question.after, before=question.before, size=PAGE)
    days = _told_days(found, page.records)
    shown = (CountedAward(token_of(each.who), each, days[each.pk]) for each in page.records)
    return CountedAwards(number, page, tuple(shown))


def token_of(key: str) -> str:
    """Return the pseudonym of a person on this page; it is no other page's, nor any file's."""
    return hmac.new(purpose_key(_TOKENS), key.encode(), sha256).hexdigest()[:_DIGITS]


def _narrowed(found: Records, actor: Actor, at: datetime) -> Records:
    if actor.may(ACCEPT):
        return found
    own = Q(workshop__in=kept_workshops(actor).values("pk"))
    if may_issue(actor):
        own |= of_own_issuers(actor, at)
    narrowed: Records = found.filter(own)
    return narrowed


def _told_days(found: Records, awards: Sequence[Award]) -> dict[int, str]:
    """Return the day of each award as it may be told; one query for the page."""
    places = {(each.achievement_id, each.workshop_id) for each in awards}
    near = found.filter(
        achievement__in={achievement for achievement, _workshop in places},
        awarded_on__gte=date(min((each.awarded_on.year for each in awards), default=1), 1, 1),
    )
    rows = near.order_by().values_list("achievement", "workshop", "awarded_on")
    shared = _shared(rows.annotate(number=Count("thing", distinct=True)))
    return {each.pk: _told(each, shared) for each in awards}


def _shared(rows: Iterable[tuple[int, int | None, date, int]]) -> dict[tuple[object, ...], int]:
    """Return how many share a day, a month, a year: of one achievement at one workshop."""
    shared: dict[tuple[object, ...], int] = {}
    for achievement, workshop, day, number in rows:
        for length in _PRECISIONS:
            place = (achievement, workshop, day.isoformat()[:length])
            shared[place] = shared.get(place, 0) + number
    return shared


def _told(award: Award, shared: dict[tuple[object, ...], int]) -> str:
    said = (award.awarded_on.isoformat()[:length] for length in _PRECISIONS)
    place = (award.achievement_id, award.workshop_id)
    return next((text for text in said if shared.get((*place, text), 0) >= LEAST), "")
