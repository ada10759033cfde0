"""Persons of a file, held against those that are kept. They are found by their ids alone.

A name, an account or an address never decides who somebody is: accounts are renamed, and given to
others. Whoever is like somebody is proposed as a duplicate, and nothing more.
"""

from collections.abc import Iterator
from functools import lru_cache

from openluban.kernel.dates import ImpreciseDate
from openluban.learning.learners.formats.roster import NameSaid, PersonSaid
from openluban.learning.learners.queries.rosters import KnownPerson
from openluban.learning.learners.rules.names import Name, name_of, sound
from openluban.learning.learners.rules.transliteration import is_chinese
from openluban.learning.learners.rules.words import ContactKind, IdentifierKind, NameKind, Sex
from openluban.learning.learners.sealing import roster_digest
from openluban.learning.learners.use_cases.rosters.plan import (
    Conflict,
    Difference,
    ErasedSaid,
    Likely,
    Plan,
    again,
)
from openluban.learning.learners.writing import NewPerson, Number, digest_of

_LAST_LATIN = "\u024f"
_read_date = lru_cache(maxsize=50_000)(ImpreciseDate.read)


def plan_persons(plan: Plan) -> None:
    """Find new persons, and those of whom the file says something else."""
    known = plan.known.persons
    for said in plan.roster.persons:
        person = known.get(said.id)
        if person is None:
            if not _was_erased(plan, said):
                _enter(plan, said)
        elif person.is_fixed or said.id in plan.known.joined:
            # What is said of a record that was joined would contradict that of the one kept.
            plan.counts["persons"]["unchanged"] += 1
        else:
            _compare(plan, said, person)
    _find_likely(plan)


def _was_erased(plan: Plan, said: PersonSaid) -> bool:
    """Test whether somebody was erased, and nobody has decided that they are taken in again."""
    if not plan.known.erased or said.is_gone:
        return False
    digest = roster_digest(plan.roster.source, said.id)
    if digest not in plan.known.erased:
        return False
    label = next((name.full for name in names_of(said.names)), "")
    is_taken = again(said.id) in plan.choices.overwrite
    plan.erased.append(ErasedSaid(said.id, said.row, label, digest, is_taken))
    return not is_taken


def _enter(plan: Plan, said: PersonSaid) -> None:
    if said.is_gone or said.only_if_known:
        plan.left_out["users who are not known here"] += 1
        return
    contacts = tuple(
        (kind, value)
        for kind, value in ((ContactKind.EMAIL, said.email), (ContactKind.PHONE, said.phone))
        if value
    )
    plan.persons[said.id] = NewPerson(
        plan.workshop,
        tuple(names_of(said.names)),
        born_on=_read_date(said.born) if said.born else None,
        sex=Sex(said.sex or Sex.NOT_KNOWN),
        contacts=contacts,
        numbers=(Number(IdentifierKind.STUDENT, said.number),) if said.number else (),
        source=plan.roster.source,
        external_id=said.id,
    )
    plan.counts["persons"]["new"] += 1


def names_of(names: tuple[NameSaid, ...]) -> Iterator[Name]:
    """Yield names with their kind by their script, one of a kind."""
    seen: set[NameKind] = set()
    for said in names:
        text = said.full or said.family + said.given
        kind = NameKind(said.kind) if said.kind else _kind_of(text)
        if text and kind not in seen:
            seen.add(kind)
            yield name_of(
                kind,
                given=said.given[:120],
                family=said.family[:120],
                middle=said.middle[:120],
                full=said.full[:300],
            )


def _kind_of(text: str) -> NameKind:
    if text.isascii() or max(text) <= _LAST_LATIN:
        return NameKind.PASSPORT
    return NameKind.CHINESE if is_chinese(text) else NameKind.LOCAL


