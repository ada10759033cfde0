"""Addresses of a list: everything a reader chose stands in them."""

from urllib.parse import urlencode

from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.queries.wanted import Wanted

Pairs = list[tuple[str, str]]


def filter_pairs(wanted: Wanted) -> Pairs:
    """Return the parameters of the filter alone."""
    pairs = [*wanted.filters.items(), ("q", wanted.words), ("standing", wanted.standing)]
    return [(name, value) for name, value in pairs if value]


def column_pairs(wanted: Wanted) -> Pairs:
    """Return the parameters of the chosen columns."""
    return [("col", name) for name in wanted.columns]


def list_url(register: Register, wanted: Wanted, **place: str) -> str:
    """Return the address of the list as it is, at another place or in another order."""
    sort = place.pop("sort", wanted.sort)
    pairs = [*filter_pairs(wanted), *column_pairs(wanted), ("sort", sort), *place.items()]
    return _joined(register.url(), pairs)


def export_url(register: Register, wanted: Wanted, ending: str) -> str:
    """Return the address of the list as a file."""
    pairs = [*filter_pairs(wanted), *column_pairs(wanted), ("sort", wanted.sort)]
    return _joined(f"/{register.key}/export.{ending}", pairs)


def _joined(path: str, pairs: Pairs) -> str:
    query = urlencode([(name, value) for name, value in pairs if value])
    return f"{path}?{query}" if query else path
