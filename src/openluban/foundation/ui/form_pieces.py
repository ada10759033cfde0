"""Fields, forms and their errors as pieces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from django.utils.translation import gettext_lazy as _

from openluban.foundation.ui.filter_pieces import Choice
from openluban.foundation.ui.pieces import Words

FieldKind = Literal[
    "text",
    "localized",
    "choice",
    "choices",
    "reference",
    "date",
    "number",
    "longtext",
    "flag",
    "file",
    "email",
    "password",
    "hidden",
]

_A_WORD_OR_TWO = 40
# How the kinds that are one `<input>` are told to the browser. Dates are text, because a day may be
# known only to its month or year.
INPUT_TYPES: dict[str, str] = {
    "text": "text",
    "reference": "text",
    "date": "text",
    "number": "text",
    "file": "file",
    "email": "email",
    "password": "password",
    "hidden": "hidden",
}


@dataclass(frozen=True, slots=True)
class InputView:
    """One input of a `localized` field: one language."""

    name: str
    language: str
    language_label: Words
    value: str = ""
    long: bool = False


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field of a form.

    `reference` offers `choices` as a select where they are given and else a text input whose value
    is looked up when sent. `localized` shows `inputs`. `choices` shows a checkbox for each choice.
    `autocomplete` is the HTML token ("username", "one-time-code").
    """

    template: ClassVar[str] = "ui/parts/form_field.html"
    name: str
    label: Words
    kind: FieldKind = "text"
    value: str = ""
    help: Words = ""
    choices: tuple[Choice, ...] = ()
    errors: tuple[Words, ...] = ()
    required: bool = False
    inputs: tuple[InputView, ...] = ()
    autocomplete: str = ""

    @property
    def id(self) -> str:
        """The id of the control, which an error summary links to."""
        return f"id_{self.name}"

    @property
    def input_type(self) -> str:
        """The type attribute of kinds that are one input."""
        return INPUT_TYPES.get(self.kind, "text")

    @property
    def control(self) -> str:
        """How the field is drawn: input, select, textarea, checkbox, checkboxes or languages."""
        if self.kind == "reference" and self.choices:
            return "select"
        return {
            "localized": "languages",
            "choice": "select",
            "choices": "checkboxes",
            "longtext": "textarea",
            "flag": "checkbox",
        }.get(self.kind, "input")

    @property
    def is_optional(self) -> bool:
        """Whether it may be left empty; a list in which something is always chosen may not."""
        is_list = self.control == "select" and bool(self.choices)
        return not self.required and not (is_list and all(each.value for each in self.choices))

    @property
    def is_wordy(self) -> bool:
        """Whether its choices are sentences, which stand one below the other."""
        return any(len(str(each.label)) > _A_WORD_OR_TWO for each in self.choices)

    @property
    def is_group(self) -> bool:
        """Whether the field is several controls under a legend."""
        return self.kind in {"localized", "choices"}

    @property
    def described_by(self) -> str:
        """The ids of the help and error texts that belong to the control."""
        parts = [f"{self.id}_help"] if self.help or self.kind == "date" else []
        if self.errors:
            parts.append(f"{self.id}_error")
        return " ".join(parts)

    @property
    def checked(self) -> bool:
        """Whether a `flag` is set."""
        return self.value not in {"", "0", "false", "False"}


@dataclass(frozen=True, slots=True)
class ErrorLine:
    """One error: what is wrong and what to do; `target` is the id of the control, `label` its."""

    text: Words
    target: str = ""
    label: Words = ""


@dataclass(frozen=True, slots=True)
class ErrorSummary:
    """The errors of a form, above it."""

    template: ClassVar[str] = "ui/parts/error_summary.html"
    errors: tuple[ErrorLine, ...]


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields that belong together, under a legend."""

    legend: Words
    fields: tuple[FieldView, ...]
    help: Words = ""


@dataclass(frozen=True, slots=True)
class FormView:
    """A whole form: error summary, fields, groups, buttons.

    ``is_open``: sending it changes nothing and is no right of anybody's, so whoever sends it from
    elsewhere gains nothing. It carries no token, and its page no cookie; its view is exempt.
    """

    template: ClassVar[str] = "ui/parts/form.html"
    fields: tuple[FieldView, ...] = ()
    groups: tuple[FieldGroup, ...] = ()
    errors: tuple[Words, ...] = ()
    action_url: str = ""
    submit_text: Words = _("Save")
    cancel_url: str = ""
    method: Literal["post", "get"] = "post"
    is_open: bool = False

    @property
    def all_fields(self) -> tuple[FieldView, ...]:
        """The fields with and without a group, in the order in which they are shown."""
        return (*self.fields, *(field for group in self.groups for field in group.fields))

    @property
    def has_file(self) -> bool:
        """Whether the form must be sent as multipart."""
        return any(field.kind == "file" for field in self.all_fields)

    @property
    def summary(self) -> ErrorSummary | None:
        """All errors, each linked to its field."""
        lines = [ErrorLine(text) for text in self.errors]
        for field in self.all_fields:
            lines += [ErrorLine(text, field.id, field.label) for text in field.errors]
        return ErrorSummary(tuple(lines)) if lines else None
