"""How units and courses are used: statements and persons, verb by verb."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from django.db import connection
from django.db.models import Count, Sum
from django.utils.crypto import salted_hmac

from openluban.foundation.figures.asking import Question
from openluban.foundation.figures.declaring import Aggregate
from openluban.foundation.figures.narrowing import on_day
from openluban.foundation.registers.queries.keyset import Order, Page, page_of
from openluban.learning.statements.models import Use
from openluban.learning.statements.rows import places
from openluban.learning.statements.rules.formats import best_of
from openluban.learning.statements.rules.marks import ACTIVITY, NOBODY

_MOST = 100
_SHORTEST = 8
_SALT = "statements.pseudonym"


@dataclass(frozen=True, slots=True)
class Used:
    """An activity that statements are about, and how often; ``names`` by language."""

    value: bytes
    iri: str
    names: dict[str, str]
    statements: int


@dataclass(frozen=True, slots=True)
class ByVerb:
    """What was done with an activity: by how many persons, in how many statements."""

    verb: str
    statements: int
    persons: int


@dataclass(frozen=True, slots=True)
class ByPerson:
    """A person by a pseudonym that says nothing of them, and what they did with an activity."""

    pseudonym: str
    statements: int
    first: int
    last: int


def most_used(cursor: Any) -> list[Used]:
    """Return the activities that most statements are about; two queries."""
    cursor.execute(
        "SELECT value, COUNT(*) FROM statements_mark WHERE kind = %s"
        " GROUP BY value ORDER BY 2 DESC, 1 LIMIT %s",
        [ACTIVITY, _MOST],
    )
    counted = [(bytes(value), count) for value, count in cursor.fetchall()]
    if not counted:
        return []
    known = _named(cursor, [value for value, _count in counted])
    return [Used(value, *known.get(value, ("", {})), count) for value, count in counted]


def used(cursor: Any, value: bytes) -> Used | None:
    """Return one activity, None if no statement is about it; two queries."""
    cursor.execute(
        "SELECT COUNT(*) FROM statements_mark WHERE kind = %s AND value = %s", [ACTIVITY, value]
    )
    count = cursor.fetchone()[0]
    if not count:
        return None
    return Used(value, *_named(cursor, [value]).get(value, ("", {})), count)


def by_verb(cursor: Any, value: bytes) -> list[ByVerb]:
    """Return what was done with an activity, verb by verb; voided statements count for nothing."""
    cursor.execute(
        "SELECT s.verb, COUNT(*), COUNT(DISTINCT CASE WHEN s.actor = %s THEN NULL ELSE s.actor END)"
        " FROM statements_mark AS m JOIN statements_statement AS s ON s.id = m.statement"
        " WHERE m.kind = %s AND m.value = %s AND NOT s.is_voided"
        " GROUP BY s.verb ORDER BY 2 DESC, 1",
        [NOBODY, ACTIVITY, value],
    )
    rows = [(bytes(verb), count, persons) for verb, count, persons in cursor.fetchall()]
    known = _named(cursor, [verb for verb, *_rest in rows])
    return [ByVerb(known.get(verb, ("", {}))[0], count, who) for verb, count, who in rows]


def by_person(cursor: Any, value: bytes, most: int = _MOST) -> list[ByPerson]:
    """Return who did how much with an activity, by pseudonyms, those who did most first."""
    cursor.execute(
        "SELECT s.actor, COUNT(*), MIN(s.happened), MAX(s.happened)"
        " FROM statements_mark AS m JOIN statements_statement AS s ON s.id = m.statement"
        " WHERE m.kind = %s AND m.value = %s AND NOT s.is_voided"
        " GROUP BY s.actor ORDER BY 2 DESC, 1 LIMIT %s",
        [ACTIVITY, value, most],
    )
    return [
        ByPerson(pseudonym_of(bytes(actor)), count, first, last)
        for actor, count, first, last in cursor.fetchall()
    ]


def pseudonym_of(actor: bytes) -> str:
    """Return what a person is called where nobody need know who it is; empty for a group.

    It is made with the installation's secret: who knows an identifier cannot work it out.
    """
    return "" if actor == NOBODY else salted_hmac(_SALT, actor).hexdigest()[:_SHORTEST]


def _named(cursor: Any, values: list[bytes]) -> dict[bytes, tuple[str, dict[str, str]]]:
    """Return the IRI and the names of verbs and activities; one query."""
    if not values:
        return {}
    cursor.execute(
        "SELECT value, iri, definition FROM statements_name"  # noqa: S608
        f" WHERE value IN ({places(values)})",
        values,
    )
    found = {}
    for value, iri, definition in cursor.fetchall():
        known = {} if definition is None else orjson.loads(bytes(definition))
        found[bytes(value)] = (iri, known.get("name", {}))
    return found


def unit_names(keys: Sequence[str], language: str) -> dict[str, str]:
    """Return what units and courses are called, in a language where it is known; one query.

    ``keys`` are digests in hexadecimal; whatever has no name is called by its IRI.
    """
    values = [bytes.fromhex(key) for key in keys]
    with connection.cursor() as cursor:
        known = _named(cursor, values)
    return {
        value.hex(): next(iter(best_of(names, [language]).values()), iri) if names else iri
        for value, (iri, names) in known.items()
    }


def persons_using(key: str) -> int:
    """Return how many persons used a unit or course, the synthetic left out; one query."""
    found = Use.objects.filter(unit=key, source__is_synthetic=False).exclude(actor=NOBODY)
    counted: int = found.aggregate(persons=Count("actor", distinct=True))["persons"]
    return counted


@dataclass(frozen=True, slots=True)
class CountedUses:
    """The number of a figure, told to those who may see what is behind, and a page of that."""

    number: int
    page: Page


def counted_uses(question: Question) -> CountedUses:
    """Return the uses that count on a day under the choices, earliest first; two queries."""
    figure = question.figure
    if figure.records is None:  # pragma: no cover - both figures have records
        raise TypeError(figure.key)
    own = {choice.key: question.choices[choice.key] for choice in figure.choices}
    found = on_day(figure.records(**own), question.choices, question.at)
    is_sum = figure.aggregate == Aggregate.SUM
    measure: Any = Sum("quantity") if is_sum else Count("thing", distinct=True)
    number = found.aggregate(number=measure)["number"] or 0
    order = Order("day", descending=False, is_nullable=False, read=date.fromisoformat)
    rows = found.select_related("source")
    page = page_of(rows, order, after=question.after, before=question.before, size=_MOST)
    return CountedUses(number, page)
