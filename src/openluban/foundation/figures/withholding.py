"""Small numbers of persons are told to nobody: with them a figure would speak of single people.

A value from 1 up to a figure's ``least`` is withheld, in the number, in its line over time and in
its parts. Where one part alone would be withheld, or all that are withheld make less than may be
told, the next smallest is withheld as well: the total would give them away.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from openluban.foundation.figures.declaring import Figure

LEAST = 5
"""Smaller numbers would tell of persons."""


def is_small(figure: Figure, value: Decimal | None) -> bool:
    """Test whether a value is withheld; nought is not."""
    return value is not None and 0 < value < figure.least


def told_line(figure: Figure, line: list[tuple[date, Decimal]]) -> list[tuple[date, Decimal]]:
    """Return a line without the points that are withheld."""
    return [(day, value) for day, value in line if not is_small(figure, value)]


def told_sizes(figure: Figure, sizes: Mapping[str, Decimal]) -> tuple[dict[str, Decimal], int]:
    """Return the sizes of parts that are told, and how many are withheld.

    Parts that may overlap mostly do not, so they are treated as all others are.
    """
    told = {key: size for key, size in sizes.items() if not is_small(figure, size)}
    hidden = [size for key, size in sizes.items() if key not in told]
    # A part of nought hides nothing.
    rest = sorted((key for key in told if told[key]), key=lambda key: (told[key], key))
    while hidden and rest and (len(hidden) == 1 or sum(hidden) < figure.least):
        hidden.append(told.pop(rest.pop(0)))
    return told, len(hidden)
