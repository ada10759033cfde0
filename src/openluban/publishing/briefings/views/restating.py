"""What became of published numbers, as pieces of a page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from openluban.foundation.registers.naming import record_names
from openluban.foundation.ui.joining import clauses, listed
from openluban.foundation.ui.languages import language_name
from openluban.foundation.ui.pieces import (
    Cell,
    Column,
    Fact,
    FactList,
    Row,
    TableView,
    Wording,
)
from openluban.kernel.numerals import format_day_short
from openluban.publishing.briefings.filling import name_of, told_definition, url_of
from openluban.publishing.briefings.frozen import FrozenFigure, SeenRecord
from openluban.publishing.briefings.placeholders import PHRASE
from openluban.publishing.briefings.rules import Correction, Restatement
from openluban.publishing.briefings.wording import date_between

_ARROW = "%s → %s"
_NOTHING = "—"


@dataclass(frozen=True, slots=True)
class RestatedView:
    """One restated number: what was published, what the register gives today, by which records."""

    before: str
    now: str
    is_other_number: bool
    definition: str
    url: str
    records: FactList | None


def restated_views(restated: Iterable[Restatement], language: str) -> list[RestatedView]:
    """Return what to show of restated numbers; one query for each register concerned.

    Other numbers come first, then those that are the same from other records.
    """
    found = sorted(restated, key=lambda one: not one.is_other_number)
    shown = _shown(found)
    return [_view(one, shown, language) for one in found]


def _shown(found: Iterable[Restatement]) -> frozenset[str]:
    """Return which records have a page for the public: a retired one no longer has."""
    references = {
        record.reference
        for one in found
        for record in (*one.added, *one.removed, *(pair[1] for pair in one.changed))
    }
    return frozenset(record_names(sorted(references)))


def _view(found: Restatement, shown: frozenset[str], language: str) -> RestatedView:
    facts = [
        Fact(label, tuple(_said(record, shown, language) for record in records))
        for label, records in (
            (_("Newly counted"), found.added),
            (_("No longer counted"), found.removed if found.now else ()),
        )
        if records
    ]
    if found.changed:
        values = tuple(
            _said(after, shown, language, _change(before, after, language))
            for before, after in found.changed
        )
        facts.append(Fact(_("Changed"), values))
    return RestatedView(
        found.frozen.words[language][PHRASE],
        found.now.words[language][PHRASE] if found.now else _NOTHING,
        found.is_other_number,
        told_definition(found.frozen, language),
        url_of(found.frozen),
        FactList(tuple(facts)) if facts else None,
    )


def _said(record: SeenRecord, shown: frozenset[str], language: str, change: str = "") -> Wording:
    spoken, name = name_of(record, language)
    url = f"/{record.reference}/" if record.reference in shown else ""
    if record.reference not in shown:
        change = _("no longer in the register")
    if change:
        name = f"{name} ({change})"
    return Wording(name, url, "" if spoken == language else spoken)


def _change(before: SeenRecord, after: SeenRecord, language: str) -> str:
    """Say what of a record changed that the figure sees."""
    said = []
    days = [_since(record, language) for record in (before, after)]
    ends = [_day(record.until, language) for record in (before, after)]
    if days[0] != days[1]:
        said.append(_("counts from: %(change)s") % {"change": _ARROW % tuple(days)})
    if ends[0] != ends[1]:
        said.append(_("counts until: %(change)s") % {"change": _ARROW % tuple(ends)})
    if before.quantity != after.quantity:
        pair = (before.quantity or _NOTHING, after.quantity or _NOTHING)
        said.append(_("number: %(change)s") % {"change": _ARROW % pair})
    if before.thing != after.thing:
        said.append(_("counted with another"))
    return clauses(said)


def _since(record: SeenRecord, language: str) -> str:
    known = date_between(record.begins, record.latest)
    if "/" in known:
        return f"{_day(record.begins, language)}–{_day(record.latest, language)}"
    return format_day_short(known, language)


def _day(day: str, language: str) -> str:
    return format_day_short(day, language) if day else _NOTHING


@dataclass(frozen=True, slots=True)
class ComparedView:
    """What two versions of a briefing say differently; ``count`` numbers stand in the table."""

    heading: str
    table: TableView | None
    count: int
    languages: str
    same_numbers: int


def compared_view(
    found: Correction, heading: str, versions: tuple[str, str], language: str
) -> ComparedView:
    """Return what to show of a comparison; ``versions`` are the names of the two."""
    rows = _rows(found, language)
    columns = (
        Column("number", _("Number")),
        Column("before", versions[0], numeric=True),
        Column("after", versions[1], numeric=True),
    )
    names = [language_name(each, language) for each in found.languages]
    return ComparedView(
        heading,
        TableView(_("Numbers that differ"), columns, rows) if rows else None,
        len(rows),
        listed(names),
        found.same_numbers,
    )


def _rows(found: Correction, language: str) -> tuple[Row, ...]:
    pairs: list[tuple[FrozenFigure | None, FrozenFigure | None]] = [
        *found.numbers,
        *((figure, None) for figure in found.dropped),
        *((None, figure) for figure in found.new),
    ]
    return tuple(_row(before, after, language) for before, after in pairs)


def _row(before: FrozenFigure | None, after: FrozenFigure | None, language: str) -> Row:
    known = after or before
    words = told_definition(known, language) if known else ""
    days: Mapping[str, str] = {one.at: one.at for one in (before, after) if one}
    if len(days) > 1:
        words = f"{words} ({_ARROW % tuple(format_day_short(day, language) for day in days)})"
    cells = [Cell(words, url_of(known) if known else "")]
    cells += [Cell(one.words[language][PHRASE] if one else _NOTHING) for one in (before, after)]
    return Row(tuple(cells))
