"""Filters as a sentence that can be edited, and the links beside a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from django.utils.translation import gettext_lazy as _

from openluban.foundation.ui.pieces import Words


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice of a list; `lang` only where the label is not in the page's language."""

    value: str
    label: Words
    selected: bool = False
    lang: str = ""


@dataclass(frozen=True, slots=True)
class FilterPart:
    """One clause: `lead` words, a control, `tail` words ("opened by", a date, "").

    `label` names the control for those who hear it. A part that is not `active` waits under
    "more filters".
    """

    name: str
    label: Words
    lead: Words = ""
    tail: Words = ""
    kind: Literal["choice", "text", "date", "number"] = "choice"
    value: str = ""
    choices: tuple[Choice, ...] = ()
    active: bool = True


@dataclass(frozen=True, slots=True)
class ListLink:
    """A link beside a list, such as an export."""

    text: Words
    url: str


@dataclass(frozen=True, slots=True)
class FilterSentence:
    """The sentence over a list: a GET form, so that what is seen can be shared by its address.

    `hidden` keeps other parameters (the order). `columns` are the columns to show, sent as
    repeated parameters named `columns_name`.
    """

    template: ClassVar[str] = "ui/parts/filter_sentence.html"
    control: ClassVar[str] = "ui/parts/filter_control.html"
    subject: Words
    parts: tuple[FilterPart, ...]
    action_url: str = ""
    submit_text: Words = _("Show")
    hidden: tuple[tuple[str, str], ...] = ()
    columns: tuple[Choice, ...] = ()
    columns_name: str = "column"
    clear_url: str = ""
    exports: tuple[ListLink, ...] = ()

    @property
    def shown(self) -> tuple[FilterPart, ...]:
        """The clauses of the sentence."""
        return tuple(part for part in self.parts if part.active)

    @property
    def waiting(self) -> tuple[FilterPart, ...]:
        """The clauses under "more filters"."""
        return tuple(part for part in self.parts if not part.active)
