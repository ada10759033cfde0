"""Figures over a million records, beside the shortest SQL that gives the same number."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import connection

from openluban.foundation.figures.reading import read_figure

_AT = date(2026, 11, 1)
_OPEN = """
FROM workshops_workshop AS w JOIN workshops_gatepassed AS g ON g.workshop_id = w.id
WHERE w.is_shown AND g.is_shown AND g.gate = 'opened' AND g.passed_on_earliest <= '2026-11-01'
  AND (w.closed_on_earliest IS NULL OR w.closed_on_earliest > '2026-11-01')
"""
_MEMBERS = """
FROM workshops_workshop AS w JOIN workshops_gatepassed AS g ON g.workshop_id = w.id
JOIN places_membership AS m ON m.country_id = w.country_id
JOIN places_bloc AS b ON b.id = m.bloc_id
WHERE w.is_shown AND g.is_shown AND g.gate = 'opened' AND g.passed_on_earliest <= '2026-11-01'
  AND (w.closed_on_earliest IS NULL OR w.closed_on_earliest > '2026-11-01')
  AND b.key = 'sco' AND m.is_shown AND m.kind IN ('member', 'dialogue_partner')
  AND (m.since_earliest IS NULL OR m.since_earliest <= '2026-11-01')
  AND (m.until_earliest IS NULL OR m.until_earliest > '2026-11-01')
"""
_IN_CHINA = "AND w.country_id = (SELECT id FROM places_country WHERE key = 'cn')"


@dataclass(frozen=True)
class _Asked:
    figure: str
    sql: str
    choices: Mapping[str, str] = field(default_factory=dict)


_ASKED = {
    "workshops opened by a day": _Asked("workshops", "SELECT count(*)" + _OPEN),
    "host countries on a day": _Asked(
        "host_countries", "SELECT count(DISTINCT w.country_id)" + _OPEN
    ),
    "workshops in SCO countries": _Asked(
        "workshops", "SELECT count(*)" + _MEMBERS, {"bloc": "sco_members_and_partners"}
    ),
    "workshops in one country": _Asked(
        "workshops", "SELECT count(*)" + _OPEN + _IN_CHINA, {"bloc": "cn"}
    ),
}


def figures() -> list[str]:
    """Return the names of what is measured."""
    return list(_ASKED)


def figure(name: str, times: int) -> dict[str, list[float] | str]:
    """Read a figure and run the bare SQL by turns; return the seconds of each.

    The first pair is not counted: it brings the database's pages into memory.
    """
    asked = _ASKED[name]
    told: list[float] = []
    bare: list[float] = []
    value = Decimal(0)
    for _ in range(times + 1):
        begun = time.perf_counter()
        reading = read_figure(asked.figure, asked.choices, at=_AT)
        between = time.perf_counter()
        with connection.cursor() as cursor:
            cursor.execute(asked.sql)
            row = cursor.fetchone()
        ended = time.perf_counter()
        told.append(between - begun)
        bare.append(ended - between)
        value = reading.value or value
        if row is None or Decimal(row[0]) != value:
            message = f"{name}: the figure says {value}, the SQL {row}"
            raise RuntimeError(message)
    return {"figure": told[1:], "bare": bare[1:], "value": str(value)}
