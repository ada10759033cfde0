"""A document as a row of the index."""

from collections.abc import Sequence
from typing import Any, NamedTuple


class Row(NamedTuple):
    """The columns of a search document; ``title`` is the stored form of a LocalizedText."""

    register: str
    key: str
    title: dict[str, object]
    is_shown: bool
    scope: str
    words: str


class Statement(NamedTuple):
    """SQL and its parameters."""

    sql: str
    parameters: Sequence[Any]
