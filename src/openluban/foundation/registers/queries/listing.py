"""A page of a register's list."""

from dataclasses import dataclass
from typing import Any

from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.fields.basis import Shown
from openluban.foundation.registers.queries.columns import ListColumn, chosen_columns
from openluban.foundation.registers.queries.filtering import (
    COUNTED,
    FOUND,
    count_of,
    in_order,
    narrowed,
)
from openluban.foundation.registers.queries.keyset import page_of
from openluban.foundation.registers.queries.ordering import the_order
from openluban.foundation.registers.queries.showing import (
    Names,
    names_of,
    shown_values,
    with_references,
)
from openluban.foundation.registers.queries.wanted import Wanted
from openluban.foundation.registers.record import Audience, Standing
from openluban.kernel.actor import Actor

PAGE = 50


@dataclass(frozen=True, slots=True)
class ListRow:
    """A record: what stands in its columns, which one of them leads to its page, how it stands.

    ``states`` are codes: proposed, declined, internal, retired, closed, disputed.
    """

    key: str
    cells: tuple[tuple[Shown, ...], ...]
    link: int
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page; ``count`` is ``most + 1`` if there are more. Places are empty at the ends."""

    columns: tuple[ListColumn, ...]
    rows: tuple[ListRow, ...]
    count: int
    earlier: str
    later: str
    most: int = COUNTED


def list_page(register: Register, wanted: Wanted, language: str, actor: Actor) -> ListPage:
    """Return the page that the reader wants: one query for it, one to count, few for names."""
    columns = chosen_columns(register, wanted.columns)
    most = FOUND if wanted.words and not (wanted.filters or wanted.standing) else COUNTED
    found = narrowed(register, wanted, actor, most=most)
    count = count_of(found.records())
    order = the_order(register, wanted)
    records = in_order(found, order.column, wanted, actor, is_many=count > COUNTED)
    page = page_of(
        with_references(records, register),
        order,
        after=wanted.after,
        before=wanted.before,
        size=PAGE,
    )
    names = names_of(page.records, columns, language, actor)
    rows = tuple(list_row(columns, record, language, actor, names) for record in page.records)
    return ListPage(columns, rows, count, page.earlier, page.later, most)


def list_row(
    columns: tuple[ListColumn, ...], record: Any, language: str, actor: Actor, names: Names
) -> ListRow:
    """Return a record as a row."""
    cells = tuple(
        shown_values(column.field, record, language, actor=actor, names=names) for column in columns
    )
    # A name that leads to another record must not lead here.
    own = (place for place, each in enumerate(columns) if not each.leads_elsewhere)
    link = next((place for place in own if cells[place]), -1)
    return ListRow(record.key, cells, link, states_of(record))


def states_of(record: Any) -> tuple[str, ...]:
    """Return in what a record differs from one that simply counts."""
    states = []
    if record.retired_at is not None:
        states.append("retired")
    if record.standing != Standing.ACCEPTED:
        states.append(str(record.standing))
    if record.audience == Audience.INTERNAL:
        states.append("internal")
    if record.closed_on is not None:
        states.append("closed")
    if record.is_disputed:
        states.append("disputed")
    return tuple(states)
