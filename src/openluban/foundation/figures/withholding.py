"""Small numbers of persons are told to nobody: with them a figure would speak of single people.

A value from 1 up to a figure's ``least`` is withheld, in the number, in its line over time and in
its parts. Where one part alone would be withheld, the next smallest is as well: the total would
give it away.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from openluban.foundation.figures.declaring import Figure


def is_small(figure: Figure, value: Decimal | None) -> bool:
    """Test whether a value is withheld; nought is not."""
    return value is not None and 0 < value < figure.least


def told_line(figure: Figure, line: list[tuple[date, Decimal]]) -> list[tuple[date, Decimal]]:
    """Return a line without the points that are withheld."""
    return [(day, value) for day, value in line if not is_small(figure, value)]


def told_sizes(
    figure: Figure, sizes: Mapping[str, Decimal], *, overlaps: bool
) -> tuple[dict[str, Decimal], int]:
    """Return the sizes of parts that are told, and how many are withheld."""
    told = {key: size for key, size in sizes.items() if not is_small(figure, size)}
    withheld = len(sizes) - len(told)
    if withheld == 1 and told and not overlaps:
        next_smallest = min(told, key=lambda key: (told[key], key))
        del told[next_smallest]
        withheld += 1
    return told, withheld
