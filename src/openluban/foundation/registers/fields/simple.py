"""Text, choices, switches, numbers and dates."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from openluban.foundation.registers.fields.basis import (
    JSON,
    Cells,
    Field,
    Finder,
    Shown,
    Unreadable,
)
from openluban.kernel.dates import ImpreciseDate, NotADate, typed_date
from openluban.kernel.numerals import format_day, format_number

LIST_SEPARATOR = " | "
_PLAIN_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class Text(Field):
    """A line of text (``long``: several lines)."""

    max_length: int = 300
    long: bool = False
    example: str = ""
    """What may stand here, where not every text may."""

    @property
    def input_kind(self) -> str:
        """The kind of form field."""
        return "longtext" if self.long else "text"

    def parse(self, text: str, finder: Finder) -> str:
        """Return the text."""
        if len(text) > self.max_length:
            raise Unreadable(
                "too_long",
                _("This has %(given)s characters; at most %(limit)s are possible."),
                self.name,
                given=len(text),
                limit=self.max_length,
            )
        return text


@dataclass(frozen=True, kw_only=True)
class Chosen(Field):
    """One of several words; ``options`` maps the stored code to what people read."""

    kind: str = "choice"
    options: Mapping[str, Any] = field(default_factory=dict)

    def parse(self, text: str, finder: Finder) -> str:
        """Return the code."""
        if text not in self.options:
            raise Unreadable(
                "unknown_choice",
                _("“%(given)s” is not one of: %(options)s."),
                self.name,
                given=text,
                options=", ".join(self.options),
            )
        return text

    def show(self, record: Any, language: str) -> list[Shown]:
        """Return the words for the code."""
        code = getattr(record, self.name)
        return [Shown(str(self.options.get(code, code)))] if code else []

    def schema(self) -> dict[str, JSON]:
        """Return the codes as an enumeration."""
        codes = list(self.options)
        return {"type": "string", "enum": codes if self.required else [*codes, ""]}


@dataclass(frozen=True, kw_only=True)
class SeveralChosen(Chosen):
    """Any number of codes, separated by `` | `` in a cell; a list in JSON and on the record."""

    kind: str = "choices"

    def nothing(self) -> list[str]:
        """Return no codes."""
        return []

    def parse(self, text: str, finder: Finder) -> list[str]:  # type: ignore[override]
        """Return the codes in the order given, each once."""
        parts = [part.strip() for part in text.split("|") if part.strip()]
        return list(dict.fromkeys(super(SeveralChosen, self).parse(p, finder) for p in parts))

    def write(self, record: Any) -> dict[str, str]:
        """Return the codes in one cell."""
        return {self.name: LIST_SEPARATOR.join(getattr(record, self.name))}

    def from_json(self, value: JSON) -> dict[str, str]:
        """Take a list of codes."""
        if not isinstance(value, Sequence) or not all(isinstance(part, str) for part in value):
            raise Unreadable("type", _("This must be a list of text."), self.name)
        parts = [value] if isinstance(value, str) else value
        return {self.name: LIST_SEPARATOR.join(parts)}

    def show(self, record: Any, language: str) -> list[Shown]:
        """Return the words for each code."""
        return [Shown(str(self.options.get(code, code))) for code in getattr(record, self.name)]

    def schema(self) -> dict[str, JSON]:
        """Return a list of the codes."""
        return {"type": "array", "items": {"type": "string", "enum": list(self.options)}}

    def plain(self, value: Any) -> Any:
        """Return the list."""
        return list(value)


@dataclass(frozen=True, kw_only=True)
class Number(Field):
    """A decimal number between ``low`` and ``high`` with at most ``places`` decimals."""

    kind: str = "number"
    low: Decimal | None = None
    high: Decimal | None = None
    places: int = 6

    def nothing(self) -> None:
        """Return None: no number is not zero."""

    def parse(self, text: str, finder: Finder) -> Decimal:
        """Return the number; a decimal point, no thousands separators."""
        # Python alone would also read 1_0, Infinity and digits of other scripts.
        if not _PLAIN_NUMBER.fullmatch(text):
            raise self._refuse("not_a_number", _("“%(given)s” is not a number."), text)
        number = Decimal(text)
        exponent = number.as_tuple().exponent
        if not number.is_finite() or not isinstance(exponent, int):
            raise self._refuse("not_a_number", _("“%(given)s” is not a number."), text)
        if -exponent > self.places or number.adjusted() > 17:  # noqa: PLR2004 - 18 digits fit every column
            raise self._refuse("too_many_digits", _("“%(given)s” has too many digits."), text)
        below = self.low is not None and number < self.low
        above = self.high is not None and number > self.high
        if below or above:
            raise self._refuse("out_of_range", _("“%(given)s” is out of range."), text)
        return number

    def _refuse(self, rule: str, sentence: Any, text: str) -> Unreadable:
        return Unreadable(rule, sentence, self.name, given=text)

    def write(self, record: Any) -> dict[str, str]:
        """Return the number with a decimal point."""
        value = getattr(record, self.name)
        return {self.name: "" if value is None else _spelt(value)}

    def json(self, record: Any) -> JSON:
        """Return the number as text, so that no digit is lost."""
        value = getattr(record, self.name)
        return None if value is None else _spelt(value)

    def show(self, record: Any, language: str) -> list[Shown]:
        """Return the number in the reader's convention."""
        value = getattr(record, self.name)
        return [] if value is None else [Shown(format_number(value, language))]

    def schema(self) -> dict[str, JSON]:
        """Return text or nothing."""
        return {"type": ["string", "number", "null"], "examples": ["53.37"]}

    def plain(self, value: Any) -> Any:
        """Return the number as text."""
        return None if value is None else _spelt(value)


