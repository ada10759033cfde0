"""What this module adds to the page of a workshop: reported learners beside counted ones."""

from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openluban.foundation.figures.withholding import LEAST
from openluban.foundation.registers.panels import Filled, Panel, declare_panel
from openluban.foundation.registers.waiting import Waiting, WaitingItem, declare_waiting
from openluban.foundation.ui.pieces import Cell, Column, Row, TableView
from openluban.kernel.actor import Actor
from openluban.kernel.numerals import format_day_short, format_number
from openluban.learning.learners.figures import LEARNERS_REACHED
from openluban.learning.learners.followers import declare_holding
from openluban.learning.learners.policies import may_count, may_keep_some
from openluban.learning.learners.queries.exporting import results_of
from openluban.learning.learners.queries.holding import Held, holding_of
from openluban.network.counts.public import Qualifier
from openluban.network.workshops.public import Workshop

HOLDING = declare_holding("results", results_of)
_QUALIFIERS = dict(Qualifier.choices)


def _of_workshop(workshop: Workshop, actor: Actor, language: str) -> Filled:
    holding = holding_of(workshop)
    if not holding.real and not holding.lines:
        return None
    columns = (
        Column("what", _("What")),
        Column("reported", _("Reported"), numeric=True),
        Column("as_at", _("As at")),
        Column("counted", _("Counted here"), numeric=True),
    )
    rows = tuple(_row(line, language, is_kept=holding.real) for line in holding.lines)
    return {
        "table": TableView(_("Learners, reported and counted"), columns, rows) if rows else None,
        "is_kept": holding.real,
        "has_invented": holding.invented and may_count(actor),
        "figure_url": f"/figures/{LEARNERS_REACHED.key}/?workshop={workshop.key}",
        "counted_url": f"/learners/counted/?workshop={workshop.key}&people=invented",
    }


def _row(line: Held, language: str, *, is_kept: bool) -> Row:
    reported = line.reported
    spoken, name = reported.name.best(language)
    number = format_number(reported.value, language)
    qualified = reported.qualifier != Qualifier.EXACTLY
    said = f"{_QUALIFIERS[reported.qualifier]} {number}" if qualified else number
    day = format_day_short(reported.as_at.text, language) if reported.as_at else ""
    return Row(
        (
            Cell(name or reported.measure, f"/counts/{reported.key}/", spoken),
            Cell(said),
            Cell(day),
            Cell(_counted(line.counted, language) if is_kept else "—"),
        )
    )


def _counted(number: int, language: str) -> str:
    if 0 < number < LEAST:
        return _("under %(number)s") % {"number": LEAST}
    return format_number(Decimal(number), language)


@declare_waiting
def keeping(actor: Actor) -> Waiting | None:
    """Lead registrars to what they do each day; asks the database nothing."""
    if actor.kind != "person" or not may_keep_some(actor):
        return None
    items = (
        WaitingItem(_("Find a learner: enrol, move, mark"), reverse("learners")),
        WaitingItem(_("Register a learner"), reverse("learner_add")),
        WaitingItem(_("Take learners over from a file of the school"), reverse("rosters")),
    )
    return Waiting(_("Learners"), len(items), items)


WORKSHOP_LEARNERS: Any = declare_panel(
    "workshops",
    Panel(
        key="learners",
        title=gettext_lazy("Learners, reported and counted"),
        template="learners/workshop_panel.html",
        fill=_of_workshop,
        order=120,
    ),
)
