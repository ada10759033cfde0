"""The page of a number, put together: everything it shows, ready for the template."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openluban.foundation.figures.addresses import api_url, figure_url
from openluban.foundation.figures.asking import Question
from openluban.foundation.figures.behind import disputed_behind, imprecise_behind, page_behind
from openluban.foundation.figures.cards import number_card
from openluban.foundation.figures.declaring import Aggregate, figures
from openluban.foundation.figures.drawing import line_chart, parts_piece, parts_words
from openluban.foundation.figures.hooks import standings_of
from openluban.foundation.figures.listing import (
    count_words,
    records_pager,
    records_table,
    short_list,
)
from openluban.foundation.figures.parts import may_be_parted, parts_of
from openluban.foundation.figures.reading import Reading, Uncounted, read_figure, uncounted
from openluban.foundation.figures.sentence import sentence_of
from openluban.foundation.registers.policies import may_accept
from openluban.foundation.ui.charts.pieces import BarChart, LineChart
from openluban.foundation.ui.filter_pieces import FilterSentence, ListLink
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Cell, NumberCard, Pager, TableView, Words
from openluban.kernel.actor import Actor
from openluban.kernel.numerals import format_number


@dataclass(frozen=True, slots=True)
class PartsPanel:
    """A figure taken apart in one way; ``note`` says what the chart does not."""

    key: str
    title: Words
    piece: BarChart | TableView
    note: str = ""


@dataclass(frozen=True, slots=True)
class Behind:
    """The records behind a number: a page of them, and those that need a word."""

    table: TableView
    pager: Pager | None
    count: str
    imprecise: list[Cell]
    imprecise_words: str
    disputed: list[Cell]


@dataclass(frozen=True, slots=True)
class FigurePage:
    """All that a figure's page shows. A ratio has ``operands`` and no records of its own."""

    title: Words
    meaning: Words
    card: NumberCard
    sentence: FilterSentence
    line: LineChart | None
    parts: tuple[PartsPanel, ...]
    behind: Behind | None
    operands: tuple[NumberCard, ...]
    links: tuple[ListLink, ...]
    uncounted: Uncounted | None
    is_of_persons: bool = False
    behind_url: str = ""
    """Where those who may see the persons behind the number are shown them under pseudonyms."""


def figure_page(question: Question, actor: Actor) -> FigurePage:
    """Return a figure's page; how many queries it takes does not grow with the records."""
    figure = question.figure
    reading = read_figure(figure.key, question.choices, at=question.at)
    standings = standings_of([reading, *reading.parts])
    cards = [
        number_card(one, mark)
        for one, mark in zip([reading, *reading.parts], standings, strict=True)
    ]
    has_list = figure.aggregate != Aggregate.RATIO and not figure.is_of_persons
    return FigurePage(
        title=figure.title,
        meaning=figure.meaning,
        card=cards[0],
        sentence=sentence_of(question),
        line=line_chart(question, reading),
        parts=_parts(question, reading),
        behind=_behind(question, reading) if has_list else None,
        operands=tuple(cards[1:]),
        links=_links(question, has_records=has_list),
        uncounted=_left_out(question) if may_accept(actor) else None,
        is_of_persons=figure.is_of_persons,
        behind_url=_persons_url(question) if figure.behind else "",
    )


def _persons_url(question: Question) -> str:
    own = {choice.key: question.choices[choice.key] for choice in question.figure.choices}
    asked = {"figure": question.figure.key, "at": question.at.isoformat(), **own}
    return f"{reverse(question.figure.behind)}?{urlencode(asked)}"


def _parts(question: Question, reading: Reading) -> tuple[PartsPanel, ...]:
    if not may_be_parted(question.figure) or not reading.records:
        return ()
    panels = []
    for breakdown in question.figure.breakdowns:
        found = parts_of(question.figure, question.choices, breakdown, reading.at)
        piece = parts_piece(question, reading, found)
        note = "" if isinstance(piece, BarChart) else parts_words(found, reading)
        panels.append(PartsPanel(breakdown.key, breakdown.title, piece, note))
    return tuple(panels)


def _behind(question: Question, reading: Reading) -> Behind:
    asked = (question.figure, question.choices, question.at)
    page = page_behind(*asked, after=question.after, before=question.before)
    return Behind(
        table=records_table(question, reading, page),
        pager=records_pager(question, page),
        count=count_words(question, reading),
        imprecise=short_list(question, imprecise_behind(*asked) if reading.imprecise else ()),
        imprecise_words=_imprecise_words(reading),
        disputed=short_list(question, disputed_behind(*asked) if reading.disputed else ()),
    )


def _imprecise_words(reading: Reading) -> str:
    words = ngettext(
        "Of %(all)s records, %(count)s is known only to its month or year and may have begun"
        " after this day:",
        "Of %(all)s records, %(count)s are known only to their month or year and may have begun"
        " after this day:",
        reading.imprecise,
    )
    language = page_language()
    return words % {
        "all": format_number(reading.records, language),
        "count": format_number(reading.imprecise, language),
    }


def _links(question: Question, *, has_records: bool) -> tuple[ListLink, ...]:
    asked = (question.figure.key, question.choices, question.at)
    links = [
        ListLink(_("Address of this number"), figure_url(*asked)),
        ListLink(_("This number for programs (JSON)"), api_url(*asked)),
    ]
    if has_records:
        links.append(ListLink(_("Its records (CSV)"), figure_url(*asked, ending="records.csv")))
    return tuple(links)


def _left_out(question: Question) -> Uncounted | None:
    found = uncounted(question.figure.key, question.choices, at=question.at)
    return found if found.proposed or found.internal else None


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A figure in the index: its number today, its title and meaning."""

    title: Words
    meaning: Words
    card: NumberCard


def index_entries(at: date) -> tuple[IndexEntry, ...]:
    """Return every figure with its number under its own choices; one query a figure."""
    readings = [read_figure(figure.key, {}, at=at) for figure in figures()]
    return tuple(
        IndexEntry(reading.figure.title, reading.figure.meaning, number_card(reading, mark))
        for reading, mark in zip(readings, standings_of(readings), strict=True)
    )