def _compare(plan: Plan, said: PersonSaid, person: KnownPerson) -> None:
    names = list(_differing(said, person))
    born = said.born if said.born and said.born != person.born else ""
    sex = said.sex if said.sex and said.sex not in ("0", person.sex) else ""
    label = _label(person)
    if names and born and person.born and _is_somebody_else(names, person):
        id_ = f"person:{said.id}"
        is_let = plan.choices.lets(id_)
        told = f"{names[0].full}, {born}"
        here = f"{label}, {person.born}"
        conflict = Conflict(
            id_, said.row, label, "other_person", "name", here, told, is_overwritten=is_let
        )
        plan.keep("persons", conflict)
        if not is_let:
            return
    fields = [*_name_fields(names, person), *_plain_fields(person, born, sex)]
    fields += _take_contacts(plan, said, person)
    if not fields:
        plan.counts["persons"]["unchanged"] += 1
        return
    for name in names:
        known = person.names.get(name.kind)
        if known is None:
            plan.names_added.append((person.pk, name))
        else:
            plan.names_changed.append((known.pk, name))
        plan.resorted.add(person.pk)
    if born or sex:
        plan.births.append((person.pk, born or person.born, sex or person.sex))
    plan.differ(Difference("persons", said.row, person.key, label, tuple(fields)))


def _label(person: KnownPerson) -> str:
    return next((name.full for name in person.names.values()), person.label)


def _differing(said: PersonSaid, person: KnownPerson) -> Iterator[Name]:
    for name in names_of(said.names):
        known = person.names.get(name.kind)
        parts = known and (known.given, known.family, known.middle)
        has_parts = bool(name.given or name.family)
        if (
            known is None
            or known.full != name.full
            or (has_parts and parts != (name.given, name.family, name.middle))
        ):
            yield name


def _name_fields(names: list[Name], person: KnownPerson) -> Iterator[tuple[str, str, str]]:
    for name in names:
        known = person.names.get(name.kind)
        yield f"{name.kind}_name", known.full if known else "", name.full


def _plain_fields(person: KnownPerson, born: str, sex: str) -> Iterator[tuple[str, str, str]]:
    if born:
        yield "born_on", person.born, born
    if sex:
        yield "sex", person.sex, sex


def _take_contacts(
    plan: Plan, said: PersonSaid, person: KnownPerson
) -> Iterator[tuple[str, str, str]]:
    for kind, value in ((ContactKind.EMAIL, said.email), (ContactKind.PHONE, said.phone)):
        if value and value not in person.contacts:
            plan.contacts.append((person.pk, kind, value))
            yield kind.value, "", value
    if said.number:
        number = Number(IdentifierKind.STUDENT, said.number)
        if digest_of(number) not in person.numbers:
            plan.numbers.append((person.pk, number))
            yield "number", "", said.number


def _is_somebody_else(names: list[Name], person: KnownPerson) -> bool:
    """Test whether no name even sounds alike: with another day of birth it is another person."""
    heard = {known.sound for known in person.names.values()}
    return all(sound(name) not in heard for name in names) and len(names) >= len(person.names)


def _find_likely(plan: Plan) -> None:
    """Propose new persons who are like others of the workshop, or like each other."""
    others: dict[str, list[KnownPerson]] = {}
    for person in plan.known.others:
        if person.born:
            others.setdefault(person.born, []).append(person)
    seen: set[tuple[str, str]] = set()
    rows = {said.id: said.row for said in plan.roster.persons}
    for id_, new in plan.persons.items():
        if new.born_on is None or not new.names:
            continue
        born, label = new.born_on.text, new.names[0].full
        twin = (born, label.casefold())
        if twin in seen:
            plan.likely.append(Likely(rows[id_], label, "", ("name", "born")))
        seen.add(twin)
        for person in others.get(born, ()):
            heard = {known.sound for known in person.names.values()}
            if any(sound(name) in heard for name in new.names):
                plan.likely.append(Likely(rows[id_], label, person.key, ("name", "born")))
