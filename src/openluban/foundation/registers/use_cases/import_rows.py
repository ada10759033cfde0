"""Importing a spreadsheet: previewed, then applied whole or not at all."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openluban.foundation.columns.among import among
from openluban.foundation.columns.bulk import insert_records, update_records
from openluban.foundation.history.recording import Deed, record_all
from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.fields.texts import Localized
from openluban.foundation.registers.finding import the_register
from openluban.foundation.registers.lookup import RecordFinder
from openluban.foundation.registers.policies import may_accept
from openluban.foundation.registers.rows import ParsedRow, RowReader, plain_values
from openluban.foundation.registers.writing import (
    changes_between,
    constraints_kept,
    document_of,
    rest_on,
    set_values,
    words_of_row,
)
from openluban.foundation.search.indexing import index
from openluban.foundation.sheets.sheet import Sheet, SheetRow
from openluban.kernel.actor import Actor
from openluban.kernel.keys import new_key
from openluban.kernel.refusals import Invalid, NotAllowed, Problem

_CHUNK = 2_000
_MOST_PROBLEMS = 200
_SAMPLES = 20


@dataclass(slots=True)
class Outcome:
    """What an import does, or would do: ``samples`` are the first changes as (key, changes)."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    samples: list[tuple[str, dict[str, tuple[Any, Any]]]] = field(default_factory=list)


class _Told(NamedTuple):
    """A row that is good, the record it makes or changes, and what is written down of it."""

    record: Any
    row: ParsedRow
    deed: Deed


@dataclass(slots=True)
class _Run:
    """One pass over a sheet. ``absent`` are the required fields that have no column in it.

    ``partial`` are the texts that have columns for some languages only, with those they lack.
    """

    register: Register
    actor: Actor
    at: datetime
    writes: bool
    reader: RowReader
    absent: list[str]
    partial: list[tuple[Localized, list[str]]]
    outcome: Outcome = field(default_factory=Outcome)
    seen: set[str] = field(default_factory=set)

    def problem(self, row: int, problem: Problem) -> None:
        if len(self.outcome.problems) < _MOST_PROBLEMS:
            self.outcome.problems.append(
                Problem(problem.rule, problem.sentence, problem.field, row, problem.details)
            )

    def read(self, line: SheetRow) -> ParsedRow:
        """Read a row and keep its problems; a key stands in a file once."""
        row = self.reader.read(line.cells)
        if row.key:
            if row.key in self.seen:
                sentence = _("This key stands in the file twice.")
                row.problems.append(Problem("duplicate_key", sentence, "key"))
            self.seen.add(row.key)
        for problem in row.problems:
            self.problem(line.number, problem)
        return row

    def take(self, lines: list[SheetRow]) -> None:
        """Sort a chunk's rows into new, changed and unchanged, and write them if asked to."""
        read = [(line.number, self.read(line)) for line in lines]
        good = [(number, row) for number, row in read if not row.problems]
        known = self._known([row.key for _number, row in good if row.key])
        fresh: list[_Told] = []
        altered: list[_Told] = []
        for number, row in good:
            record = known.get(row.key)
            if record is None:
                if self._is_whole(number) and self._may_be(number, None, row):
                    fresh.append(self._fresh(row))
            elif record.retired_at is not None:
                self.problem(number, Problem("retired", _("This record was retired."), "key"))
            elif self._may_be(number, record, row):
                self._alter(record, row, altered)
        if self.writes and not self.outcome.problems:
            self._write(fresh, altered)

    def _known(self, keys: list[str]) -> dict[str, Any]:
        found = self.register.model.objects.filter(among("key", keys))
        related = found.select_related(*self.register.related)
        return {record.key: record for record in related} if keys else {}

    def _is_whole(self, number: int) -> bool:
        """Test that a new record has every required field, also those whose column is absent."""
        for name in self.absent:
            sentence = _("This must be filled in: the record is new and the column is absent.")
            self.problem(number, Problem("required", sentence, name))
        return not self.absent

    def _may_be(self, number: int, before: Any, row: ParsedRow) -> bool:
        """Test that the register's own rule has nothing against the change."""
        problems = self.register.problems_of_change(before, row.values)
        for problem in problems:
            self.problem(number, problem)
        return not problems

    def _fresh(self, row: ParsedRow) -> _Told:
        record: Any = self.register.model(key=row.key or new_key())
        if row.confidence:
            record.confidence = row.confidence
        set_values(record, row.values, at=self.at)
        self.outcome.new += 1
        plain = plain_values(self.register, row.values)
        if len(self.outcome.samples) < _SAMPLES:
            self._sample(record.key, {name: (None, value) for name, value in plain.items()})
        changes = {name: (None, value) for name, value in plain.items() if value not in ("", None)}
        deed = Deed("registers.imported", self.register.key, record.key, changes)
        return _Told(record, row, deed)

    def _alter(self, record: Any, row: ParsedRow, altered: list[_Told]) -> None:
        for each, lacking in self.partial:
            row.values[each.name] = each.completed(row.values[each.name], record, lacking)
        changes = changes_between(self.register, record, row.values)
        if not changes:
            self.outcome.unchanged += 1
            return
        self.outcome.changed += 1
        self._sample(record.key, changes)
        set_values(record, row.values, at=self.at)
        record.version += 1
        deed = Deed("registers.imported", self.register.key, record.key, changes)
        altered.append(_Told(record, row, deed))

    def _sample(self, key: str, changes: dict[str, tuple[Any, Any]]) -> None:
        if len(self.outcome.samples) < _SAMPLES:
            self.outcome.samples.append((key, changes))

    def _write(self, fresh: list[_Told], altered: list[_Told]) -> None:
        with constraints_kept():
            insert_records(self.register.model, [told.record for told in fresh])
            update_records(self.register.model, [told.record for told in altered])
        both = [*fresh, *altered]
        record_all([told.deed for told in both], actor=self.actor, at=self.at)
        words = [
            word
            for record, row, _deed in both
            for word in words_of_row(self.register, record.key, row)
        ]
        rest_on(self.register, sorted(told.record.key for told in altered), words)
        index([document_of(self.register, told.record) for told in both])


