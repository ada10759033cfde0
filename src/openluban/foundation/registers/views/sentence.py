"""The filter of a list as a sentence that can be edited."""

from dataclasses import dataclass, replace
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.fields.basis import Field
from openluban.foundation.registers.fields.references import Reference
from openluban.foundation.registers.fields.simple import Chosen, Flag
from openluban.foundation.registers.queries.columns import chosen_columns, columns_of
from openluban.foundation.registers.queries.filtering import STANDINGS, standings_for
from openluban.foundation.registers.queries.options import Options, options_in_use, suggestions
from openluban.foundation.registers.queries.wanted import Wanted
from openluban.foundation.registers.views.addresses import export_url
from openluban.foundation.ui.filter_pieces import Choice, FilterPart, FilterSentence, ListLink
from openluban.foundation.ui.joining import leading
from openluban.kernel.actor import Actor

_ACTIVE = 3
"""So many filters stand in the sentence; the others wait until they are set."""


@dataclass(frozen=True, slots=True)
class RegisterPart(FilterPart):
    """A clause that may suggest values while one types."""

    suggested: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterSentence(FilterSentence):
    """The sentence over a register's list."""

    control: ClassVar[str] = "registers/filter_control.html"


def sentence_of(
    register: Register, wanted: Wanted, language: str, actor: Actor
) -> RegisterSentence:
    """Return the sentence with what the reader chose; one query for each reference."""
    parts = []
    for place, name in enumerate(register.filters):
        value = wanted.filters.get(name, "")
        field = register.field_named(name)
        made = _field_part(register, field, value, language, actor)
        parts.append(replace(made, active=place < _ACTIVE or bool(value)))
    parts += [*_standing_part(wanted, actor), _words_part(wanted)]
    shown = {column.name for column in chosen_columns(register, wanted.columns)}
    return RegisterSentence(
        subject=leading(register.title),
        parts=tuple(parts),
        action_url=register.url(),
        hidden=(("sort", wanted.sort),) if wanted.sort else (),
        columns=tuple(
            Choice(column.name, column.label, column.name in shown)
            for column in columns_of(register)
        ),
        columns_name="col",
        clear_url=register.url() if wanted.is_narrowed else "",
        exports=(
            ListLink("CSV", export_url(register, wanted, "csv")),
            ListLink("XLSX", export_url(register, wanted, "xlsx")),
        ),
    )


def _lowered(label: str) -> str:
    """Begin a label small inside a sentence, unless it begins with an abbreviation."""
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def _field_part(
    register: Register, field: Field, value: str, language: str, actor: Actor
) -> RegisterPart:
    label = str(field.label)
    lead = _("whose %(field)s is") % {"field": _lowered(label)}
    choices: tuple[Choice, ...] | None = None
    suggested: tuple[Choice, ...] = ()
    if isinstance(field, Reference):
        options = options_in_use(register, field, language, actor)
        if options.are_all:
            choices = _of_options(options, value)
        elif value:
            # What was typed may be words of a name: what has them is offered to choose from.
            choices = _of_options(suggestions(field.register, value, language, actor), value)
        else:
            suggested = _of_options(options, value)
    elif isinstance(field, Chosen):
        choices = tuple(Choice(code, words, code == value) for code, words in field.options.items())
    elif isinstance(field, Flag):
        choices = (Choice("yes", _("yes"), value == "yes"), Choice("no", _("no"), value == "no"))
    return RegisterPart(
        name=field.name,
        label=label,
        lead=lead,
        kind="text" if choices is None else "choice",
        value=value,
        choices=_with_any(choices, value) if choices is not None else (),
        suggested=suggested,
    )


def _of_options(options: Options, value: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(key, shown.text, key == value.lower(), shown.language)
        for key, shown in options.choices
    )


def _with_any(choices: tuple[Choice, ...], value: str) -> tuple[Choice, ...]:
    """Offer "any" first; a value that nothing offers is shown as it was asked for."""
    first = Choice("", pgettext("any value of a field", "any"), not value)
    if value and not any(choice.selected for choice in choices):
        return (first, *choices, Choice(value, value, selected=True))
    return (first, *choices)


def _standing_part(wanted: Wanted, actor: Actor) -> list[RegisterPart]:
    offered = standings_for(actor)
    if not offered:
        return []
    choices = tuple(Choice(code, STANDINGS[code][0], code == wanted.standing) for code in offered)
    return [
        RegisterPart(
            name="standing",
            label=_("Standing"),
            lead=_("standing as"),
            value=wanted.standing,
            choices=_with_any(choices, wanted.standing),
        )
    ]


def _words_part(wanted: Wanted) -> RegisterPart:
    return RegisterPart(
        name="q", label=_("Words"), lead=_("with the words"), kind="text", value=wanted.words
    )
