"""Importing a spreadsheet: previewed, then applied whole or not at all."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openluban.foundation.history.recording import Deed, record_all
from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.finding import the_register
from openluban.foundation.registers.lookup import RecordFinder
from openluban.foundation.registers.policies import may_accept
from openluban.foundation.registers.rows import ParsedRow, plain_values, read_row
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


@dataclass(slots=True)
class _Run:
    """One pass over a sheet."""

    register: Register
    finder: RecordFinder
    actor: Actor
    at: datetime
    writes: bool
    outcome: Outcome = field(default_factory=Outcome)
    seen: set[str] = field(default_factory=set)

    def problem(self, row: int, problem: Problem) -> None:
        if len(self.outcome.problems) < _MOST_PROBLEMS:
            self.outcome.problems.append(
                Problem(problem.rule, problem.sentence, problem.field, row, problem.details)
            )

    def take(self, rows: list[tuple[int, ParsedRow]]) -> None:
        """Sort a chunk's rows into new, changed and unchanged, and write them if asked to."""
        good = [(number, row) for number, row in rows if not row.problems]
        known = self._known([row.key for _number, row in good if row.key])
        fresh: list[tuple[Any, ParsedRow, Deed]] = []
        altered: list[tuple[Any, ParsedRow, Deed]] = []
        for number, row in good:
            record = known.get(row.key)
            if record is None:
                if self._is_whole(number, row):
                    fresh.append(self._fresh(row))
            elif record.retired_at is not None:
                self.problem(number, Problem("retired", _("This record was retired."), "key"))
            else:
                self._alter(record, row, altered)
        if self.writes and not self.outcome.problems:
            self._write(fresh, altered)

    def _known(self, keys: list[str]) -> dict[str, Any]:
        found = self.register.model.objects.filter(key__in=keys).select_related(
            *self.register.related
        )
        return {record.key: record for record in found} if keys else {}

    def _is_whole(self, number: int, row: ParsedRow) -> bool:
        """Test that a new record has every required field, also those whose column is absent."""
        absent = [
            each.name
            for each in self.register.fields
            if each.required and each.attribute not in row.values
        ]
        for name in absent:
            sentence = _("This must be filled in: the record is new and the column is absent.")
            self.problem(number, Problem("required", sentence, name))
        return not absent

    def _fresh(self, row: ParsedRow) -> tuple[Any, ParsedRow, Deed]:
        record: Any = self.register.model(key=row.key or new_key())
        if row.confidence:
            record.confidence = row.confidence
        set_values(record, row.values, at=self.at)
        self.outcome.new += 1
        plain = plain_values(self.register, row.values)
        self._sample(record.key, {name: (None, value) for name, value in plain.items()})
        changes = {name: (None, value) for name, value in plain.items() if value not in ("", None)}
        return record, row, Deed("registers.imported", self.register.key, record.key, changes)

    def _alter(self, record: Any, row: ParsedRow, altered: list[tuple[Any, ParsedRow, Deed]]) -> None:
        changes = changes_between(self.register, record, row.values)
        if not changes:
            self.outcome.unchanged += 1
            return
        self.outcome.changed += 1
        self._sample(record.key, changes)
        set_values(record, row.values, at=self.at)
        record.version += 1
        deed = Deed("registers.imported", self.register.key, record.key, changes)
        altered.append((record, row, deed))

    def _sample(self, key: str, changes: dict[str, tuple[Any, Any]]) -> None:
        if len(self.outcome.samples) < _SAMPLES:
            self.outcome.samples.append((key, changes))

    def _write(
        self,
        fresh: list[tuple[Any, ParsedRow, Deed]],
        altered: list[tuple[Any, ParsedRow, Deed]],
    ) -> None:
        model = self.register.model
        with constraints_kept():
            model.objects.bulk_create([record for record, _row, _deed in fresh])
            for record, _row, _deed in altered:
                record.save()
        both = [*fresh, *altered]
        record_all([deed for _record, _row, deed in both], actor=self.actor, at=self.at)
        words = [w for record, row, _ in both for w in words_of_row(self.register, record.key, row)]
        changed = {record.key for record, _row, _deed in altered}
        rest_on(self.register, sorted(changed), words)
        index([document_of(self.register, record) for record, _row, _deed in both])


def _chunks(rows: Iterable[SheetRow]) -> Iterator[list[SheetRow]]:
    iterator = iter(rows)
    while chunk := list(islice(iterator, _CHUNK)):
        yield chunk


def _go_through(run: _Run, sheet: Sheet) -> Outcome:
    for chunk in _chunks(sheet.rows):
        rows = []
        for line in chunk:
            row = read_row(run.register, line.cells, run.finder, partial=True)
            if row.key and row.key in run.seen:
                row.problems.append(
                    Problem("duplicate_key", _("This key stands in the file twice."), "key")
                )
            run.seen.add(row.key)
            for problem in row.problems:
                run.problem(line.number, problem)
            rows.append((line.number, row))
        run.take(rows)
    return run.outcome


def _start(register_key: str, actor: Actor, at: datetime, *, writes: bool) -> _Run:
    register = the_register(register_key)
    if not may_accept(actor):
        raise NotAllowed
    return _Run(register, RecordFinder(actor), actor, at, writes)


def preview_import(*, register_key: str, sheet: Sheet, actor: Actor, at: datetime) -> Outcome:
    """Say what importing the sheet would do; nothing is written.

    :raises NotFound: there is no such register
    :raises NotAllowed: the actor is no officer
    """
    return _go_through(_start(register_key, actor, at, writes=False), sheet)


@transaction.atomic
def import_rows(*, register_key: str, sheet: Sheet, actor: Actor, at: datetime) -> Outcome:
    """Import the sheet whole: new keys are entered, known ones changed where they differ.

    :raises NotFound: there is no such register
    :raises NotAllowed: the actor is no officer
    :raises Invalid: rows break rules; nothing was written
    :raises AlreadyThere: rows say what other records say already; nothing was written
    """
    outcome = _go_through(_start(register_key, actor, at, writes=True), sheet)
    if outcome.problems:
        raise Invalid(outcome.problems)
    return outcome
