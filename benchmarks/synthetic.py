"""Invented workshops: every one is marked as synthetic, and its number tells everything of it."""

import csv
import io
from collections.abc import Sequence
from datetime import date, timedelta

from openluban.foundation.registers.declaring import find_register
from openluban.foundation.registers.writing import document_of
from openluban.foundation.search.indexing import Document
from openluban.kernel.text import LocalizedText
from openluban.network.workshops.models import Workshop

PREFIX = "synthetic-"
DIGITS = 7
COUNTRIES = (
    *("cn", "kz", "in", "ru", "pk", "uz", "eg", "th", "ke", "ng", "za", "et", "kh", "id"),
    *("mg", "dj", "ml", "ug", "pt", "gb", "rs", "bg", "tm", "kg", "az", "by", "ir", "np"),
)
"""Frequent ones first: half of all workshops are in the first four."""
_FIRST, _DAYS, _STEP = date(2016, 3, 8), 3_800, 7_919
_OPEN_END = 50
"""One in so many has closed."""


def key_of(number: int) -> str:
    """Return the key of a workshop."""
    return f"{PREFIX}{number:0{DIGITS}d}"


def name_of(number: int) -> LocalizedText:
    """Return the name of a workshop; its number is part of it."""
    token = f"{number:0{DIGITS}d}"
    return LocalizedText(
        {
            "en": f"Synthetic Workshop {token} of {_TRADES[number % len(_TRADES)]}",
            "zh-hans": f"虚构鲁班工坊{token}",
            "ru": f"Вымышленная мастерская {token}",
        }
    )


_TRADES = ("Welding", "Robotics", "Railways", "Pharmacy", "Logistics", "Solar Power", "Tourism")


def country_of(number: int) -> str:
    """Return the country: a few have many workshops, many have few."""
    place = (number * _STEP % 1_000) / 1_000
    return COUNTRIES[int(len(COUNTRIES) * place**2)]


def opened_on(number: int) -> str:
    """Return the day of opening, of which every fifth is known only to the month."""
    day = _FIRST + timedelta(days=number * _STEP % _DAYS)
    return day.isoformat()[:7] if number % 5 == 0 else day.isoformat()


def workshops(numbers: range) -> bytes:
    """Return workshops as a file to be imported."""
    header = ("key", "name_en", "name_zh", "name_ru", "country", "closed_on")
    rows = []
    for number in numbers:
        english, chinese, russian = name_of(number).wordings.values()
        closed = "2026-06" if number % _OPEN_END == 1 else ""
        rows.append((key_of(number), english, chinese, russian, country_of(number), closed))
    return _file(header, rows)


def gates(numbers: range) -> bytes:
    """Return the openings of workshops as a file to be imported."""
    header = ("key", "workshop", "gate", "passed_on")
    rows = [
        (f"{key_of(number)}-opened", key_of(number), "opened", opened_on(number))
        for number in numbers
    ]
    return _file(header, rows)


def _file(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*header, "source", "confidence", "note"))
    for place, row in enumerate(rows):
        writer.writerow((*row, f"Synthetic list {place % 100}, 2026", "medium", "synthetic"))
    return text.getvalue().encode()


def document(number: int) -> Document:
    """Return what finds a workshop."""
    register = find_register("workshops")
    assert register is not None  # noqa: S101 - the installation has it
    return document_of(register, Workshop(key=key_of(number), name=name_of(number)))
