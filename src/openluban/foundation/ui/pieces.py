"""What a view hands to the templates: frozen pieces, one template each.

A view fills a piece with texts that are ready to read (translated, formatted in the reader's
language) and a template shows it with `{% part piece %}`. Pieces never hold models. Words that are
in another language than the page say so with `lang`; words that are our own translation of
something that exists in another language say so with `ours`.

What a record's page shows beside its facts (gates, evidence, history) is in `record_pieces.py`,
forms are in `form_pieces.py`, filters in `filter_pieces.py`, charts in `charts/pieces.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words: TypeAlias = str | _StrPromise
else:
    Words = str


class Standing(StrEnum):
    """How a published number stands against the records."""

    AGREES = "agrees"
    EXPLAINED = "explained"
    DIFFERS = "differs"
    SOURCES_DISAGREE = "sources_disagree"
    NO_RECORDS = "no_records"
    RESTATED = "restated"


STANDING_WORDS: dict[Standing, Words] = {
    Standing.AGREES: _("agrees with the records"),
    Standing.EXPLAINED: _("difference explained"),
    Standing.DIFFERS: _("differs from the records"),
    Standing.SOURCES_DISAGREE: _("sources disagree"),
    Standing.NO_RECORDS: _("no records to compare"),
    Standing.RESTATED: _("restated since published"),
}


@dataclass(frozen=True, slots=True)
class Wording:
    """A run of text: a name, a value, a document. `lang` only where it is not the page's."""

    text: Words
    url: str = ""
    lang: str = ""
    ours: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A short word set beside a value ("proposed", "internal", "only a year is known")."""

    text: Words
    kind: Literal["plain", "seal", "timber"] = "plain"


@dataclass(frozen=True, slots=True)
class StandingMark:
    """The mark of a standing. `text` replaces the usual words where more can be said."""

    template: ClassVar[str] = "ui/parts/standing.html"
    standing: Standing
    text: Words = ""

    @property
    def words(self) -> Words:
        """The text given, or else the usual words of the standing."""
        return self.text or STANDING_WORDS[Standing(self.standing)]


@dataclass(frozen=True, slots=True)
class NumberCard:
    """A figure, always set the same way; the whole card is one link to the figure's page.

    `value_text` is formatted ("10", "8–10", "—"), `unit_text` the unit's plural form for it,
    `day_text` the day it was true ("1 September 2025"), `definition` one line. A figure that is
    counted over a period gives `period_text` ("2024") in the day's place.
    """

    template: ClassVar[str] = "ui/parts/figure.html"
    value_text: str
    unit_text: Words
    day_text: str
    definition: Words
    url: str
    standing: Standing | None = None
    standing_text: Words = ""
    period_text: str = ""

    @property
    def mark(self) -> StandingMark | None:
        """The standing as a mark, if the number has one."""
        if self.standing is None:
            return None
        return StandingMark(self.standing, self.standing_text)


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its values (several lead colleges, one day)."""

    label: Words
    values: tuple[Wording, ...]
    note: Words = ""


@dataclass(frozen=True, slots=True)
class FactList:
    """Facts one under another, or `as_line` side by side beneath a title."""

    template: ClassVar[str] = "ui/parts/fact_list.html"
    facts: tuple[Fact, ...]
    as_line: bool = False


@dataclass(frozen=True, slots=True)
class Empty:
    """An empty list says how it gets filled."""

    template: ClassVar[str] = "ui/parts/empty.html"
    sentence: Words
    how: Words = ""
    action_url: str = ""
    action_text: Words = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column; `sort_url` makes its heading a link, `sorted` is the present order."""

    key: str
    label: Words
    sort_url: str = ""
    sorted: Literal["", "ascending", "descending"] = ""
    numeric: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a column of a row; `marks` are set after the text."""

    text: Words = ""
    url: str = ""
    lang: str = ""
    ours: bool = False
    marks: tuple[Mark, ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing to read; a card leaves such a cell out."""
        return not self.text and not self.marks


@dataclass(frozen=True, slots=True)
class Row:
    """One cell a column, in the order of the columns; the first names the row."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """A table that turns into cards on a narrow screen.

    The caption is read to those who cannot see the page; `caption_shown` shows it to all.
    Without rows the `empty` piece stands in the table's place.
    """

    template: ClassVar[str] = "ui/parts/table.html"
    caption: Words
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    empty: Empty | None = None
    caption_shown: bool = False

    @property
    def lines(self) -> list[list[tuple[Column, Cell]]]:
        """Rows as pairs of column and cell. Refuses (`ValueError`) a row of another length."""
        return [list(zip(self.columns, row.cells, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Pager:
    """Earlier and later by key; an empty URL means that there is no such page."""

    template: ClassVar[str] = "ui/parts/pager.html"
    previous_url: str = ""
    next_url: str = ""
    count_text: Words = ""


@dataclass(frozen=True, slots=True)
class ParallelUnit:
    """One unit in two languages. Texts are escaped unless they are already safe markup."""

    left: str
    right: str
    anchor: str = ""
    label: Words = ""
    left_mark: Mark | None = None
    right_mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class TwoColumns:
    """Two languages side by side, unit by unit; interleaved on a narrow screen."""

    template: ClassVar[str] = "ui/parts/two_columns.html"
    left_language: str
    left_label: Words
    right_language: str
    right_label: Words
    units: tuple[ParallelUnit, ...]