def _spelt(value: Decimal | float) -> str:
    text = format(Decimal(str(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


@dataclass(frozen=True, kw_only=True)
class Day(Field):
    """A date known to the day, the month or the year."""

    kind: str = "date"
    sortable: bool = True

    @property
    def order(self) -> str:
        """Sort by the earliest day it may be."""
        return f"{self.name}_earliest"

    def nothing(self) -> None:
        """Return None."""

    def parse(self, text: str, finder: Finder) -> ImpreciseDate:
        """Return the date."""
        try:
            return typed_date(text)
        except NotADate:
            raise Unreadable(
                "impossible_date",
                _("“%(given)s” is no date. Write 2025, 2025-08 or 2025-08-30."),
                self.name,
                given=text,
            ) from None

    def json(self, record: Any) -> JSON:
        """Return the ISO text or null."""
        value = getattr(record, self.name)
        return None if value is None else value.text

    def show(self, record: Any, language: str) -> list[Shown]:
        """Return the date in the reader's convention."""
        value = getattr(record, self.name)
        return [] if value is None else [Shown(format_day(value.text, language))]

    def schema(self) -> dict[str, JSON]:
        """Return the pattern of a reduced ISO date."""
        return {"type": ["string", "null"], "pattern": r"^(\d{4}(-\d{2}(-\d{2})?)?)?$"}

    def plain(self, value: Any) -> Any:
        """Return the ISO text."""
        return None if value is None else value.text


@dataclass(frozen=True, kw_only=True)
class Flag(Field):
    """Yes or no."""

    kind: str = "flag"

    def nothing(self) -> bool:
        """Return no."""
        return False

    def read(self, cells: Cells, finder: Finder) -> bool:
        """Return whether the cell says yes."""
        words = cells.get(self.name, "").strip().lower()
        if words in {"", "no", "false", "0", "off"}:
            return False
        if words in {"yes", "true", "1", "on"}:
            return True
        raise Unreadable("not_yes_or_no", _("Write yes or no."), self.name)

    def write(self, record: Any) -> dict[str, str]:
        """Return yes or no."""
        return {self.name: "yes" if getattr(record, self.name) else "no"}

    def from_json(self, value: JSON) -> dict[str, str]:
        """Take true or false."""
        if not isinstance(value, bool):
            raise Unreadable("type", _("This must be true or false."), self.name)
        return {self.name: "yes" if value else "no"}

    def schema(self) -> dict[str, JSON]:
        """Return a boolean."""
        return {"type": "boolean"}

    def show(self, record: Any, language: str) -> list[Shown]:
        """Return the word."""
        return [Shown(str(_("yes") if getattr(record, self.name) else _("no")))]
