"""What a file would change, gathered before anything is written."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256

from openluban.learning.learners.formats.roster import CohortSaid, Roster
from openluban.learning.learners.queries.rosters import Known
from openluban.learning.learners.rules.names import Name
from openluban.learning.learners.rules.states import Step
from openluban.learning.learners.writing import NewPerson, Number

KINDS = ("cohorts", "persons", "enrolments", "marks")
MOST_SHOWN = 200
NEW_TRAINING = "training"
"""Said in place of a programme's key: the course becomes a training course."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person who imports has decided.

    ``courses``: the file's course to a programme's key, or ``training``. ``programme`` is that of
    everybody where the file names none. ``overwrite``: conflicts, by their ids, in which the file
    is right; ``overwrites_all`` says so of every one of them. Who was erased comes back only where
    ``overwrite`` names them (:func:`again`).
    """

    courses: Mapping[str, str] = field(default_factory=dict)
    programme: str = ""
    overwrite: Collection[str] = ()
    overwrites_all: bool = False

    def lets(self, conflict: str) -> bool:
        """Test whether the file may write over what a hand has set."""
        return self.overwrites_all or conflict in self.overwrite


@dataclass(frozen=True, slots=True)
class Difference:
    """A record that would change: row of the file, what it is called, field, old, new."""

    kind: str
    row: int
    key: str
    label: str
    fields: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where a file contradicts what stays: ``rule`` says why; ``may_overwrite``: a person may."""

    id: str
    row: int
    label: str
    rule: str
    field: str
    here: str
    said: str
    may_overwrite: bool = True
    is_overwritten: bool = False


@dataclass(frozen=True, slots=True)
class Likely:
    """A new person who is probably there already (``key``), or in the file twice (``key`` "")."""

    row: int
    label: str
    key: str
    reasons: tuple[str, ...]
    score: Decimal = Decimal("0.9")


@dataclass(frozen=True, slots=True)
class ErasedSaid:
    """Somebody of the file who was erased here; ``is_taken``: a registrar has them back."""

    id: str
    row: int
    label: str
    digest: str
    is_taken: bool

    @property
    def choice(self) -> str:
        """What a registrar ticks to have them back."""
        return again(self.id)


def again(id_: str) -> str:
    """Return how choices name an erased person of the file who is to be taken in again."""
    return f"erased:{id_}"


@dataclass(frozen=True, slots=True)
class NewCohort:
    """A cohort to be written, with its programme's id or its training's id in the file."""

    said: CohortSaid
    programme: int | None
    training: str


@dataclass(frozen=True, slots=True)
class NewPlace:
    """An enrolment to be written; the person's and the cohort's ids as the file has them."""

    id: str
    person: str
    cohort: str
    programme: int | None
    training: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class NewMark:
    """A mark to be written; the enrolment as the plan names it."""

    id: str
    enrolment: str
    title: str
    score: Decimal
    out_of: Decimal
    on: date
    remark: str


@dataclass(slots=True)
class Plan:
    """Everything that an import would do."""

    roster: Roster
    known: Known
    choices: Choices
    workshop: int
    today: date
    counts: dict[str, Counter[str]] = field(
        default_factory=lambda: {kind: Counter() for kind in KINDS}
    )
    differences: list[Difference] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    likely: list[Likely] = field(default_factory=list)
    erased: list[ErasedSaid] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)

    courses: dict[str, tuple[int | None, str]] = field(default_factory=dict)
    """The file's course to a programme's id, or to a training's id in the file."""
    trainings: dict[str, str] = field(default_factory=dict)
    """Training courses to be made: id in the file to their title."""
    cohorts: dict[str, NewCohort] = field(default_factory=dict)
    persons: dict[str, NewPerson] = field(default_factory=dict)
    places: dict[str, NewPlace] = field(default_factory=dict)
    marks: list[NewMark] = field(default_factory=list)

    cohort_changes: list[tuple[int, str, date, date | None]] = field(default_factory=list)
    births: list[tuple[int, str, str]] = field(default_factory=list)
    names_added: list[tuple[int, Name]] = field(default_factory=list)
    names_changed: list[tuple[int, Name]] = field(default_factory=list)
    contacts: list[tuple[int, str, str]] = field(default_factory=list)
    numbers: list[tuple[int, Number]] = field(default_factory=list)
    resorted: set[int] = field(default_factory=set)
    """Persons whose names change."""
    moves: list[tuple[int, str]] = field(default_factory=list)
    """Enrolments that go to another cohort."""
    steps: list[tuple[int, str, date]] = field(default_factory=list)
    days: list[tuple[int, int, date, bool]] = field(default_factory=list)
    """State's id, enrolment's, its new day, whether it is the newest state."""
    mark_changes: list[tuple[int, Decimal, Decimal, date, str]] = field(default_factory=list)
    missing: dict[str, list[int]] = field(default_factory=dict)
    back: dict[str, list[int]] = field(default_factory=dict)

    def differ(self, difference: Difference) -> None:
        """Note a record that changes."""
        self.counts[difference.kind]["changed"] += 1
        self.differences.append(difference)

    def keep(self, kind: str, conflict: Conflict) -> None:
        """Note where the file contradicts what stays, or what is written over by decision."""
        if not conflict.is_overwritten:
            self.counts[kind]["kept"] += 1
        self.conflicts.append(conflict)

    @property
    def is_empty(self) -> bool:
        """Whether applying would write nothing."""
        words = ("new", "changed", "missing", "back")
        return not any(self.counts[kind][word] for kind in KINDS for word in words)

    @property
    def digest(self) -> str:
        """A mark of what the plan would do, so that nobody applies another than was shown."""
        shown = hash_of(self._said())
        return shown[:32]

    def _said(self) -> Iterator[str]:
        for kind in KINDS:
            yield f"{kind} {sorted(self.counts[kind].items())}"
        yield from (f"{each.key} {each.fields}" for each in self.differences)
        yield from (f"{each.id} {each.rule} {each.is_overwritten}" for each in self.conflicts)
        yield from (f"{each.choice} {each.is_taken}" for each in self.erased)
        yield str(sorted(self.courses.items()))


def hash_of(parts: Iterator[str]) -> str:
    """Return the digest of texts in their order."""
    digest = sha256()
    for part in parts:
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()
