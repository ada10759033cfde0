"""Reading a figure for a briefing: its number in every language, and the records it rests on."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import translation

from openluban.foundation.figures.choices import Choice
from openluban.foundation.figures.declaring import Aggregate, Figure, find_figure
from openluban.foundation.figures.reading import Reading, read_figure, records_on
from openluban.foundation.figures.wording import definition
from openluban.foundation.registers.declaring import register_of
from openluban.kernel.text import LANGUAGES, LocalizedText
from openluban.publishing.briefings.frozen import FrozenFigure, SeenRecord
from openluban.publishing.briefings.placeholders import STYLES
from openluban.publishing.briefings.wording import said

MOST_RECORDS = 10_000
"""Up to so many records are frozen with a number; of more, only how many there were."""


def read_frozen(
    key: str, choices: Mapping[str, str], *, at: date, question: str, stated_at: str = ""
) -> FrozenFigure | None:
    """Read a figure as a briefing keeps it; None where it has no number on that day.

    :raises NoSuchFigure: no module declares it
    :raises UnknownChoice: a choice or an option is not known
    """
    reading = read_figure(key, choices, at=at)
    if reading.value is None:
        return None
    records = seen_records(reading.figure, reading.choices, at)
    low, high = (reading.value if end is None else end for end in (reading.low, reading.high))
    return FrozenFigure(
        question=question,
        figure=key,
        choices=reading.choices,
        at=reading.at.isoformat(),
        stated_at=stated_at,
        unit=reading.unit.key,
        value=_plain(reading.value),
        low=_plain(low),
        high=_plain(high),
        titles=_in_languages(reading.figure.title),
        definitions={language: _definition(reading, language) for language in LANGUAGES},
        words={
            language: {style: said(reading.unit, (low, high), style, language) for style in STYLES}
            for language in LANGUAGES
        },
        records=records[:MOST_RECORDS] if len(records) <= MOST_RECORDS else (),
        count=reading.records or len(records),
        is_listed=len(records) <= MOST_RECORDS and not reading.figure.is_of_persons,
    )


def seen_records(figure: Figure, choices: Mapping[str, str], at: date) -> tuple[SeenRecord, ...]:
    """Return the records behind a number, one query (two for a ratio); at most one too many.

    Of a figure that takes the newest of each thing, only the newest stand behind it. Of figures of
    persons none are frozen: the number is told, and nobody is.
    """
    if figure.is_of_persons:
        return ()
    if figure.aggregate == Aggregate.RATIO:
        parts = (find_figure(figure.numerator), find_figure(figure.denominator))
        found = [seen_records(part, _known_to(part, choices), at) for part in parts]
        return (*found[0], *found[1])
    records = records_on(figure, dict(choices), at)
    optional = [
        name for name in ("thing", "quantity", "label") if name in records.query.annotations
    ]
    columns = ("pk", "key", "counts_from", "counts_latest", "counts_until", *optional)
    rows = list(records.order_by("counts_from", "pk").values(*columns)[: MOST_RECORDS + 1])
    if figure.aggregate == Aggregate.LATEST:
        rows = list({row["thing"]: row for row in rows}.values())
    register = register_of(records.model).key
    return tuple(_record(register, row) for row in sorted(rows, key=lambda row: row["key"]))


def choices_today(frozen: FrozenFigure, figure: Figure) -> dict[str, str] | None:
    """Return the choices under which a figure is read again; None where one is gone."""
    known: dict[str, Choice] = {choice.key: choice for choice in figure.all_choices}
    gone = [name for name in frozen.choices if name not in known]
    if gone:
        return None
    return {name: frozen.choices.get(name, choice.default) for name, choice in known.items()}


def _known_to(part: Figure, choices: Mapping[str, str]) -> dict[str, str]:
    return {choice.key: choices.get(choice.key, choice.default) for choice in part.all_choices}


def _record(register: str, row: Mapping[str, Any]) -> SeenRecord:
    begins, latest = row["counts_from"], row["counts_latest"] or row["counts_from"]
    until, thing, quantity = row["counts_until"], row.get("thing"), row.get("quantity")
    return SeenRecord(
        register,
        row["key"],
        begins.isoformat(),
        latest.isoformat(),
        # Figures that compare ends write the last day there is for records without one.
        until.isoformat() if until and until != date.max else "",
        "" if thing is None else str(thing),
        "" if quantity is None else _plain(quantity),
        _names(row.get("label")),
    )


def _names(label: object) -> dict[str, str]:
    if isinstance(label, dict):
        label = LocalizedText.from_stored(label)
    if isinstance(label, LocalizedText):
        return dict(label.wordings)
    return {"en": str(label)} if label else {}


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _in_languages(words: object) -> dict[str, str]:
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = str(words)
    return found


def _definition(reading: Reading, language: str) -> str:
    """Say the choices in words; a ratio says as well what is divided by what."""
    with translation.override(language):
        told = definition(reading.figure, reading.choices) or str(reading.figure.meaning)
    parts = [
        said(part.unit, (part.value, part.value), "phrase", language)
        for part in reading.parts
        if part.value is not None
    ]
    return f"{told} ({' / '.join(parts)})" if parts else told
