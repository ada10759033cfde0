"""Writing many rows at once, as they are: for imports, the demonstration and the use cases.

Whoever calls has checked rights and rules, holds a transaction and writes the history.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from openluban.foundation.columns.bulk import insert_columns
from openluban.kernel.dates import ImpreciseDate
from openluban.kernel.keys import new_key
from openluban.learning.learners.models.enrolments import Enrolment, EnrolmentState
from openluban.learning.learners.models.persons import Contact, Identifier, Person, PersonName
from openluban.learning.learners.rules.names import Name, folded, sort_form, sound
from openluban.learning.learners.rules.states import Step
from openluban.learning.learners.rules.words import ContactKind, IdentifierKind, Origin, Route, Sex
from openluban.learning.learners.sealing import number_digest, seal_number, token_of

_MOST_KEYS = 5_000


@dataclass(frozen=True, slots=True)
class Number:
    """A number that an authority gave. ``country`` is a Country's id and its key."""

    kind: IdentifierKind
    value: str
    country: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person to be written; ``workshop`` is the id of the workshop that registers them."""

    workshop: int
    names: tuple[Name, ...]
    born_on: ImpreciseDate | None = None
    birth_place: str = ""
    sex: Sex = Sex.NOT_KNOWN
    language: str = ""
    note: str = ""
    contacts: tuple[tuple[ContactKind, str], ...] = ()
    numbers: tuple[Number, ...] = ()
    is_synthetic: bool = False
    source: str = ""
    external_id: str = ""
    key: str = field(default_factory=new_key)


@dataclass(frozen=True, slots=True)
class NewEnrolment:
    """An enrolment to be written, with its states in order; ids of what it belongs to."""

    person: int
    workshop: int
    route: Route
    steps: tuple[Step, ...]
    programme: int | None = None
    training: int | None = None
    cohort: int | None = None
    by: Origin = Origin.IMPORT
    is_synthetic: bool = False
    source: str = ""
    external_id: str = ""
    key: str = field(default_factory=new_key)


def write_persons(people: Sequence[NewPerson], *, at: datetime) -> dict[str, int]:
    """Write persons with their names, contacts and numbers; return their ids by key."""
    many = len(people)
    insert_columns(
        Person,
        {
            "key": [each.key for each in people],
            "token": [token_of(each.key) for each in people],
            "workshop_id": [each.workshop for each in people],
            "sort_name": [sort_form(list(each.names)) for each in people],
            **_birth(people),
            "sex": [each.sex.value for each in people],
            "language": [each.language for each in people],
            "note": [each.note for each in people],
            "is_synthetic": [each.is_synthetic for each in people],
            "source": [each.source for each in people],
            "external_id": [each.external_id for each in people],
            "registered_at": [at] * many,
            "changed_at": [at] * many,
            "version": [1] * many,
        },
    )
    ids = _ids(Person, [each.key for each in people])
    write_names([(ids[each.key], name) for each in people for name in each.names])
    write_contacts([(ids[each.key], *contact) for each in people for contact in each.contacts])
    write_numbers([(ids[each.key], number) for each in people for number in each.numbers])
    return ids


def _birth(people: Sequence[NewPerson]) -> dict[str, list[object]]:
    days = [each.born_on for each in people]
    return {
        "born_on": list(days),
        "born_on_earliest": [day.earliest if day else None for day in days],
        "born_on_latest": [day.latest if day else None for day in days],
        "birth_place": [each.birth_place for each in people],
    }


def _ids(model: type[Person] | type[Enrolment], keys: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(keys), _MOST_KEYS):
        some = keys[start : start + _MOST_KEYS]
        found.update(model.objects.filter(key__in=some).values_list("key", "pk"))
    return found


def write_names(names: Sequence[tuple[int, Name]]) -> None:
    """Write names of persons, given by id; a person has one name of a kind."""
    insert_columns(
        PersonName,
        {
            "person_id": [person for person, _name in names],
            "kind": [name.kind.value for _person, name in names],
            "language": [name.language for _person, name in names],
            "given": [name.given for _person, name in names],
            "middle": [name.middle for _person, name in names],
            "family": [name.family for _person, name in names],
            "full": [name.full for _person, name in names],
            "folded": [folded(name) for _person, name in names],
            "sound": [sound(name) for _person, name in names],
        },
    )


def write_contacts(contacts: Sequence[tuple[int, ContactKind, str]]) -> None:
    """Write ways to reach persons, given by id; those already there stay once."""
    insert_columns(
        Contact,
        {
            "person_id": [person for person, _kind, _value in contacts],
            "kind": [kind.value for _person, kind, _value in contacts],
            "value": [value for _person, _kind, value in contacts],
        },
        unless_there=True,
    )


def write_numbers(numbers: Sequence[tuple[int, Number]]) -> None:
    """Write numbers of persons, given by id, sealed; those already there stay once."""
    insert_columns(
        Identifier,
        {
            "person_id": [person for person, _number in numbers],
            "kind": [number.kind.value for _person, number in numbers],
            "country_id": [number.country[0] if number.country else None for _, number in numbers],
            "sealed": [seal_number(number.value) for _person, number in numbers],
            "digest": [digest_of(number) for _person, number in numbers],
        },
        unless_there=True,
    )


def digest_of(number: Number) -> str:
    """Return what a number is found by."""
    return number_digest(number.kind, number.country[1] if number.country else "", number.value)


def write_enrolments(enrolments: Sequence[NewEnrolment], *, at: datetime) -> dict[str, int]:
    """Write enrolments with all their states; return their ids by key."""
    many = len(enrolments)
    last = [each.steps[-1] for each in enrolments]
    insert_columns(
        Enrolment,
        {
            "key": [each.key for each in enrolments],
            "person_id": [each.person for each in enrolments],
            "workshop_id": [each.workshop for each in enrolments],
            "programme_id": [each.programme for each in enrolments],
            "training_id": [each.training for each in enrolments],
            "route": [each.route.value for each in enrolments],
            "cohort_id": [each.cohort for each in enrolments],
            "state": [state.value for state, _day in last],
            "state_on": [day for _state, day in last],
            "state_by": [each.by.value for each in enrolments],
            "is_synthetic": [each.is_synthetic for each in enrolments],
            "source": [each.source for each in enrolments],
            "external_id": [each.external_id for each in enrolments],
            "made_at": [at] * many,
            "version": [1] * many,
        },
    )
    ids = _ids(Enrolment, [each.key for each in enrolments])
    write_states([(ids[each.key], each.steps, each.by) for each in enrolments], at=at)
    return ids


def write_states(lines: Sequence[tuple[int, Sequence[Step], Origin]], *, at: datetime) -> None:
    """Write whole lines of states of enrolments, given by id, that have none yet."""
    rows: list[Mapping[str, object]] = [
        {"enrolment_id": enrolment, "state": state.value, "on": day, "until": until, "by": by.value}
        for enrolment, steps, by in lines
        for (state, day), until in zip(steps, _ends(steps), strict=True)
    ]
    names = ("enrolment_id", "state", "on", "until", "by")
    columns = {name: [row[name] for row in rows] for name in names}
    insert_columns(EnrolmentState, {**columns, "recorded_at": [at] * len(rows)})


def _ends(steps: Sequence[Step]) -> list[date | None]:
    return [*(day for _state, day in steps[1:]), None]
