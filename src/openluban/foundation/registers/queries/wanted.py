"""What a reader asks of a list: everything that stands in its address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.queries.columns import columns_of

RESERVED = ("q", "standing", "sort", "after", "before", "col")
"""Parameters of every list; filters are named like their fields."""
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter, an order, a place and columns. Empty texts mean: no such wish.

    ``sort`` is a name of the register's ``sorts``, ``-`` before it for the other way round.
    """

    filters: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    standing: str = ""
    sort: str = ""
    after: str = ""
    before: str = ""
    columns: tuple[str, ...] = ()

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is set."""
        return bool(self.words or self.standing or self.filters)


def read_wanted(register: Register, given: Mapping[str, Sequence[str]]) -> Wanted:
    """Read the parameters of an address; what the register does not know is left out."""

    def last(name: str) -> str:
        values = given.get(name, ())
        return values[-1].strip().replace("\0", "")[:_LONGEST] if values else ""

    known = {column.name for column in columns_of(register)}
    sorts = {name.lstrip("-") for name in register.sorts}
    sort = last("sort")
    filters = {name: value for name in register.filters if (value := last(name))}
    return Wanted(
        filters=filters,
        words=last("q"),
        standing=last("standing"),
        sort=sort if sort.removeprefix("-") in sorts else "",
        after=last("after"),
        before=last("before"),
        columns=tuple(name for name in dict.fromkeys(given.get("col", ())) if name in known),
    )
