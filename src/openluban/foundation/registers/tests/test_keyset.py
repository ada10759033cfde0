"""Places in a list, as they stand in addresses."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.foundation.registers.declaring import registers
from openluban.foundation.registers.queries.keyset import Cursor, order_by, read_cursor
from openluban.foundation.registers.tests.make import the


@pytest.mark.parametrize(
    ("register", "column", "text", "cursor"),
    [
        ("workshops", "sort_name", "7.a. b", Cursor("a. b", 7)),
        ("workshops", "sort_name", "7.", Cursor("", 7)),
        ("workshops", "sort_name", "7", None),
        ("gates", "passed_on_earliest", "7.2023-05-01", Cursor(date(2023, 5, 1), 7)),
        ("gates", "passed_on_earliest", "7", Cursor(None, 7)),
        ("gates", "passed_on_earliest", "7.2023-05", None),
        ("counts", "value", "7.1.5", Cursor(Decimal("1.5"), 7)),
        ("counts", "value", "7.NaN", None),
        ("counts", "value", "7.1E+999999", None),
        ("gates", "workshop__sort_name", "7.astana", Cursor("astana", 7)),
        ("gates", "workshop__sort_name", "seven.astana", None),
        ("gates", "workshop__sort_name", "٧.astana", None),
        ("gates", "workshop__sort_name", f"{10**30}.astana", None),
        ("gates", "workshop__sort_name", "7.a\0", None),
    ],
)
def test_a_place_is_read_or_left_out(
    register: str, column: str, text: str, cursor: Cursor | None
) -> None:
    order = order_by(the(register).model, column, descending=False)
    assert read_cursor(text, order) == cursor


@given(text=st.text(max_size=60))
def test_no_text_breaks_it(text: str) -> None:
    for register, column in (("gates", "passed_on_earliest"), ("counts", "value")):
        read_cursor(text, order_by(the(register).model, column, descending=True))


def test_a_column_of_a_record_that_may_be_missing_may_be_missing() -> None:
    assert order_by(the("institutions").model, "country__sort_name", descending=False).is_nullable
    assert not order_by(the("gates").model, "workshop__sort_name", descending=False).is_nullable


@pytest.mark.parametrize("key", [register.key for register in registers()])
def test_every_order_and_filter_of_a_list_begins_with_an_index(key: str) -> None:
    register = the(key)
    indexed = {index.fields[0].lstrip("-") for index in register.model._meta.indexes}
    indexed |= {
        field.name
        for field in register.model._meta.fields
        if field.unique or getattr(field, "db_index", False)
    }
    orders = {register.field_named(name.removeprefix("-")).order for name in register.sorts}
    # A long register is sorted by the reference itself, whose column has an index of its own.
    wanted = {order.removesuffix("__sort_name") for order in orders} | {*register.filters}
    assert wanted <= indexed, "add an index to the model's Meta"
