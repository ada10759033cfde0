"""Whatever a field of a register takes, its column in the database holds."""

from django.db import models

from openluban.foundation.registers.declaring import registers
from openluban.foundation.registers.fields.simple import Chosen, Number, SeveralChosen, Text

DIGITS = 18
"""Digits before the point that a number field takes where it has no bounds."""


def test_no_text_is_longer_than_its_column() -> None:
    wrong = []
    for register in registers():
        for field in register.fields:
            longest = 0
            if isinstance(field, Text):
                longest = field.max_length
            elif isinstance(field, Chosen) and not isinstance(field, SeveralChosen):
                longest = max(len(code) for code in field.options)
            column = register.model._meta.get_field(field.attribute) if longest else None
            if isinstance(column, models.CharField) and (column.max_length or longest) < longest:
                wrong.append(f"{register.key}.{field.name} takes {longest}: {column.max_length}")
    assert not wrong


def test_no_number_has_more_digits_than_its_column() -> None:
    wrong = []
    for register in registers():
        for field in register.fields:
            if not isinstance(field, Number):
                continue
            column = register.model._meta.get_field(field.attribute)
            if not isinstance(column, models.DecimalField):
                continue
            bounds = [abs(bound) for bound in (field.low, field.high) if bound is not None]
            digits = max(len(str(int(bound))) for bound in bounds) if len(bounds) == 2 else DIGITS
            whole = column.max_digits - column.decimal_places
            if whole < digits or column.decimal_places < field.places:
                wrong.append(f"{register.key}.{field.name}: {digits} digits, {field.places} places")
    assert not wrong
