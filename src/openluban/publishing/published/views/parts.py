"""One number of a published figure as its page shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openluban.foundation.figures.cards import number_card
from openluban.foundation.figures.declaring import Aggregate, find_figure
from openluban.foundation.figures.reading import Reading as FigureReading
from openluban.foundation.figures.reading import read_figure
from openluban.foundation.figures.wording import option_words
from openluban.foundation.registers.declaring import find_register
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import (
    Cell,
    Column,
    Fact,
    FactList,
    Mark,
    NumberCard,
    Row,
    StandingMark,
    TableView,
    Wording,
    Words,
)
from openluban.kernel.numerals import format_day, format_percent
from openluban.kernel.units import UNITS
from openluban.publishing.published.printing import printed, printed_words
from openluban.publishing.published.registers import PUBLISHED
from openluban.publishing.published.verdicts import (
    Named,
    PartResult,
    Reading,
    Result,
    RivalNumber,
    Role,
    Stated,
)
from openluban.publishing.published.views.addresses import one_url
from openluban.publishing.published.views.setting import mark_of, said_day

_TITLES: dict[Role, Words] = {
    Role.ADDED: gettext_lazy("What the other way to count adds"),
    Role.REMOVED: gettext_lazy("What the other way to count leaves out"),
    Role.IMPRECISE: gettext_lazy("Only the month or the year is known"),
    Role.DISPUTED: gettext_lazy("Sources contradict each other"),
    Role.UNSURE: gettext_lazy("Of low or medium confidence"),
    Role.LATER: gettext_lazy("Counted from shortly after that day"),
    Role.OUTSIDE: gettext_lazy("Outside the stated choices"),
    Role.REPORT: gettext_lazy("The newest report from elsewhere"),
}


@dataclass(frozen=True, slots=True)
class LabelledCard:
    """A number with a word on whose it is."""

    label: Words
    card: NumberCard


@dataclass(frozen=True, slots=True)
class RecordGroup:
    """Records that a reason names, by what they have to do with it."""

    title: Words
    records: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class PartView:
    """One number: its verdict, the numbers side by side, the records, who says otherwise."""

    title: str
    mark: StandingMark
    reason: str
    cards: tuple[LabelledCard, ...]
    counts_own: bool
    groups: tuple[RecordGroup, ...]
    rivals: TableView | None
    definition: FactList | None


def part_views(result: Result) -> list[PartView]:
    """Return a row's numbers; at most three queries each."""
    return [_part(result, part) for part in result.parts]


def _part(result: Result, part: PartResult) -> PartView:
    row = result.stated
    shown = _shown_elsewhere(part)
    return PartView(
        title=printed_words(result, part),
        mark=mark_of(part.verdict),
        reason=part.reason,
        cards=(LabelledCard(_("Published"), _printed(result, part)), *_counted_cards(part)),
        counts_own=shown is not None and shown != part.computed,
        groups=_groups(part.records),
        rivals=_rivals(row, part) if part.rivals else None,
        definition=_definition(row, part.reading) if part.reading else None,
    )


def _shown_elsewhere(part: PartResult) -> Decimal | None:
    """Return what the figure's page gives, where that counts the publication's own report too."""
    if part.reading is None or part.computed is None or part.at is None:
        return None
    if find_figure(part.reading.figure).aggregate != Aggregate.LATEST:
        return None
    return read_figure(part.reading.figure, part.reading.choices, at=part.at).value


def _counted_cards(part: PartResult) -> list[LabelledCard]:
    if part.reading is None or part.computed is None or part.at is None:
        return []
    figure, unit = find_figure(part.reading.figure), UNITS[part.unit_key]
    stated = FigureReading(figure, part.reading.choices, part.at, part.computed, unit)
    cards = [LabelledCard(_("Register, as stated"), number_card(stated))]
    found = part.explanation
    if found is not None:
        other = FigureReading(figure, found.choices, found.at, found.value, unit)
        cards.append(LabelledCard(_("Counted otherwise"), number_card(other)))
    return cards


def _printed(result: Result, part: PartResult) -> NumberCard:
    row = result.stated
    number, unit = printed(result, part)
    url = PUBLISHED.url(row.id.lower())
    return NumberCard(number, unit, said_day(row), row.publisher or row.source, url)


def _groups(records: Sequence[Named]) -> tuple[RecordGroup, ...]:
    titles: dict[tuple[Role, str], list[Cell]] = {}
    for named in records:
        register = find_register(named.register)
        url = register.url(named.key) if register else ""
        titles.setdefault((named.role, named.note), []).append(Cell(named.name, url))
    return tuple(
        RecordGroup(_group_title(role, note), tuple(cells))
        for (role, note), cells in titles.items()
    )


def _group_title(role: Role, note: str) -> Words:
    if role == Role.OUTSIDE:
        return _("Counted only if the text means “%(option)s”") % {"option": note}
    return _TITLES[role]


def _rivals(row: Stated, part: PartResult) -> TableView:
    """Return the publications side by side, this one first."""
    columns = (
        Column("publisher", _("Publisher")),
        Column("number", _("Number"), numeric=True),
        Column("day", _("As of")),
    )
    own = Row(
        (
            Cell(row.publisher or row.source, marks=(Mark(_("this one")),)),
            Cell(part.number.words),
            Cell(said_day(row)),
        )
    )
    others = (_rival(rival) for rival in part.rivals)
    return TableView(_("Publications that contradict each other"), columns, (own, *others))


def _rival(rival: RivalNumber) -> Row:
    register = find_register("counts") if rival.count else None
    url = one_url(rival.row) if rival.row else register.url(rival.count) if register else ""
    marks = (Mark(_("borne out by the records"), "timber"),) if rival.is_borne_out else ()
    day = format_day(rival.as_of.text, page_language())
    return Row((Cell(rival.publisher, url, marks=marks), Cell(rival.words), Cell(day)))


def _definition(row: Stated, reading: Reading) -> FactList:
    """Return what the text was taken to say, which choices it states, and who says so."""
    figure = find_figure(reading.figure)
    facts = [Fact(_("Figure"), (Wording(str(figure.title), f"/figures/{figure.key}/"),))]
    for choice in figure.all_choices:
        key = reading.choices[choice.key]
        is_pinned = choice.key in reading.pinned
        if is_pinned or key != choice.default or choice in figure.choices:
            note = _("stated in the text, so no explanation changes it") if is_pinned else ""
            facts.append(Fact(choice.title, (Wording(option_words(choice, key)),), note))
    facts.append(Fact(_("Who says so"), (Wording(_who(row, reading)),)))
    return FactList(tuple(facts))


def _who(row: Stated, reading: Reading) -> str:
    if reading.guessed:
        percent = format_percent(reading.sureness * 100, page_language())
        return _("guessed by OpenLuban, %(percent)s sure") % {"percent": percent}
    return row.mapped_by or _("a network officer")
