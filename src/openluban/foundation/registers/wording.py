"""Words for what happens to records and how they stand."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from openluban.foundation.registers.fields.basis import Field

ACTIONS: dict[str, Any] = {
    "registers.entered": _("entered"),
    "registers.proposed": _("proposed"),
    "registers.accepted": _("taken over"),
    "registers.declined": _("declined"),
    "registers.edited": _("changed"),
    "registers.change_proposed": _("change proposed"),
    "registers.change_declined": _("proposed change declined"),
    "registers.closed": _("closed"),
    "registers.retired": _("retired as an error"),
    "registers.audience_set": _("audience changed"),
    "registers.imported": _("imported"),
    "evidence.claimed": _("evidence added"),
    "evidence.preferred": _("evidence preferred"),
}
"""What the history calls a deed."""

OF_OFFICERS = {
    "registers.change_proposed",
    "registers.change_declined",
    "registers.audience_set",
}
"""Deeds that changed nothing for the public, so that the public is not told of them."""

OF_CONTRIBUTORS = {"registers.proposed"}
"""Deeds of which the public is told that a contributor did them, not an officer."""


def declare_action(
    action: str, words: Any, *, by_contributors: bool = False, of_officers: bool = False
) -> None:
    """Say what the history calls a module's own deed; saying it twice is a fault of the code.

    ``of_officers``: it changed nothing for the public, which is not told of it.
    """
    if action in ACTIONS:
        message = f"action {action} is declared twice"
        raise ValueError(message)
    ACTIONS[action] = words
    if by_contributors:
        OF_CONTRIBUTORS.add(action)
    if of_officers:
        OF_OFFICERS.add(action)


DETAILS: dict[tuple[str, str], Field] = {}
"""What the history of a register's records tells that is no field of them."""


def declare_detail(register: str, field: Field) -> None:
    """Say what a detail of a module's own deeds is called; saying it twice is a fault of the code.

    A reference is recorded by the other record's key.
    """
    place = (register, field.name)
    if place in DETAILS:
        message = f"detail {field.name} of {register} is declared twice"
        raise ValueError(message)
    DETAILS[place] = field


STATES: dict[str, Any] = {
    "proposed": _("proposed"),
    "declined": _("declined"),
    "internal": _("internal"),
    "retired": _("retired as an error"),
    "closed": _("closed"),
    "disputed": _("sources contradict"),
}
"""What a list calls a record that does not simply count."""

STATE_SENTENCES: dict[str, Any] = {
    "proposed": _("This record is proposed. It counts nowhere until an officer takes it over."),
    "declined": _("This record was proposed and declined. It counts nowhere."),
    "internal": _("This record is internal: the public does not see it, and no figure counts it."),
    "retired": _("This record was retired as an error. It counts nowhere, on no day."),
    "disputed": _("Sources contradict this record, and nobody has decided between them yet."),
}
"""What a record's page says at the top. What is closed says its day there."""

LOUD = frozenset({"declined", "retired", "disputed"})
"""States that are set in the colour of the seal."""


def action_words(action: str) -> Any:
    """Return what people read for an action; an unknown one is named as it is."""
    return ACTIONS.get(action, action)
