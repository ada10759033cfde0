"""What a program asks with: ``limit``, ``offset``, ``sort``, ``orderBy``, ``filter``, ``fields``.

https://www.imsglobal.org/sites/default/files/spec/oneroster/v1p2/rostering-restbinding/
OneRosterv1p2RosteringService_RESTBindv1p0.html, chapter 3.4.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

USUAL, MOST = 100, 10_000
_MOST_PARTS = 5
_LONGEST = 1_000
_NAME = r"[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z0-9]+)*"
_PART = re.compile(
    rf"\s*(?P<field>{_NAME})\s*(?P<sign>!=|>=|<=|=|>|<|~)\s*'(?P<value>(?:[^']|'')*)'\s*"
)
_JOIN = re.compile(r"(AND|OR)(?=\s)", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]{1,9}")


class Code(StrEnum):
    """What is wrong with a request, in the words of the standard."""

    DATA = "invaliddata"
    FILTER = "invalid_filter_field"
    SELECTION = "invalid_selection_field"
    SORT = "invalid_sort_field"
    UNAUTHORISED = "unauthorisedrequest"
    FORBIDDEN = "forbidden"
    UNKNOWN = "unknownobject"
    BUSY = "server_busy"
    UNSUPPORTED = "unsupported"


class Unfit(Exception):
    """A request that is answered with a fault of the standard."""

    def __init__(self, code: Code, words: str) -> None:
        super().__init__(words)
        self.code = code
        self.words = words


@dataclass(frozen=True, slots=True)
class Part:
    """One condition of a filter."""

    field: str
    sign: str
    value: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for; ``parts`` are joined by ``is_any`` (OR) or not (AND)."""

    limit: int = USUAL
    offset: int = 0
    sort: str = ""
    is_descending: bool = False
    parts: tuple[Part, ...] = ()
    is_any: bool = False
    fields: tuple[str, ...] = ()


def read_asked(given: Mapping[str, str]) -> Asked:
    """Return what a query string asks for.

    :raises Unfit: it is not of the standard's form
    """
    order = given.get("orderBy", "asc")
    if order not in {"asc", "desc"}:
        raise Unfit(Code.DATA, "orderBy is asc or desc")
    parts, is_any = _parts(given["filter"]) if "filter" in given else ((), False)
    fields: tuple[str, ...] = ()
    if "fields" in given:
        fields = tuple(each.strip() for each in given["fields"].split(","))
        if not all(fields):
            raise Unfit(Code.SELECTION, "fields names no field")
    return Asked(
        min(_number(given, "limit", USUAL), MOST),
        _number(given, "offset", 0),
        given.get("sort", ""),
        order == "desc",
        parts,
        is_any,
        fields,
    )


def _number(given: Mapping[str, str], name: str, otherwise: int) -> int:
    text = given.get(name)
    if text is None:
        return otherwise
    if not _DIGITS.fullmatch(text) or (name == "limit" and int(text) == 0):
        raise Unfit(Code.DATA, f"{name} is no number that fits")
    return int(text)


def _parts(text: str) -> tuple[tuple[Part, ...], bool]:
    """Return the conditions of a filter, all joined the same way."""
    found: list[Part] = []
    joins: set[str] = set()
    place = 0
    while place <= len(text) <= _LONGEST and len(found) < _MOST_PARTS:
        part = _PART.match(text, place)
        if part is None:
            break
        value = part["value"].replace("''", "'")
        found.append(Part(part["field"], part["sign"], value))
        place = part.end()
        if place == len(text):
            if len(joins) > 1:
                raise Unfit(Code.FILTER, "AND and OR cannot be mixed")
            return tuple(found), joins == {"OR"}
        join = _JOIN.match(text, place)
        if join is None:
            break
        joins.add(join[1].upper())
        place = join.end()
    raise Unfit(Code.FILTER, "filter is field='value', joined by AND or OR")
