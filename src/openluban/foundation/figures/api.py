"""Figures as JSON: what may be asked, the number on a day, the records behind it, its line."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from ninja import Router

from openluban.foundation.api.answering import exact, kept_answer
from openluban.foundation.api.asking import Parameters, parameters, single
from openluban.foundation.api.describing import AFTER, JSON, LIMIT, add, operation
from openluban.foundation.figures import api_schemas as schemas
from openluban.foundation.figures.choices import Choice, Option, UnknownChoice, settle
from openluban.foundation.figures.declaring import Aggregate, Figure, figures
from openluban.foundation.figures.lines import line_of
from openluban.foundation.figures.reading import Reading, read_figure, records_on
from openluban.foundation.figures.series import series_of
from openluban.foundation.figures.spans import NEVER
from openluban.foundation.figures.wording import definition
from openluban.foundation.registers.api.reading import page_from
from openluban.foundation.registers.declaring import register_of
from openluban.foundation.registers.queries.keyset import order_by
from openluban.kernel.dates import ImpreciseDate, NotADate
from openluban.kernel.refusals import Invalid, NotFound, Problem, Refusal
from openluban.kernel.text import LocalizedText

router = Router(tags=["figures"])


class HasNoRecords(Refusal):
    """A ratio has no records of its own; its parts have."""

    code = "figures.has_no_records"
    sentence = _("This is a ratio. Open its parts: they have records.")


class RecordsArePersons(Refusal):
    """The records are persons, whom nobody is shown here."""

    code = "figures.records_are_persons"
    sentence = _("The records behind this figure are persons. Only the number is told.")


def list_figures(request: HttpRequest) -> HttpResponse:
    """List the declared figures."""
    parameters(request, ())
    return kept_answer(request, _figures)


def read_one(request: HttpRequest, key: str) -> HttpResponse:
    """Read a figure."""
    figure = _figure(key)
    given = parameters(request, ("at", *_names(figure)))

    def read() -> JSON:
        return _told(_reading(figure, given), request)

    return kept_answer(request, read)


def list_records(request: HttpRequest, key: str) -> HttpResponse:
    """List the records behind a figure."""
    figure = _with_records(_figure(key))
    if figure.is_of_persons:
        raise RecordsArePersons
    given = parameters(request, ("at", "after", "limit", *_names(figure)))
    choices, day = _choices(figure, given), _day(given)

    def read() -> JSON:
        found = records_on(figure, choices, day)
        page, later = page_from(found, order_by(found.model, "id", descending=False), given)
        register = register_of(found.model).key
        return {"items": [_record(register, each) for each in page], "next": later}

    return kept_answer(request, read)


def read_line(request: HttpRequest, key: str) -> HttpResponse:
    """Read a figure over time."""
    figure = _with_records(_figure(key))
    given = parameters(request, ("at", *_names(figure)))
    choices, day = _choices(figure, given), _day(given)

    def read() -> JSON:
        points = _line(figure, choices, day)
        unit = figure.unit_for(choices).key
        told = [{"day": at, "value": exact(value)} for at, value in points]
        return {"key": figure.key, "choices": choices, "unit": unit, "points": told}

    return kept_answer(request, read)


def _line(figure: Figure, choices: dict[str, str], day: date) -> Sequence[tuple[date, Decimal]]:
    if figure.is_of_persons:
        return line_of(figure, choices, until=day)
    return series_of(figure, choices).line(choices, until=day)


def _figure(key: str) -> Figure:
    for figure in figures():
        if figure.key == key:
            return figure
    raise NotFound(figure=key[:80])


def _with_records(figure: Figure) -> Figure:
    if figure.aggregate == Aggregate.RATIO:
        raise HasNoRecords
    return figure


def _names(figure: Figure) -> list[str]:
    return [choice.key for choice in figure.all_choices]


def _choices(figure: Figure, given: Parameters) -> dict[str, str]:
    """Return every choice with its option.

    :raises Invalid: an option is not known; the problem names the choice
    """
    chosen = {name: value for name in _names(figure) if (value := single(given, name))}
    for name, value in chosen.items():
        try:
            settle(figure.all_choices, {name: value})
        except UnknownChoice as unknown:
            problem = Problem("unknown_choice", unknown.sentence, name, details=unknown.details)
            raise Invalid([problem]) from None
    return settle(figure.all_choices, chosen)


def _day(given: Parameters) -> date:
    text = single(given, "at")
    if not text:
        return timezone.localdate()
    try:
        day = ImpreciseDate.read(text)
    except NotADate:
        day = None
    if day is None or not day.is_exact:
        raise Invalid([Problem("impossible_date", _("Write a day such as 2025-08-30."), "at")])
    return day.earliest


def _reading(figure: Figure, given: Parameters) -> Reading:
    return read_figure(figure.key, _choices(figure, given), at=_day(given))


def _figures() -> JSON:
    known: dict[int, JSON] = {}

    def told(choice: Choice) -> JSON:
        if id(choice) not in known:
            known[id(choice)] = _choice(choice)
        return known[id(choice)]

    items = []
    for figure in figures():
        choices = [told(choice) for choice in figure.all_choices]
        items.append(
            {
                "key": figure.key,
                "title": str(figure.title),
                "meaning": str(figure.meaning),
                "unit": figure.unit,
                "kind": str(figure.kind),
                "aggregate": str(figure.aggregate),
                "register": figure.register,
                "since": figure.since,
                "choices": choices,
            }
        )
    return {"items": items}


def _choice(choice: Choice) -> JSON:
    return {
        "key": choice.key,
        "title": str(choice.title),
        "default": choice.default,
        "is_open": choice.name_of is not None,
        "options": [_option(option) for option in choice.options()],
    }


def _option(option: Option) -> JSON:
    return {"key": option.key, "words": _spoken(option.words)}


def _spoken(words: Any) -> str:
    if isinstance(words, LocalizedText):
        return words.best(get_language() or "en")[1]
    return str(words)


def _told(reading: Reading, request: HttpRequest | None = None) -> JSON:
    value, language = reading.value, get_language() or "en"
    told: JSON = {
        "key": reading.figure.key,
        "title": str(reading.figure.title),
        "definition": definition(reading.figure, reading.choices),
        "choices": reading.choices,
        "at": reading.at,
        "value": exact(value),
        "unit": reading.unit.key,
        "text": None if value is None else reading.unit.phrase(value, language),
        "records": reading.records,
        "imprecise": reading.imprecise,
        "low": exact(reading.low),
        "high": exact(reading.high),
        "parts": [_told(part) for part in reading.parts],
    }
    if request is not None:
        told["meaning"] = str(reading.figure.meaning)
        told["links"] = _links(request, reading)
    return told


def _links(request: HttpRequest, reading: Reading) -> Mapping[str, str]:
    if reading.figure.aggregate == Aggregate.RATIO:
        return {}
    query = request.META.get("QUERY_STRING", "")
    end = f"?{query}" if query else ""
    return {name: f"{request.path}/{name}{end}" for name in ("records", "line")}


def _record(register: str, record: Any) -> JSON:
    name = getattr(record, "name", None)
    until = record.counts_until
    quantity = getattr(record, "quantity", None)
    return {
        "register": register,
        "key": record.key,
        "name": name.stored() if isinstance(name, LocalizedText) else None,
        "counts_from": record.counts_from,
        "counts_latest": record.counts_latest,
        "counts_until": None if until == NEVER else until,
        "quantity": quantity if quantity is None else exact(quantity),
        "confidence": record.confidence,
        "is_disputed": record.is_disputed,
    }


_ASKED = (schemas.CHOICES, schemas.AT)
add(
    router,
    "",
    list_figures,
    operation(
        "list_figures",
        "List",
        "Every figure, the choices it asks for, and their options.",
        schemas.LIST,
    ),
)
add(
    router,
    "/{key}",
    read_one,
    operation(
        "read_figure",
        "Read on a day",
        "The value on a day under the given choices; each choice is a parameter by its name.",
        schemas.ONE,
        parameters=_ASKED,
    ),
)
add(
    router,
    "/{key}/records",
    list_records,
    operation(
        "list_records_of_figure",
        "Its records",
        "The records that the value is made of, page by page.",
        schemas.RECORDS,
        parameters=(*_ASKED, AFTER, LIMIT),
    ),
)
add(
    router,
    "/{key}/line",
    read_line,
    operation(
        "read_line_of_figure",
        "Its line over time",
        "The value from each day on which it changed, up to a day.",
        schemas.LINE,
        parameters=_ASKED,
    ),
)
