"""What a figure's page draws: its line over time, its parts."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openluban.foundation.figures.addresses import figure_url
from openluban.foundation.figures.asking import Question
from openluban.foundation.figures.cards import said_definition, unit_word, value_text
from openluban.foundation.figures.declaring import Aggregate
from openluban.foundation.figures.hooks import dots_of
from openluban.foundation.figures.lines import Line, line_of, thinned
from openluban.foundation.figures.parts import Part, Parts
from openluban.foundation.figures.reading import Reading
from openluban.foundation.registers.declaring import find_register
from openluban.foundation.ui.charts.axes import Labels
from openluban.foundation.ui.charts.bars import Bar
from openluban.foundation.ui.charts.pieces import BarChart, LineChart
from openluban.foundation.ui.joining import sentences
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Cell, Column, Row, TableView
from openluban.kernel.numerals import format_day, format_number
from openluban.kernel.text import LocalizedText

_MOST_POINTS = 150
_MOST_BARS = 24
_FEWEST_BARS = 2
_CENT = Decimal("0.01")


def line_chart(question: Question, reading: Reading) -> LineChart | None:
    """Return the value over time up to the day, with what was published; None if there is none."""
    figure, at = question.figure, reading.at
    whole = line_of(figure, question.choices, until=at)
    if not whole:
        return None
    line = thinned(whole, _MOST_POINTS)
    published = dots_of(figure, question.choices)
    dots = tuple(dot for dot in published if line[0][0].year <= dot.day.year and dot.day <= at)
    is_whole = line[-1][0] == at or reading.is_withheld
    points = _rounded(line if is_whole else [*line, (at, line[-1][1])])
    labels = Labels(
        said_definition(reading),
        _line_words(question, at, is_thinned=len(line) < len(whole), has_dots=bool(dots)),
        _axis_word(reading),
        page_language(),
    )
    return LineChart(labels, tuple(points), dots)


def _rounded(line: Line) -> list[tuple[date, Decimal]]:
    return [(day, round(value, 2)) for day, value in line]


def _line_words(question: Question, at: date, *, is_thinned: bool, has_dots: bool) -> str:
    day = format_day(at.isoformat(), page_language())
    if question.figure.aggregate == Aggregate.LATEST:
        said = [_("Each step is a report; between two reports nothing is known.")]
    elif question.figure.is_of_persons:
        said = [_("What the records gave whenever a month ended, up to %(day)s.") % {"day": day}]
    else:
        said = [_("What the records give on every day up to %(day)s.") % {"day": day}]
    if is_thinned:
        said.append(_("Not every step is drawn."))
    if has_dots:
        said.append(_("Dots are numbers that somebody published."))
    return sentences(said)


def parts_piece(question: Question, reading: Reading, found: Parts) -> BarChart | TableView:
    """Return the parts as bars with their table; as a table alone where bars would say nothing."""
    values = {part.value for part in found.parts}
    unit = _axis_word(reading)
    table = _parts_table(question, reading, found, unit)
    if len(values) < _FEWEST_BARS:
        return table
    note = parts_words(found, reading)
    bars = [
        Bar(
            _name(part),
            part.value.quantize(_CENT) if part.value % 1 else part.value,
            _part_url(question, found, part),
            is_unknown=not part.key,
        )
        for part in found.parts
    ]
    day = format_day(reading.at.isoformat(), page_language())
    title = _("%(figure)s on %(day)s") % {"figure": question.figure.title, "day": day}
    labels = Labels(title, note, unit, page_language())
    return BarChart(labels, (*bars[:_MOST_BARS], *_unknown_beyond(bars)), table)


def _unknown_beyond(bars: list[Bar]) -> list[Bar]:
    return [bar for bar in bars[_MOST_BARS:] if bar.is_unknown]


def _axis_word(reading: Reading) -> str:
    """Return what stands above numbers: units of counting only go behind a number."""
    if reading.figure.aggregate in {Aggregate.ROWS, Aggregate.DISTINCT, Aggregate.RATIO}:
        return str(reading.figure.title)
    return unit_word(reading, Decimal(0))


def parts_words(found: Parts, reading: Reading) -> str:
    """Return what must be known of the parts: that they overlap, or that some are left out."""
    said = []
    if found.breakdown.overlaps and sum(part.value for part in found.parts) != reading.value:
        said.append(_("Some belong to several parts, so the parts do not add up to the total."))
    if found.withheld:
        said.append(withheld_words(found.withheld, reading.figure.least))
    beyond = found.left_out + max(len(found.parts) - _MOST_BARS, 0)
    if beyond:
        words = ngettext(
            "%(count)s smaller part is not drawn.", "%(count)s smaller parts are not drawn.", beyond
        )
        said.append(words % {"count": format_number(beyond, page_language())})
    return sentences(said)


def withheld_words(count: int, least: int) -> str:
    """Return how many parts are too small to be told."""
    words = ngettext(
        "%(count)s part is withheld, so that no number under %(least)s can be told from it.",
        "%(count)s parts are withheld, so that no number under %(least)s can be told from them.",
        count,
    )
    return words % {"count": format_number(count, page_language()), "least": least}


def _parts_table(question: Question, reading: Reading, found: Parts, unit: str) -> TableView:
    columns = (
        Column("part", _("Part")),
        Column("value", unit[:1].upper() + unit[1:], numeric=True),
    )
    rows = tuple(
        Row(
            (
                Cell(_name(part), _part_url(question, found, part), _language(part)),
                Cell(value_text(part.value, reading.unit)),
            )
        )
        for part in found.parts
    )
    return TableView(found.breakdown.title, columns, rows)


def _part_url(question: Question, found: Parts, part: Part) -> str:
    """Return where a part leads: the same figure narrowed to it, else the part's own record."""
    breakdown = found.breakdown
    if not part.key:
        return ""
    if breakdown.choice:
        narrowed = {**question.choices, breakdown.choice: part.key}
        return figure_url(question.figure.key, narrowed, question.at)
    register: Any = find_register(breakdown.register)
    return register.url(part.key) if register else ""


def _name(part: Part) -> str:
    if not part.key:
        return _("not known")
    if isinstance(part.name, LocalizedText):
        return part.name.best(page_language())[1]
    return str(part.name)


def _language(part: Part) -> str:
    if isinstance(part.name, LocalizedText):
        return part.name.best(page_language())[0]
    return ""
