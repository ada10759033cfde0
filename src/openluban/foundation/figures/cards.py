"""A reading as people see it: the number, its unit, its day, its definition."""

from decimal import ROUND_HALF_EVEN, Decimal

from django.utils.translation import gettext as _

from openluban.foundation.figures.addresses import figure_url
from openluban.foundation.figures.reading import Reading
from openluban.foundation.figures.wording import definition
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import NumberCard, StandingMark
from openluban.kernel.numerals import format_day, format_number
from openluban.kernel.units import Kind, Unit

NOT_KNOWN = "—"
_PLACES = {Kind.RATIO: Decimal("0.01"), Kind.PERCENT: Decimal("0.01")}
_WITH_UNIT = (Kind.MONEY, Kind.PERCENT)
_RANGE = "%s–%s"
_PERSON = "person"


def number_card(reading: Reading, mark: StandingMark | None = None) -> NumberCard:
    """Return the number as it is set everywhere, with how it stands if that is known."""
    number, unit = number_words(reading)
    return NumberCard(
        number,
        unit,
        format_day(reading.at.isoformat(), page_language()),
        said_definition(reading),
        figure_url(reading.figure.key, reading.choices, reading.at),
        mark.standing if mark else None,
        mark.text if mark else "",
    )


def number_words(reading: Reading) -> tuple[str, str]:
    """Return the number and the word of its unit; a range where sources disagree."""
    low, high = reading.low, reading.high
    if low is not None and high is not None and low != high:
        spread = _RANGE % (value_text(low, reading.unit), value_text(high, reading.unit))
        return spread, unit_word(reading, high)
    if reading.is_withheld and reading.unit.key != _PERSON:
        return _("withheld"), _("fewer than %(least)s people") % {"least": reading.figure.least}
    if reading.is_withheld:
        least = Decimal(reading.figure.least)
        return _("under %(number)s") % {"number": value_text(least, reading.unit)}, unit_word(
            reading, least
        )
    if reading.value is None:
        return NOT_KNOWN, _("not known")
    return value_text(reading.value, reading.unit), unit_word(reading, reading.value)


def value_text(value: Decimal, unit: Unit) -> str:
    """Return a value in the reader's convention; money and percents with their signs."""
    language = page_language()
    rounded = value.quantize(_PLACES[unit.kind], ROUND_HALF_EVEN) if unit.kind in _PLACES else value
    if unit.kind in _WITH_UNIT:
        return unit.phrase(rounded, language)
    return format_number(rounded, language)


def unit_word(reading: Reading, value: Decimal) -> str:
    """Return the unit's word; the figure's title where the unit has none of its own."""
    return reading.unit.word(value, page_language()) or str(reading.figure.title).lower()


def said_definition(reading: Reading) -> str:
    """Return the choices in words; the figure's meaning where none is worth saying."""
    return definition(reading.figure, reading.choices) or str(reading.figure.meaning)
