"""From the members of a JSON body to the cells that every reader of rows takes."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from openluban.foundation.api.asking import text_member
from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.fields.basis import Unreadable
from openluban.kernel.refusals import Invalid, Problem

_LONGEST = 20_000


def cells_from(register: Register, body: Mapping[str, Any], rest: Sequence[str]) -> dict[str, str]:
    """Return the cells for the fields of a register and the text members in ``rest``.

    :raises Invalid: a member has another type than its field
    """
    cells: dict[str, str] = {}
    problems: list[Problem] = []
    fields = {each.name: each for each in register.fields}
    for name, value in body.items():
        if name in fields:
            try:
                cells.update(fields[name].from_json(value))
            except Unreadable as unreadable:
                problems.append(unreadable.problem)
        elif name in rest:
            cells[name] = text_member(body, name)
    too_long = _("This is too long.")
    problems += [
        Problem("too_long", too_long, name) for name, text in cells.items() if len(text) > _LONGEST
    ]
    if problems:
        raise Invalid(problems)
    return cells
