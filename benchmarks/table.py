"""The numbers as people read them."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from benchmarks.numbers import Line


def printed(lines: Iterable[Line]) -> str:
    """Return the lines as a table for each group."""
    return "\n\n".join(_group(name, list(some)) for name, some in groupby(lines, lambda x: x.group))


def _group(name: str, lines: list[Line]) -> str:
    figures = list(dict.fromkeys(figure for line in lines for figure in line.figures))
    headings = [name, *figures, "ratio", "bound", ""]
    rows = [headings, *(_row(line, figures) for line in lines)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(headings))]
    told = ["  ".join(_set(row, widths)).rstrip() for row in rows]
    return "\n".join([told[0], "-" * len(told[0]), *told[1:]])


def _set(row: list[str], widths: list[int]) -> list[str]:
    first, *others, verdict = row
    aligned = [cell.rjust(width) for cell, width in zip(others, widths[1:-1], strict=True)]
    return [first.ljust(widths[0]), *aligned, verdict]


def _row(line: Line, figures: Sequence[str]) -> list[str]:
    ratio = "" if line.ratio is None else f"{line.ratio:.2f}{line.unit}"
    sign = "≥" if line.at_least else "<"
    bound = "" if line.bound is None else f"{sign} {line.bound:.2f}{line.unit}"
    told = [line.figures.get(figure, "") for figure in figures]
    return [line.what, *told, ratio, bound, line.verdict]
