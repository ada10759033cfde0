"""Beads as a page shows them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openluban.foundation.ui.joining import sentences
from openluban.foundation.ui.languages import page_language
from openluban.kernel.numerals import format_number
from openluban.teaching.alignment.beads import Bead
from openluban.teaching.alignment.handing import UNSURE, Destination
from openluban.teaching.alignment.views.asking import Asked


@dataclass(frozen=True, slots=True)
class BeadView:
    """A bead with its sentences; ``can_join`` and ``can_part`` say which buttons it has."""

    place: int
    label: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    is_unsure: bool
    can_join: bool
    can_part: bool


def shown(
    asked: Asked, beads: Sequence[Bead], destinations: Sequence[Destination]
) -> dict[str, object]:
    """Return what the page of beads needs."""
    views = [_view(asked, bead, at, len(beads)) for at, bead in enumerate(beads)]
    return {
        "beads": views,
        "asked": asked,
        "destinations": destinations,
        "source": "\n".join(asked.source),
        "target": "\n".join(asked.target),
        "told": "\n".join(f"{bead}:{bead.confidence}" for bead in beads),
        "lead": sentences(_lead(len(beads), sum(view.is_unsure for view in views))),
    }


def _lead(pairs: int, unsure: int) -> Iterator[str]:
    """Yield how many pairs there are, how many of them are unsure, and what to do."""
    number = format_number(pairs, page_language())
    yield ngettext("%(count)s pair.", "%(count)s pairs.", pairs) % {"count": number}
    if unsure:
        number = format_number(unsure, page_language())
        words = ngettext(
            "%(count)s is unsure: look at it.", "%(count)s are unsure: look at them.", unsure
        )
        yield words % {"count": number}
    yield _("Join pairs or take sentences off where they are wrong, then keep them.")


def _view(asked: Asked, bead: Bead, at: int, count: int) -> BeadView:
    return BeadView(
        place=at,
        label=_("%(number)s · lines %(source)s and %(target)s")
        % {
            "number": at + 1,
            "source": _lines(bead.source),
            "target": _lines(bead.target),
        },
        source=tuple(asked.source[line] for line in bead.source),
        target=tuple(asked.target[line] for line in bead.target),
        is_unsure=bead.confidence < UNSURE,
        can_join=at < count - 1,
        can_part=len(bead.source) + len(bead.target) > 1,
    )


def _lines(lines: Sequence[int]) -> str:
    if not lines:
        return "–"
    first, last = lines[0] + 1, lines[-1] + 1
    return str(first) if first == last else f"{first}–{last}"
