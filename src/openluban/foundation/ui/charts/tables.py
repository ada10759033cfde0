"""What a chart shows, as rows."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from openluban.foundation.ui.charts.axes import Labels
from openluban.foundation.ui.charts.bars import Bar
from openluban.foundation.ui.charts.line import Dot, Points
from openluban.foundation.ui.pieces import STANDING_WORDS, Cell, Column, Row, Standing, TableView
from openluban.kernel.numerals import format_day_short, format_number


def line_table(points: Points, dots: Sequence[Dot], labels: Labels) -> TableView:
    """Return the days on which the value changed and what was published, earliest first."""
    language = labels.language
    columns = (
        Column("day", _("Day")),
        Column("value", labels.unit or _("Value"), numeric=True),
        Column("published", _("Published")),
    )
    rows = [(day, 0, Cell(format_number(value, language)), Cell()) for day, value in points] + [
        (dot.day, 1, Cell(), _published(dot)) for dot in dots
    ]
    rows.sort(key=lambda row: row[:2])
    return TableView(
        labels.title,
        columns,
        tuple(
            Row((Cell(format_day_short(day.isoformat(), language)), value, published))
            for day, _order, value, published in rows
        ),
    )


def _published(dot: Dot) -> Cell:
    words = STANDING_WORDS[Standing(dot.standing)]
    return Cell(f"{dot.label} ({words})", dot.url)


def bar_table(bars: Sequence[Bar], labels: Labels) -> TableView:
    """Return names and values in the order of the bars."""
    columns = (
        Column("name", _("Name")),
        Column("value", labels.unit or _("Value"), numeric=True),
    )
    rows = tuple(
        Row((Cell(bar.label, bar.url), Cell(format_number(bar.value, labels.language))))
        for bar in bars
    )
    return TableView(labels.title, columns, rows)
