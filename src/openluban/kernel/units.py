"""The units of figures: what is counted, and how a number of it is said in each language.

Units that differ never add, even where both count people: persons, person-times, enrolments and
awards are four units.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum

from openluban.kernel.numerals import (
    base_language,
    format_money,
    format_number,
    format_percent,
    plural_category,
)
from openluban.kernel.refusals import Refusal
from openluban.kernel.unit_table import WORDS

_CATEGORIES = {"en": ("one", "other"), "zh-hans": ("other",), "ru": ("one", "few", "many", "other")}
_CENT = Decimal("0.01")


class Kind(StrEnum):
    """What sort of quantity a unit measures."""

    COUNT = "count"
    PEOPLE = "people"
    EQUIPMENT = "equipment"
    AREA = "area"
    MASS = "mass"
    TRANSPORT = "transport"
    TIME = "time"
    MONEY = "money"
    PERCENT = "percent"
    RATIO = "ratio"


class UnitsDiffer(Refusal):
    """Quantities of different units were to be added."""

    code = "units_differ"
    sentence = "A quantity in %(first)s and one in %(other)s cannot be added."


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit; ``forms`` hold its word by language and CLDR plural category.

    Chinese words begin with their measure word. ``currency`` is the ISO 4217 code of money.
    """

    key: str
    kind: Kind
    forms: Mapping[str, Mapping[str, str]] = field(default_factory=dict, compare=False, repr=False)
    currency: str = ""

    def word(self, value: Decimal | int, language: str) -> str:
        """Return the word that goes with the number; English where the language has none."""
        language = base_language(language)
        known = language if language in self.forms else "en"
        forms = self.forms.get(known, {})
        return forms.get(plural_category(value, known), forms.get("other", ""))

    def phrase(self, value: Decimal | int, language: str) -> str:
        """Return the number with its unit: 10 workshops, 10家鲁班工坊, 10 мастерских Лу Баня."""
        if self.kind == Kind.MONEY:
            return format_money(value, self.currency, language)
        if self.kind == Kind.PERCENT:
            return format_percent(value, language)
        number, word = format_number(value, language), self.word(value, language)
        gap = "" if base_language(language) == "zh-hans" or not word else " "
        return f"{number}{gap}{word}"


@dataclass(frozen=True, slots=True)
class ExchangeRate:
    """One of ``currency`` bought ``rate`` of ``into`` on a day (ISO 4217 codes)."""

    currency: str
    into: str
    rate: Decimal
    on: date


def convert_money(value: Decimal, rate: ExchangeRate) -> Decimal:
    """Return an amount in the currency that the rate leads to, rounded to hundredths."""
    return (value * rate.rate).quantize(_CENT, ROUND_HALF_EVEN)


def same_unit(one: Unit, other: Unit) -> bool:
    """Test whether quantities of the two units may be added."""
    return one == other


def require_same(units: Iterable[Unit]) -> Unit | None:
    """Return the unit that all are; None when there are none.

    :raises UnitsDiffer: two of them differ
    """
    first: Unit | None = None
    for unit in units:
        if first is not None and not same_unit(first, unit):
            raise UnitsDiffer(first=_name(first), other=_name(unit))
        first = unit
    return first


def _name(unit: Unit) -> str:
    return unit.currency or unit.word(2, "en") or unit.key


def _counted(key: str, kind: str, english: str, chinese: str, russian: str) -> Unit:
    spelt = {"en": english, "zh-hans": chinese, "ru": russian}
    forms = {
        language: dict(zip(_CATEGORIES[language], words.split("/"), strict=True))
        for language, words in spelt.items()
    }
    return Unit(key, Kind(kind), forms)


_MEASURES = (
    Unit("cny", Kind.MONEY, currency="CNY"),
    Unit("usd", Kind.MONEY, currency="USD"),
    Unit("percent", Kind.PERCENT),
    Unit("ratio", Kind.RATIO),
    Unit("other", Kind.COUNT),
)

UNITS: Mapping[str, Unit] = {
    unit.key: unit for unit in (*(_counted(*words) for words in WORDS), *_MEASURES)
}
"""Every unit by its key."""
