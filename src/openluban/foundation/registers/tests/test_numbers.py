"""A number is read as people write it, and as nothing else."""

from decimal import Decimal

import pytest

from openluban.foundation.registers.fields.basis import Finder, Unreadable
from openluban.foundation.registers.fields.simple import Number

FIELD = Number(name="value", label="Value")


@pytest.mark.parametrize(
    ("text", "number"),
    [("15000", "15000"), ("-7.48", "-7.48"), ("+3", "3"), (".5", "0.5"), ("1e3", "1000")],
)
def test_a_plain_number_is_read(text: str, number: str) -> None:
    assert FIELD.read({"value": text}, Finder()) == Decimal(number)


@pytest.mark.parametrize(
    "text", ["1_0", "Infinity", "nan", "1,5", "1 000", "١٢", "0x10", "--1", "1e9999"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(Unreadable) as refused:
        FIELD.read({"value": text}, Finder())

    assert refused.value.problem.rule == "not_a_number"
