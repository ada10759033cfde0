"""Results of reconciling as data: the JSON of command line and API, the rows of a CSV file."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from openluban.foundation.sheets.writing import Value
from openluban.publishing.published.rules import write_choices
from openluban.publishing.published.verdicts import Found, Named, PartResult, Result, RivalNumber

HEADER = (
    "id",
    "verdict",
    "number",
    "unit",
    "as_of",
    "publisher",
    "claim",
    "computed",
    "at",
    "figure",
    "choices",
    "guessed",
    "sureness",
    "reason",
)


def plain_number(value: Decimal | None) -> int | float | None:
    """Return a number as JSON has it."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def as_json(result: Result) -> dict[str, Any]:
    """Return a result as ``luban reconcile --json`` and the API give it."""
    reading = result.first.reading
    return {
        "id": result.stated.id,
        "verdict": str(result.verdict),
        "computed": plain_number(result.first.computed),
        "figure": reading.figure if reading else None,
        "choices": reading.choices if reading else {},
        "guessed": bool(reading and reading.guessed),
        "sureness": float(reading.sureness) if reading else None,
        "reason": result.reason,
        "parts": [_part(part) for part in result.parts],
    }


def _part(part: PartResult) -> dict[str, Any]:
    return {
        "number": part.number.words,
        "unit": part.number.unit,
        "verdict": str(part.verdict),
        "computed": plain_number(part.computed),
        "figure": part.reading.figure if part.reading else None,
        "choices": part.reading.choices if part.reading else {},
        "pinned": sorted(part.reading.pinned) if part.reading else [],
        "at": part.at.isoformat() if part.at else None,
        "reason": part.reason,
        "explanation": _found(part.explanation) if part.explanation else None,
        "records": [_named(named) for named in part.records],
        "rivals": [_rival(rival) for rival in part.rivals],
    }


def _found(found: Found) -> dict[str, Any]:
    return {
        "computed": plain_number(found.value),
        "choices": found.choices,
        "at": found.at.isoformat(),
        "changed": list(found.changed),
        "tried": found.tried,
        "fitting": found.fitting,
    }


def _named(named: Named) -> dict[str, str]:
    return {
        "role": str(named.role),
        "register": named.register,
        "key": named.key,
        "name": named.name,
        "note": named.note,
    }


def _rival(rival: RivalNumber) -> dict[str, Any]:
    return {
        "publisher": rival.publisher,
        "number": rival.words,
        "as_of": str(rival.as_of),
        "id": rival.row or None,
        "count": rival.count or None,
        "borne_out": rival.is_borne_out,
    }


def csv_rows(results: Sequence[Result]) -> Iterator[list[Value]]:
    """Yield what stands under ``HEADER``, a row for each result."""
    for result in results:
        stated, first = result.stated, result.first
        reading = first.reading
        yield [
            stated.id,
            str(result.verdict),
            stated.number,
            stated.unit,
            str(stated.as_of or ""),
            stated.publisher,
            stated.claim,
            first.computed,
            first.at,
            reading.figure if reading else "",
            write_choices(reading.choices) if reading else "",
            bool(reading and reading.guessed),
            reading.sureness if reading else None,
            result.reason,
        ]
