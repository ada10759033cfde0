"""Pure decisions about a workshop's life."""

from collections.abc import Iterable, Mapping

from openluban.kernel.dates import ImpreciseDate

IN_PLACE = ("site", "equipment", "teacher_training", "materials")
"""What must stand before a workshop opens; with the standards this is the *five in place*."""
USUAL = (
    "committed",
    "memorandum",
    "agreement",
    *IN_PLACE,
    "trial_run",
    "opened",
    "unveiled",
    "teaching",
    "accredited",
    "accepted",
    "recognised",
    "renewed",
    "suspended",
    "closed",
)
"""Gates in the order in which a workshop usually passes them."""
_EXPECTED = ("agreement", *IN_PLACE, "teaching", "accepted")
"""Gates that an opened workshop is expected to have passed, or to pass."""
_EVALUATED_AFTER = 4
"""Years from opening to the acceptance evaluation."""
_ENDING = frozenset({"suspended", "closed"})


def gate_states(passed: Mapping[str, ImpreciseDate | None]) -> list[tuple[str, str]]:
    """Return (gate, state) in the usual order; states: done, ended, due, missing.

    A gate is *missing* where no source tells of it though the workshop has opened, and *due*
    where the workshop is still on its way there. Other gates that were not passed are left out.
    """
    states = []
    for gate in USUAL:
        if gate in passed:
            states.append((gate, "ended" if gate in _ENDING else "done"))
        elif "opened" not in passed and gate in (*_EXPECTED[:5], "opened"):
            states.append((gate, "due"))
        elif "opened" in passed and gate in _EXPECTED:
            states.append((gate, "due" if gate == "accepted" else "missing"))
    return states


def evaluation_due(opened: ImpreciseDate | None) -> str:
    """Return the year in which the acceptance evaluation is due, ``""`` if nothing has opened."""
    return str(opened.earliest.year + _EVALUATED_AFTER) if opened else ""


def last_reported(days: Iterable[str]) -> str:
    """Return the newest of the days (ISO, reduced) of publications, ``""`` if there is none."""
    return max((day for day in days if day), default="")
