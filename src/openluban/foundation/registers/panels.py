"""Pieces that modules add to the page of a record that is not theirs."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from openluban.kernel.actor import Actor

Filled = Mapping[str, Any] | None
"""What a panel's template is given; None if there is nothing to show."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A titled piece of a record's page.

    ``fill`` gets the record, the reader and the reader's language and returns what ``template``
    shows, with at most two queries; the template also finds ``record`` and ``register``.
    ``replaces`` names a register whose records would else be listed here as a table.
    ``order`` sorts panels: below 100 they stand before those tables, from 100 on after them.
    """

    key: str
    title: Any
    template: str
    fill: Callable[[Any, Actor, str], Filled]
    replaces: str = ""
    order: int = 100


_PANELS: dict[str, list[Panel]] = defaultdict(list)


def declare_panel(register_key: str, panel: Panel) -> Panel:
    """Add a panel to the pages of a register; the same key twice is a fault of the code."""
    if any(known.key == panel.key for known in _PANELS[register_key]):
        message = f"panel {panel.key} of {register_key} is declared twice"
        raise ValueError(message)
    _PANELS[register_key].append(panel)
    return panel


def panels_of(register_key: str) -> list[Panel]:
    """Return the panels of a register's pages in their order."""
    return sorted(_PANELS.get(register_key, ()), key=lambda panel: panel.order)
