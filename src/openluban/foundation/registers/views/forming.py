"""A register's fields as fields of a form, and what was sent as cells."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.translation import gettext as _

from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.fields.basis import Field
from openluban.foundation.registers.fields.references import AnyReference, Reference
from openluban.foundation.registers.fields.simple import (
    LIST_SEPARATOR,
    Chosen,
    Day,
    Flag,
    Number,
    SeveralChosen,
    Text,
)
from openluban.foundation.registers.fields.texts import Aliases, Localized
from openluban.foundation.registers.queries.options import Options, options_for, suggestions
from openluban.foundation.ui.filter_pieces import Choice
from openluban.foundation.ui.form_pieces import FieldKind, FieldView, InputView
from openluban.foundation.ui.languages import language_name
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import Problem

_LONG_TEXT = 200


@dataclass(frozen=True, slots=True)
class TypedReference(FieldView):
    """A key that is typed; ``suggested`` keys are offered while typing."""

    template: ClassVar[str] = "registers/typed_reference.html"
    suggested: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it stands: who reads it, the cells, what is wrong with them."""

    actor: Actor
    language: str
    cells: Mapping[str, str]
    problems: Sequence[Problem] = ()

    def errors_at(self, *names: str) -> tuple[str, ...]:
        """Return what is wrong at these fields or columns."""
        return tuple(str(problem) for problem in self.problems if problem.field in names)


def sent_cells(register: Register, sent: QueryDict) -> dict[str, str]:
    """Return what was sent for the register's fields, as one row of a sheet."""
    cells: dict[str, str] = {}
    for field in register.fields:
        if isinstance(field, SeveralChosen):
            cells[field.name] = LIST_SEPARATOR.join(sent.getlist(field.name))
            continue
        for header in field.headers:
            text = sent.get(header, "").replace("\r\n", "\n").replace("\0", "").strip()
            cells[header] = text
        if isinstance(field, Aliases):
            # One name a line is how people write lists; a bar is how sheets do.
            lines = (line.strip(" |") for line in cells[field.name].split("\n"))
            cells[field.name] = LIST_SEPARATOR.join(line for line in lines if line)
        if isinstance(field, Flag):
            cells[field.name] = "yes" if cells[field.name] else "no"
    return cells


def field_views(register: Register, filled: Filled) -> tuple[FieldView, ...]:
    """Return the fields with what they hold and what is wrong; one query for each reference."""
    return tuple(_view(field, filled) for field in register.fields if field.editable)


def stray_errors(filled: Filled, views: Sequence[FieldView]) -> tuple[str, ...]:
    """Return the errors that belong to no field on the form."""
    names = {view.name for view in views}
    names |= {each.name for view in views for each in view.inputs}
    return tuple(str(problem) for problem in filled.problems if problem.field not in names)


def _view(field: Field, filled: Filled) -> FieldView:
    view = FieldView(
        name=field.name,
        label=field.label,
        value=filled.cells.get(field.name, ""),
        help=field.help,
        errors=filled.errors_at(field.name, *field.headers),
        required=field.required,
    )
    if isinstance(field, Localized):
        says = _(
            "Other languages as kk: Астана | ar: أستانا. Ours: the languages in which no source "
            "gives it, as ru | zh."
        )
        return replace(
            view, kind="localized", inputs=_inputs(field, filled), help=view.help or says
        )
    if isinstance(field, Reference):
        return _reference(field, view, filled)
    if isinstance(field, SeveralChosen):
        held = {part.strip() for part in view.value.split("|")}
        choices = tuple(Choice(code, words, code in held) for code, words in field.options.items())
        return replace(view, kind="choices", choices=choices)
    if isinstance(field, Chosen):
        return replace(view, kind="choice", choices=_choices(field.options, view.value))
    if isinstance(field, Flag):
        return replace(view, kind="flag", value="1" if view.value == "yes" else "")
    return _plain(field, view)


def _plain(field: Field, view: FieldView) -> FieldView:
    kind: FieldKind = "text"
    if isinstance(field, Day):
        kind = "date"
    elif isinstance(field, Number):
        kind = "number"
    elif isinstance(field, Text) and (field.long or field.max_length > _LONG_TEXT):
        kind = "longtext" if field.long else "text"
    elif isinstance(field, Aliases):
        written = "\n".join(part.strip() for part in view.value.split("|"))
        says = _("One a line, each with its language: en: TVI")
        return replace(view, kind="longtext", value=written, help=view.help or says)
    elif isinstance(field, AnyReference):
        return replace(view, help=view.help or _("The register and the key: workshops/kz-ektu"))
    return replace(view, kind=kind)


def _choices(options: Mapping[str, Any], value: str) -> tuple[Choice, ...]:
    made = tuple(Choice(code, words, code == value) for code, words in options.items())
    return (Choice("", "–", not value), *made)


def _inputs(field: Localized, filled: Filled) -> tuple[InputView, ...]:
    made = []
    for spoken, header in zip(field.languages, field.headers, strict=False):
        label = language_name(spoken, filled.language)
        made.append(InputView(header, spoken, label, filled.cells.get(header, "")))
    other, ours = f"{field.name}_other", f"{field.name}_ours"
    made.append(InputView(other, "", _("Other languages"), filled.cells.get(other, "")))
    made.append(InputView(ours, "en", _("Ours"), filled.cells.get(ours, "")))
    return tuple(made)


def _reference(field: Reference, view: FieldView, filled: Filled) -> FieldView:
    value = view.value.lower()
    offered = options_for(field.register, filled.language, filled.actor)
    if offered.are_all:
        choices = _offered(offered, value)
        if value and not any(choice.selected for choice in choices):
            choices = (*choices, Choice(view.value, view.value, selected=True))
        return replace(view, kind="reference", choices=choices)
    if view.errors and view.value:
        found = suggestions(field.register, view.value, filled.language, filled.actor)
        if found.choices:
            says = _("Choose what you mean, or nothing and type again.")
            return replace(view, kind="reference", choices=_offered(found, value), help=says)
    says = _("Its key, or words of its name: what has these words is offered then.")
    return TypedReference(
        name=view.name,
        label=view.label,
        kind="reference",
        value=view.value,
        help=view.help or says,
        errors=view.errors,
        required=view.required,
        suggested=_offered(offered, value)[1:],
    )


def _offered(options: Options, value: str) -> tuple[Choice, ...]:
    made = (Choice(key, shown.text, key == value, shown.language) for key, shown in options.choices)
    return (Choice("", "–", not value), *made)
