"""Tables and facts of the pages about statements."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import orjson
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openluban.foundation.registers.views.moments import moment_words
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import (
    Cell,
    Column,
    Empty,
    Fact,
    FactList,
    Mark,
    Row,
    TableView,
    Wording,
)
from openluban.kernel.numerals import format_day, format_number
from openluban.learning.statements.models import Key, Source
from openluban.learning.statements.queries.arriving import Day, Gap
from openluban.learning.statements.queries.statements import Found
from openluban.learning.statements.queries.uses import pseudonym_of
from openluban.learning.statements.rules import scopes
from openluban.learning.statements.rules.marks import actor_of
from openluban.learning.statements.rules.types import as_datetime

_MINUTE, _HOUR, _SECONDS_A_DAY = 60, 3_600, 86_400


def scope_words() -> dict[str, str]:
    """Return what each scope means, in plain words."""
    return {
        scopes.WRITE: _("send statements"),
        scopes.READ_MINE: _("read statements of its own source"),
        scopes.READ: _("read statements of all sources"),
        scopes.STATE: _("keep states, so that work can be gone on with"),
        scopes.DEFINE: _("say what activities are called"),
        scopes.PROFILE: _("keep profiles of activities and persons"),
        scopes.ALL_READ: _("read everything"),
        scopes.ALL: _("everything"),
    }


def of_sources(
    sources: Sequence[Source], known: Mapping[int, tuple[int, int]], language: str
) -> TableView:
    """Return the sources with how much they sent, and when last."""
    columns = (
        Column("name", _("Source")),
        Column("version", _("Version of xAPI")),
        Column("statements", _("Statements"), numeric=True),
        Column("last", _("Last one stored")),
    )
    rows = []
    for each in sources:
        count, last = known.get(each.pk, (0, 0))
        rows.append(
            Row(
                (
                    Cell(each.name, reverse("statement_source", args=[each.key])),
                    Cell(each.version),
                    Cell(format_number(count, language)),
                    Cell(moment_text(last) if last else _("never")),
                )
            )
        )
    empty = Empty(_("No program sends statements yet."), _("Add a source, then make it a key."))
    return TableView(_("Sources"), columns, tuple(rows), empty)


def facts_of(source: Source) -> FactList:
    """Return what is known of a source."""
    facts = (
        Fact(_("Key"), (Wording(source.key),)),
        Fact(_("Version of xAPI"), (Wording(source.version),)),
    )
    return FactList(facts, as_line=True)


def of_keys(keys: Sequence[Key]) -> TableView:
    """Return the keys of a source."""
    columns = (
        Column("key", _("Key")),
        Column("scopes", _("What it may")),
        Column("made", _("Made")),
        Column("used", _("Last used")),
    )
    rows = tuple(
        Row(
            (
                Cell(each.login, marks=_standing(each)),
                Cell(each.scopes),
                Cell(_local(each.made_at)),
                Cell(_local(each.last_used_at) if each.last_used_at else _("never")),
            )
        )
        for each in keys
    )
    empty = Empty(_("This source has no key yet."), _("Make one below."))
    return TableView(_("Keys"), columns, rows, empty)


def _standing(key: Key) -> tuple[Mark, ...]:
    return () if key.withdrawn_at is None else (Mark(_("withdrawn"), "seal"),)


def of_days(days: Sequence[Day], language: str) -> TableView:
    """Return how many statements came on each day, and how late."""
    columns = (
        Column("day", _("Day")),
        Column("statements", _("Statements"), numeric=True),
        Column("late", _("Over an hour late"), numeric=True),
        Column("delay", _("Largest delay"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                Cell(format_day(each.day.isoformat(), language)),
                Cell(format_number(each.statements, language)),
                Cell(format_number(each.late, language)),
                Cell(delay_text(each.delay, language)),
            )
        )
        for each in days
    )
    return TableView(_("Statements by day"), columns, rows, Empty(_("Nothing came.")))


def of_gaps(gaps: Sequence[Gap], language: str) -> TableView:
    """Return the days of which a source told nothing."""
    columns = (
        Column("first", _("First day")),
        Column("last", _("Last day")),
        Column("days", _("Days"), numeric=True),
    )
    rows = tuple(
        Row(
            (
                Cell(format_day(each.first.isoformat(), language)),
                Cell(format_day(each.last.isoformat(), language)),
                Cell(format_number(each.days, language)),
            )
        )
        for each in gaps
    )
    empty = Empty(_("No gap of two days or more."))
    return TableView(_("Days without anything"), columns, rows, empty)


def of_statements(found: Sequence[Found], caption: str) -> TableView:
    """Return statements in a line each; persons are pseudonyms."""
    columns = (
        Column("stored", _("Stored")),
        Column("happened", _("Happened")),
        Column("who", _("Person")),
        Column("did", _("Did")),
        Column("what", _("What")),
    )
    rows = tuple(_statement(each) for each in found)
    return TableView(caption, columns, rows, Empty(_("There are no statements.")))


def _statement(found: Found) -> Row:
    value = orjson.loads(found.raw)
    it = value["object"]
    return Row(
        (
            Cell(moment_text(found.id)),
            Cell(moment_text(found.happened)),
            Cell(pseudonym_of(actor_of(value)) or _("a group")),
            Cell(last_word(value["verb"]["id"])),
            Cell(it.get("id") or it.get("objectType", "")),
        )
    )


def last_word(iri: str) -> str:
    """Return the part of a verb's address that tells people something."""
    return iri.rstrip("/").replace("#", "/").rpartition("/")[2] or iri


def moment_text(micros: int) -> str:
    """Return a moment of the store as people read it, in the time zone of the installation."""
    return _local(as_datetime(micros))


def _local(moment: datetime) -> str:
    return moment_words(moment, page_language())


def delay_text(delay: timedelta, language: str) -> str:
    """Return a delay in its largest unit."""
    seconds = int(delay.total_seconds())
    for size, words in ((_SECONDS_A_DAY, _days), (_HOUR, _hours), (_MINUTE, _minutes)):
        if seconds >= size:
            count = seconds // size
            return words(count) % {"n": format_number(count, language)}
    return _("none")


def _days(count: int) -> str:
    return ngettext("%(n)s day", "%(n)s days", count)


def _hours(count: int) -> str:
    return ngettext("%(n)s hour", "%(n)s hours", count)


def _minutes(count: int) -> str:
    return ngettext("%(n)s minute", "%(n)s minutes", count)
