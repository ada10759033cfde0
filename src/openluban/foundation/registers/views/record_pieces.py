"""What a record's page is made of, ready for the templates."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.policies import may_accept, may_propose
from openluban.foundation.registers.queries.children import Children
from openluban.foundation.registers.queries.history import Deed, Deeds
from openluban.foundation.registers.queries.listing import ListPage
from openluban.foundation.registers.queries.proposals import ProposedCell, WaitingProposal
from openluban.foundation.registers.queries.record import RecordFacts
from openluban.foundation.registers.views.listing import CellLine, lines_of
from openluban.foundation.registers.views.markup import wording_of
from openluban.foundation.registers.views.moments import moment_words
from openluban.foundation.registers.wording import LOUD, STATE_SENTENCES
from openluban.foundation.ui.languages import language_name, page_language
from openluban.foundation.ui.pieces import Column, Fact, FactList, Wording
from openluban.kernel.actor import Actor

_ON_A_LINE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A small table, and where there are more records like these."""

    caption: Any
    columns: tuple[Column, ...]
    lines: list[list[CellLine]]
    more_url: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: a module's panel as markup, or a table of what belongs to the record."""

    key: str
    title: Any
    html: str = ""
    table: Table | None = None
    add_url: str = ""
    add_text: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence at the top on how the record stands."""

    text: str
    is_loud: bool


@dataclass(frozen=True, slots=True)
class DeedView:
    """An entry of the history with its moment in words."""

    deed: Deed
    moment: str
    iso: str


@dataclass(frozen=True, slots=True)
class HistoryView:
    """Entries, newest first, and the id before which older ones lie."""

    entries: tuple[DeedView, ...]
    more_before: int | None


@dataclass(frozen=True, slots=True)
class ProposalView:
    """A proposal that waits, with its moment in words."""

    proposal: WaitingProposal
    moment: str
    cells: tuple[ProposedCell, ...]


def notices_of(facts: RecordFacts) -> list[Notice]:
    """Return what must be known before anything else is read."""
    notices = [
        Notice(str(STATE_SENTENCES[state]), state in LOUD)
        for state in facts.states
        if state in STATE_SENTENCES
    ]
    if facts.closed:
        sentence = _("Closed on %(day)s: from that day on it no longer counts.")
        notices.append(Notice(sentence % {"day": facts.closed}, is_loud=False))
    return notices


def names_of_record(facts: RecordFacts) -> list[tuple[str, Wording]]:
    """Return the other names, each with what its language is called."""
    reader = page_language()
    return [(language_name(spoken, reader), wording_of(shown)) for spoken, shown in facts.names]


def facts_of(facts: RecordFacts) -> FactList | None:
    """Return the short facts: side by side if they are few, else one under another."""
    short = [value for value in facts.values if not value.is_prose]
    made = tuple(Fact(value.label, tuple(map(wording_of, value.values))) for value in short)
    return FactList(made, as_line=len(made) <= _ON_A_LINE) if made else None


def prose_of(facts: RecordFacts) -> list[Fact]:
    """Return the texts that are to be read."""
    return [
        Fact(value.label, tuple(map(wording_of, value.values)))
        for value in facts.values
        if value.is_prose
    ]


def child_section(children: Children, key: str, actor: Actor) -> Section | None:
    """Return the table of what belongs to a record; None if it is empty and cannot be filled."""
    register = children.register
    if not children.rows and not may_propose(actor):
        return None
    page = ListPage(children.columns, children.rows, len(children.rows), "", "")
    listed = register.parent in register.filters
    add_url, add_text = add_link(register, key, actor)
    more = f"{register.url()}?{register.parent}={key}" if listed else register.url()
    return Section(
        register.key,
        register.title,
        table=Table(
            caption=register.title,
            columns=tuple(
                Column(column.name, column.label, numeric=column.is_numeric)
                for column in children.columns
            ),
            lines=lines_of(register, page),
            more_url=more if children.has_more else "",
        ),
        add_url=add_url,
        add_text=add_text,
    )


def add_link(register: Register, parent_key: str, actor: Actor) -> tuple[str, str]:
    """Return address and words of the way to add what belongs to a record; empty for the public."""
    if not may_propose(actor):
        return "", ""
    url = f"/{register.key}/add/?{register.parent}={parent_key}"
    return url, _("Add") if may_accept(actor) else _("Propose")


def deed_views(deeds: Deeds, language: str) -> HistoryView:
    """Return entries with their moments in words."""
    entries = tuple(
        DeedView(deed, moment_words(deed.happened_at, language), deed.happened_at.isoformat())
        for deed in deeds.entries
    )
    return HistoryView(entries, deeds.more_before)


def proposal_views(proposals: Sequence[WaitingProposal], language: str) -> list[ProposalView]:
    """Return proposals with their moments in words."""
    return [
        ProposalView(each, moment_words(each.made_at, language), each.cells) for each in proposals
    ]
