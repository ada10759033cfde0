"""Where aligned texts can go: other modules declare it, and read what the page hands them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from openluban.kernel.actor import Actor
from openluban.teaching.alignment.beads import beads_of
from openluban.teaching.alignment.mending import fitting
from openluban.teaching.alignment.reading import lines_of

MOST_LINES = 1_000
"""Of a text that is aligned on a page."""
UNSURE = 0.7
"""A bead that is less probable than this should be looked at."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A page that takes aligned texts: the name of its address, the button's words, who may."""

    url_name: str
    words: Promise
    is_open: Callable[[Actor], bool]


@dataclass(frozen=True, slots=True)
class Aligned:
    """What sentences of both texts say the same; a side may be empty."""

    source: str
    target: str
    is_unsure: bool


_DESTINATIONS: dict[str, Destination] = {}


def declare_destination(destination: Destination) -> Destination:
    """Add a page that takes aligned texts; the same twice is a fault of the code."""
    if destination.url_name in _DESTINATIONS:
        message = f"destination {destination.url_name} is declared twice"
        raise ValueError(message)
    _DESTINATIONS[destination.url_name] = destination
    return destination


def destinations_of(actor: Actor) -> list[Destination]:
    """Return the pages that the actor may send aligned texts to."""
    return [one for one in _DESTINATIONS.values() if one.is_open(actor)]


def handed_over(fields: Mapping[str, str]) -> list[Aligned]:
    """Return the pairs that the page of beads sends: its fields source, target and beads.

    Sentences of one bead stand in one text, with a space between them where the script has spaces.

    :raises openluban.kernel.refusals.Refusal: they are no texts, or the beads do not fit them
    """
    sides = [
        lines_of(fields.get(name, "").encode("utf-8", "replace"), side=words, most_lines=MOST_LINES)
        for name, words in (("source", _("The first text")), ("target", _("The second text")))
    ]
    beads = fitting(beads_of(fields.get("beads", "").splitlines()), (len(sides[0]), len(sides[1])))
    return [
        Aligned(
            _said([sides[0][at] for at in bead.source]),
            _said([sides[1][at] for at in bead.target]),
            bead.confidence < UNSURE,
        )
        for bead in beads
    ]


def _said(lines: list[str]) -> str:
    text = ""
    for line in (line.strip() for line in lines):
        wide = text[-1:] > "\u2e7f" or line[:1] > "\u2e7f"
        text += line if wide or not text else f" {line}"
    return text