def _chunks(rows: Iterable[SheetRow]) -> Iterator[list[SheetRow]]:
    iterator = iter(rows)
    while chunk := list(islice(iterator, _CHUNK)):
        yield chunk


def _go_through(
    register_key: str, sheet: Sheet, actor: Actor, at: datetime, *, writes: bool
) -> Outcome:
    register = the_register(register_key)
    if not may_accept(actor):
        raise NotAllowed
    reader = RowReader(register, sheet.header, RecordFinder(actor))
    absent = [
        each.name
        for each in register.fields
        if each.required and not set(each.headers) & set(sheet.header)
    ]
    partial = [
        (each, [header for header in each.headers if header not in sheet.header])
        for each in register.fields
        if isinstance(each, Localized) and set(each.headers) & set(sheet.header)
    ]
    partial = [(each, lacking) for each, lacking in partial if lacking]
    run = _Run(register, actor, at, writes, reader, absent, partial)
    for lines in _chunks(sheet.rows):
        run.take(lines)
    return run.outcome


def preview_import(*, register_key: str, sheet: Sheet, actor: Actor, at: datetime) -> Outcome:
    """Say what importing the sheet would do; nothing is written.

    :raises NotFound: there is no such register
    :raises NotAllowed: the actor is no officer
    """
    return _go_through(register_key, sheet, actor, at, writes=False)


@transaction.atomic
def import_rows(*, register_key: str, sheet: Sheet, actor: Actor, at: datetime) -> Outcome:
    """Import the sheet whole: new keys are entered, known ones changed where they differ.

    :raises NotFound: there is no such register
    :raises NotAllowed: the actor is no officer
    :raises Invalid: rows break rules; nothing was written
    :raises AlreadyThere: rows say what other records say already; nothing was written
    """
    outcome = _go_through(register_key, sheet, actor, at, writes=True)
    if outcome.problems:
        raise Invalid(outcome.problems)
    return outcome
