"""The records of a list as rows of a spreadsheet that can be imported again."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any

from openluban.foundation.evidence.models import Claim
from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.fields.references import AnyReference, Reference
from openluban.foundation.registers.fields.simple import LIST_SEPARATOR
from openluban.foundation.registers.queries.columns import chosen_columns
from openluban.foundation.registers.queries.filtering import wanted_records
from openluban.foundation.registers.queries.keyset import Order
from openluban.foundation.registers.queries.ordering import the_order
from openluban.foundation.registers.queries.showing import names_of, with_references
from openluban.foundation.registers.queries.visible import may_see
from openluban.foundation.registers.queries.wanted import Wanted
from openluban.foundation.registers.rows import cells_of
from openluban.kernel.actor import Actor

MOST_CSV = 100_000
MOST_XLSX = 20_000
"""How many records a file holds at most."""
_CHUNK = 1_000


def export_header(register: Register, wanted: Wanted) -> tuple[str, ...]:
    """Return the columns of the file: those of the chosen fields, else all but the note."""
    if not wanted.columns:
        return tuple(header for header in register.headers if header != "note")
    chosen = [column.field for column in chosen_columns(register, wanted.columns)]
    own = [header for field in chosen for header in field.headers]
    return tuple(dict.fromkeys(("key", *own)))


def export_rows(
    register: Register, wanted: Wanted, actor: Actor, *, most: int
) -> Iterator[list[str]]:
    """Yield the records in the list's order, a fixed number of queries for each thousand."""
    header = export_header(register, wanted)
    order = the_order(register, wanted)
    found = with_references(wanted_records(register, wanted, actor), register)
    records = _in_order(found, order)[:most].iterator(chunk_size=_CHUNK)
    while chunk := list(islice(records, _CHUNK)):
        sources = _sources(register, chunk) if "source" in header else {}
        known = _known(register, chunk, actor)
        for record in chunk:
            cells = cells_of(register, record)
            cells["confidence"] = record.confidence
            cells["source"] = sources.get(record.key, "")
            _leave_out_hidden(register, record, cells, actor, known)
            yield [cells.get(name, "") for name in header]


def _in_order(found: Any, order: Order) -> Any:
    sign = "-" if order.descending else ""
    return found.order_by(f"{sign}{order.column}", f"{sign}id")


def _sources(register: Register, records: list[Any]) -> dict[str, str]:
    cited: dict[str, list[str]] = defaultdict(list)
    claims = Claim.objects.filter(
        register=register.key, record__in=[record.key for record in records], field="", value=""
    )
    for key, citation in claims.order_by("id").values_list("record", "source__citation"):
        cited[key].append(citation)
    return {key: LIST_SEPARATOR.join(citations) for key, citations in cited.items()}


def _known(register: Register, records: list[Any], actor: Actor) -> set[str]:
    columns = chosen_columns(register, tuple(field.name for field in register.fields))
    return set(names_of(records, columns, "en", actor))


def _leave_out_hidden(
    register: Register, record: Any, cells: dict[str, str], actor: Actor, known: set[str]
) -> None:
    """Empty the cells that name a record which the reader may not know of."""
    for field in register.fields:
        if isinstance(field, Reference):
            other = getattr(record, field.name)
            if other is not None and not may_see(actor, other):
                cells[field.name] = ""
        elif isinstance(field, AnyReference) and cells[field.name] not in known:
            cells[field.name] = ""
