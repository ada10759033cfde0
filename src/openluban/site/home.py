"""The home page, put together."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openluban.foundation.figures.cards import number_card
from openluban.foundation.figures.choices import UnknownChoice
from openluban.foundation.figures.hooks import standings_of
from openluban.foundation.figures.reading import Reading, read_figure
from openluban.foundation.ui.charts.map import MapDot, MapWords
from openluban.foundation.ui.charts.pieces import LandMap
from openluban.foundation.ui.front import FrontPiece, front_pieces
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import NumberCard, Wording
from openluban.kernel.numerals import format_day, format_number
from openluban.kernel.text import LocalizedText
from openluban.site.queries.network import (
    LatestGate,
    WorkshopPlace,
    latest_gates,
    workshop_places,
)

_TIANJIN_IN_SCO = {"bloc": "sco_members_and_partners", "led_from": "tianjin"}
_Asked = tuple[tuple[str, dict[str, str]], ...]
LEADING: _Asked = (
    ("workshops", _TIANJIN_IN_SCO),
    ("host_countries", _TIANJIN_IN_SCO),
    ("sister_city_ties", {}),
)
OTHERS: _Asked = (
    ("workshops", {}),
    ("host_countries", {}),
    ("programmes", {}),
    ("lead_colleges", {}),
)
"""The numbers of the home page, as figure and choices."""


@dataclass(frozen=True, slots=True)
class GateLine:
    """A gate that a workshop passed, as the home page tells it."""

    workshop: Wording
    words: str


@dataclass(frozen=True, slots=True)
class HomePage:
    """All that the home page shows."""

    map: LandMap
    leading: tuple[NumberCard, ...]
    others: tuple[NumberCard, ...]
    gates: tuple[GateLine, ...]
    pieces: Sequence[FrontPiece]
    gaps: tuple[str, ...]


def home_page(at: date) -> HomePage:
    """Return the home page as at a day; one query a number, one for the map, one for the gates."""
    places = workshop_places(at)
    leading, others = _readings(LEADING, at), _readings(OTHERS, at)
    marks = standings_of([*leading, *others])
    pairs = zip([*leading, *others], marks, strict=True)
    cards = [number_card(reading, mark) for reading, mark in pairs]
    return HomePage(
        map=_map(places),
        leading=tuple(cards[: len(leading)]),
        others=tuple(cards[len(leading) :]),
        gates=tuple(_gate_line(gate) for gate in latest_gates(at)),
        pieces=front_pieces(),
        gaps=_gaps(places),
    )


def _readings(asked: _Asked, at: date) -> list[Reading]:
    """Read numbers; those about blocs or provinces that the register does not know are left out."""
    readings = []
    for key, choices in asked:
        with suppress(UnknownChoice):
            readings.append(read_figure(key, choices, at=at))
    return readings


def _map(places: Sequence[WorkshopPlace]) -> LandMap:
    dots = tuple(
        MapDot(
            place.latitude,
            place.longitude,
            _dot_words(place),
            f"/workshops/{place.key}/",
            "workshop" if place.is_open else "due",
        )
        for place in places
        if place.latitude is not None and place.longitude is not None
    )
    words = MapWords(_("Where the Luban Workshops are"), "", "/workshops/")
    return LandMap(words, dots)


def _dot_words(place: WorkshopPlace) -> str:
    name = _best(place.name)[1]
    if not place.is_open:
        return _("%(workshop)s, in preparation") % {"workshop": name}
    if place.opened_on is None:
        return name
    day = format_day(place.opened_on.text, page_language())
    return _("%(workshop)s, opened %(day)s") % {"workshop": name, "day": day}


def _gate_line(gate: LatestGate) -> GateLine:
    language, name = _best(gate.name)
    day = format_day(gate.passed_on.text, page_language())
    words = _("%(gate)s, %(day)s") % {"gate": gate.gate.label, "day": day}
    workshop = Wording(name, f"/workshops/{gate.workshop}/", language, language in gate.name.ours)
    return GateLine(workshop, words)


def _best(name: LocalizedText) -> tuple[str, str]:
    return name.best(page_language())


def _gaps(places: Sequence[WorkshopPlace]) -> tuple[str, ...]:
    """Return what the register does not hold, in sentences; counted where it can be counted."""
    said = []
    opened = [place for place in places if place.is_open]
    vague = sum(place.opened_on is None or not place.opened_on.is_exact for place in opened)
    if vague:
        words = ngettext(
            "Of %(all)s open workshops, %(count)s has only a month or year of opening.",
            "Of %(all)s open workshops, %(count)s have only a month or year of opening.",
            vague,
        )
        said.append(words % {"count": _number(vague), "all": _number(len(opened))})
    disputed = sum(place.is_disputed for place in places)
    if disputed:
        words = ngettext(
            "Of %(count)s workshop, sources contradict each other.",
            "Of %(count)s workshops, sources contradict each other.",
            disputed,
        )
        said.append(words % {"count": _number(disputed)})
    unplaced = sum(place.latitude is None for place in places)
    if unplaced:
        words = ngettext(
            "%(count)s workshop is not on the map, because its place is not known.",
            "%(count)s workshops are not on the map, because their place is not known.",
            unplaced,
        )
        said.append(words % {"count": _number(unplaced)})
    said.append(_("Nothing is guessed: a workshop that no source has written about is missing."))
    said.append(_("No learner or teacher is named in public."))
    return tuple(said)


def _number(count: int) -> str:
    return format_number(count, page_language())
