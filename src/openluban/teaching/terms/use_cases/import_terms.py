"""Bringing a term base in from a file: whole or not at all, through the registers' own import."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.finding import the_register
from openluban.foundation.registers.policies import may_accept
from openluban.foundation.registers.rows import cells_of
from openluban.foundation.registers.use_cases.import_rows import Outcome, import_rows
from openluban.foundation.sheets.sheet import Rows, Sheet
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import Invalid, NotAllowed, Problem
from openluban.teaching.terms.formats.entries import FileConcept, FileTerm, Leftover, TermFile
from openluban.teaching.terms.models import Concept, Domain, Status, Term
from openluban.teaching.terms.queries.known import Known, known_of
from openluban.teaching.terms.rules.keys import term_key
from openluban.teaching.terms.rules.naming import name_of

_LEFT = ("closed_on", "audience", "confidence", "note")


@dataclass(frozen=True, slots=True)
class Imported:
    """What was entered and changed. ``not_agreed`` terms are preferred in the file alone."""

    concepts: Outcome
    terms: Outcome
    leftovers: tuple[Leftover, ...]
    not_agreed: int


def import_terms(
    *,
    file: TermFile,
    prefix: str = "",
    preview: bool = False,
    actor: Actor,
    at: datetime,
) -> Imported:
    """Enter the concepts and terms of a file; what is known is changed where the file says more.

    A term is known again by its concept, language and words. ``prefix`` begins the keys of all
    concepts, for a file whose ids mean something else here. A term that the file prefers is
    proposed, unless both sides have agreed to just this term here. ``preview`` writes nothing.

    :raises NotAllowed: the actor is no officer
    :raises Invalid: entries break rules (``row`` is the line of the file); nothing was written
    :raises AlreadyThere: terms say what other records say already; nothing was written
    """
    if not may_accept(actor):
        raise NotAllowed
    with transaction.atomic():
        concepts = [(f"{prefix}{concept.key}", concept) for concept in file.concepts]
        known = known_of([key for key, _concept in concepts])
        _refuse_strangers(concepts, known)
        run = _Run(known)
        made = [run.concept(key, concept) for key, concept in concepts]
        first = _brought("concepts", made, actor, at)
        terms = [row for key, concept in concepts for row in run.terms(key, concept)]
        second = _brought("terms", terms, actor, at)
        if preview:
            transaction.set_rollback(True)
    return Imported(first, second, (*file.leftovers, *run.leftovers()), run.not_agreed)


_Row = tuple[int, dict[str, str]]


def _refuse_strangers(concepts: Sequence[tuple[str, FileConcept]], known: Known) -> None:
    """Refuse concepts under a key that is another concept's here: none of their terms is shared."""
    problems = []
    for key, concept in concepts:
        held = known.terms.get(key)
        given = {(term.language, term.text) for term in concept.terms}
        if held and not given & held.keys():
            sentence = _("The key “%(key)s” is another concept’s here. Import with a prefix.")
            details: dict[str, object] = {"key": key}
            problems.append(Problem("other_concept", sentence, key, concept.line, details))
    if problems:
        raise Invalid(problems)


def _brought(key: str, rows: list[_Row], actor: Actor, at: datetime) -> Outcome:
    register = the_register(key)
    return import_rows(register_key=key, sheet=_sheet(register, rows), actor=actor, at=at)


def _sheet(register: Register, rows: list[_Row]) -> Sheet:
    header = tuple(name for name in register.headers if name not in _LEFT)
    cells = [(line, [row.get(name, "") for name in header]) for line, row in rows]

    def source() -> Iterator[tuple[int, Sequence[str]]]:
        return iter(cells)

    made = Rows(header, source, count=len(cells), has_apostrophes=False)
    return Sheet(header, made, "utf-8", ",", "csv")


class _Run:
    """Turns entries of a file into rows of the registers, beside what is known already."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._left: dict[str, tuple[int, int]] = {}
        self.not_agreed = 0

    def leftovers(self) -> list[Leftover]:
        return [Leftover(what, times, line) for what, (times, line) in self._left.items()]

    def _leave(self, what: str, line: int) -> None:
        times, first = self._left.get(what, (0, line))
        self._left[what] = times + 1, first

    def concept(self, key: str, given: FileConcept) -> _Row:
        """Return the concept's row: what the file says over what is known."""
        held = self._known.concepts.get(key) or Concept(key=key, name=name_of({}))
        domain = given.domain if given.domain in Domain.values else ""
        if given.domain and not domain:
            self._leave(f"subjectField “{given.domain[:40]}”", given.line)
        usable = [term for term in given.terms if term.status != Status.FORBIDDEN] or given.terms
        names = {term.language: term.text for term in reversed(usable)}
        made = Concept(
            key=key,
            name=name_of({**names, **held.name.wordings}, held.name.ours),
            domain=domain or held.domain,
            definition=name_of(
                {**held.definition.wordings, **given.definitions}, held.definition.ours
            ),
            remark=given.remark or held.remark,
        )
        return _cells("concepts", made, given.line, given.source)

    def terms(self, key: str, concept: FileConcept) -> Iterator[_Row]:
        """Yield the rows of a concept's terms, each term once."""
        seen = set()
        for given in concept.terms:
            name = (given.language, given.text)
            if name in seen:
                self._leave(_("the same term again"), given.line)
                continue
            seen.add(name)
            yield self._term(key, given, self._known.terms.get(key, {}).get(name))

    def _term(self, concept: str, given: FileTerm, held: Term | None) -> _Row:
        status = self._status(given, held)
        remark = given.remark or (held.remark if held else "")
        if status == Status.FORBIDDEN and not remark:
            remark = _("Forbidden in the file it came from, which does not say why.")
        key = held.key if held else term_key(concept, given, self._known.taken)
        self._known.taken.add(key)
        made: Any = Term(
            key=key,
            concept=Concept(key=concept),
            language=given.language,
            text=given.text,
            status=status,
            part_of_speech=given.part_of_speech or (held.part_of_speech if held else ""),
            remark=remark,
        )
        return _cells("terms", made, given.line, given.source)

    def _status(self, given: FileTerm, held: Term | None) -> str:
        if given.status == "preferred":
            if held is not None and held.status == Status.AGREED:
                return str(held.status)
            self.not_agreed += 1
            return str(Status.PROPOSED)
        return given.status or (str(held.status) if held else str(Status.PROPOSED))


def _cells(register: str, made: Any, line: int, source: str) -> _Row:
    return line, {**cells_of(the_register(register), made), "source": source}
