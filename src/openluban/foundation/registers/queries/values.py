"""Values as the history keeps them, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.fields.basis import Field
from openluban.foundation.registers.fields.references import AnyReference, Reference
from openluban.foundation.registers.fields.simple import Chosen, Day, Flag, Number
from openluban.foundation.registers.fields.texts import Localized
from openluban.foundation.registers.record import Audience, Standing
from openluban.foundation.registers.rows import CLOSED
from openluban.foundation.registers.wording import DETAILS
from openluban.foundation.ui.joining import listed
from openluban.foundation.ui.languages import language_name
from openluban.kernel.dates import NotADate
from openluban.kernel.numerals import format_day, format_number
from openluban.kernel.text import OURS

References = Mapping[tuple[str, int | str], str]
"""(register, primary key or key) to a record's name, as far as the reader may know it."""


@dataclass(frozen=True, slots=True)
class ChangedValue:
    """One field before and after; empty where there was nothing."""

    label: str
    before: str
    after: str


def changed_values(
    register: Register, changes: Mapping[str, Any], language: str, references: References
) -> tuple[ChangedValue, ...]:
    """Return the changes of an entry in words, without those that say nothing."""
    fields = {field.attribute: field for field in register.fields}
    found: list[ChangedValue] = []
    for attribute, (before, after) in changes.items():
        field = fields.get(attribute) or DETAILS.get((register.key, attribute))
        field = field or _OTHERS.get(attribute)
        if isinstance(field, Localized):
            found += _wordings(field, before or {}, after or {}, language)
        else:
            label = str(field.label) if field else attribute
            found.append(
                ChangedValue(
                    label or _("The whole record"),
                    in_words(field, before, language, references),
                    in_words(field, after, language, references),
                )
            )
    return tuple(change for change in found if change.before != change.after)


def in_words(field: Field | None, value: Any, language: str, references: References) -> str:
    """Return a plain value (see ``Field.plain``) in words; ``""`` for nothing."""
    if value is None or value in ("", []):
        return ""
    if isinstance(field, Reference | AnyReference):
        return _referred(field, value, references)
    if isinstance(field, Flag):
        return _("yes") if value else _("no")
    if isinstance(field, Chosen):
        codes = value if isinstance(value, list) else [value]
        return listed(field.options.get(code, code) for code in codes)
    if isinstance(value, list):
        return listed(" ".join(map(str, reversed(one))) for one in value)
    return _number_or_day(field, str(value), language)


def _referred(field: Reference | AnyReference, value: Any, references: References) -> str:
    if isinstance(field, Reference):
        return references.get((field.register, value), _("not public"))
    register, _slash, key = str(value).partition("/")
    return references.get((register, key), _("not public"))


def _number_or_day(field: Field | None, text: str, language: str) -> str:
    try:
        if isinstance(field, Day):
            return format_day(text, language)
        if isinstance(field, Number):
            return format_number(Decimal(text), language)
        if field is _RETIRED:
            return format_day(datetime.fromisoformat(text).date().isoformat(), language)
    except (NotADate, InvalidOperation, ValueError):
        return text
    return text


def _wordings(
    field: Localized, before: Mapping[str, Any], after: Mapping[str, Any], language: str
) -> list[ChangedValue]:
    """Return a line for each language whose wording changed."""
    languages = [each for each in {**before, **after} if each != OURS]
    return [
        ChangedValue(
            f"{field.label} ({language_name(each, language)})",
            str(before.get(each, "")),
            str(after.get(each, "")),
        )
        for each in languages
    ]


_RETIRED = Field(name="retired_at", label=gettext_lazy("Retired"))
_OTHERS: dict[str, Field] = {
    "closed_on": CLOSED,
    "retired_at": _RETIRED,
    "standing": Chosen(
        name="standing", label=gettext_lazy("Standing"), options=dict(Standing.choices)
    ),
    "audience": Chosen(
        name="audience", label=gettext_lazy("Audience"), options=dict(Audience.choices)
    ),
}
