"""What this module adds to a workshop's page: its gates, and when it was last heard of."""

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext_lazy as _

from openluban.foundation.evidence.models import Claim
from openluban.foundation.registers.panels import Filled, Panel, declare_panel
from openluban.foundation.ui.pieces import Wording
from openluban.foundation.ui.record_pieces import Gates, GateStep
from openluban.kernel.actor import Actor
from openluban.kernel.numerals import format_day
from openluban.network.workshops.models import Gate, GatePassed, Workshop
from openluban.network.workshops.rules import evaluation_due, gate_states, last_reported

_LABELS = dict(Gate.choices)


def _fill(workshop: Workshop, actor: Actor, language: str) -> Filled:
    found = GatePassed.objects.visible_to(actor).filter(workshop=workshop, retired_at=None)
    passed = {gate.gate: gate for gate in found.order_by("passed_on_earliest")}
    sources, days = _sources(workshop.key, [gate.key for gate in passed.values()])
    dates = {name: gate.passed_on for name, gate in passed.items()}
    steps = [
        _step(name, state, passed.get(name), sources, language)
        if name in passed
        else GateStep(label=_LABELS[name], state=state, note=_note(name, state, dates))  # type: ignore[arg-type]
        for name, state in gate_states(dates)
    ]
    heard = last_reported(days)
    return {
        "gates": Gates(tuple(steps)),
        "last_reported": format_day(heard, language) if heard else "",
        "workshop": workshop,
    }


def _sources(workshop: str, gates: list[str]) -> tuple[dict[str, list[str]], list[str]]:
    """Return the citations of each gate, and the days of all publications about the workshop."""
    claims = Claim.objects.filter(register="gates", record__in=gates) | Claim.objects.filter(
        register="workshops", record=workshop
    )
    cited: dict[str, list[str]] = defaultdict(list)
    days = []
    columns = ("register", "record", "source__citation", "source__published_on", "stance")
    for register, record, citation, day, stance in claims.values_list(*columns):
        days.append(day)
        if register == "gates" and stance == Claim.Stance.SUPPORTS:
            cited[record].append(citation)
    return cited, days


def _step(
    name: str, state: str, gate: Any, sources: dict[str, list[str]], language: str
) -> GateStep:
    url = f"/gates/{gate.key}/"
    return GateStep(
        label=_LABELS[name],
        state=state,  # type: ignore[arg-type]
        day_text=format_day(gate.passed_on.text, language) if gate.passed_on else "",
        documents=tuple(Wording(citation, url) for citation in sources.get(gate.key, ())),
    )


def _note(name: str, state: str, dates: dict[str, Any]) -> Any:
    if name == "accepted" and state == "due":
        year = evaluation_due(dates.get("opened"))
        return _("Evaluation after four years: %(year)s") % {"year": year} if year else ""
    return _("No source tells of it.") if state == "missing" else ""


GATES_LINE = declare_panel(
    "workshops",
    Panel(
        key="gates",
        title=_("Gates"),
        template="workshops/gates_panel.html",
        fill=_fill,
        replaces="gates",
        order=10,
    ),
)
