"""What was found of a credential, each finding in words that need no explaining."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import get_language

from openluban.kernel.numerals import format_day
from openluban.kernel.text import LocalizedText
from openluban.learning.credentials.formats.refusals import Unfit, shown


class Outcome(StrEnum):
    """What a check showed; ``NOTE`` is something to know that decides nothing."""

    GOOD = "good"
    BAD = "bad"
    UNKNOWN = "unknown"
    NOTE = "note"


class Verdict(StrEnum):
    """What all checks together say."""

    VALID = "valid"
    NOT_VALID = "not_valid"
    NOT_KNOWN = "not_known"


class Subject(StrEnum):
    """What a check is about, in the order in which checks are told."""

    FORM = "form"
    SIGNATURE = "signature"
    ISSUER = "issuer"
    DATES = "dates"
    STATUS = "status"
    SHAPE = "shape"
    RECIPIENT = "recipient"
    COSIGNER = "cosigner"
    OTHER = "other"


@dataclass(frozen=True)
class Check:
    """One finding: what about, what it showed, a stable code and the sentence for people."""

    name: Subject
    outcome: Outcome
    code: str
    words: Any
    details: Mapping[str, object] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The sentence in the reader's language, days and names in theirs too."""
        text = str(self.words)
        said = {name: _said(value) for name, value in self.details.items()}
        sentence = text % said if said else text
        # A day in Russian ends with a full stop of its own: "2026 г."
        return sentence[:-1] if sentence.endswith("..") else sentence


def _said(value: object) -> object:
    language = get_language() or "en"
    if isinstance(value, date):
        return format_day(value.isoformat(), language)
    if isinstance(value, Mapping):
        return shown(LocalizedText(value).best(language)[1])
    return value


def check(name: Subject, outcome: Outcome, code: str, words: object, **details: object) -> Check:
    """Return a finding; foreign words in the details are made fit to be shown."""
    told = {
        key: shown(value) if isinstance(value, str) else value for key, value in details.items()
    }
    return Check(name, outcome, code, words, told)


UNCHECKABLE = frozenset(
    {"unknown_context", "own_context", "unknown_suite", "unknown_key", "proof_chain", "bad_did"}
)
"""Rules that say something of what is known here, not of the credential: it may well be sound."""


def refused(name: Subject, refusal: Unfit) -> Check:
    """Return a refusal as a finding."""
    outcome = Outcome.UNKNOWN if refusal.rule in UNCHECKABLE else Outcome.BAD
    return Check(name, outcome, refusal.rule, refusal.words, refusal.details)


@dataclass(frozen=True)
class Told:
    """What a credential says of itself; true only as far as the checks say."""

    name: str = ""
    achievement: str = ""
    description: str = ""
    criteria: str = ""
    issuer: str = ""
    issuer_id: str = ""
    recipient: str = ""
    recipient_id: str = ""
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    carrier: str = ""


@dataclass(frozen=True)
class Report:
    """All findings on one credential; ``parts`` are those within a presentation."""

    at: datetime
    checks: tuple[Check, ...]
    told: Told = field(default_factory=Told)
    parts: "tuple[Report, ...]" = ()

    @property
    def verdict(self) -> Verdict:
        """What all say together: valid only if nothing is bad and nothing open."""
        outcomes = {each.outcome for each in self.checks}
        verdicts = {part.verdict for part in self.parts}
        if Outcome.BAD in outcomes or Verdict.NOT_VALID in verdicts:
            return Verdict.NOT_VALID
        if Outcome.UNKNOWN in outcomes or Verdict.NOT_KNOWN in verdicts:
            return Verdict.NOT_KNOWN
        return Verdict.VALID

    def of(self, *names: Subject) -> tuple[Check, ...]:
        """Return the findings about something."""
        return tuple(each for each in self.checks if each.name in names)

    def codes(self, outcome: Outcome) -> tuple[str, ...]:
        """Return the codes of all findings with this outcome, those of parts too."""
        own = [each.code for each in self.checks if each.outcome is outcome]
        return (*own, *(code for part in self.parts for code in part.codes(outcome)))

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain values."""
        told = {
            name: value.isoformat() if isinstance(value, datetime) else value
            for name, value in vars(self.told).items()
            if value
        }
        return {
            "verdict": self.verdict.value,
            "at": self.at.isoformat(),
            "says": told,
            "checks": [
                {
                    "about": each.name.value,
                    "outcome": each.outcome.value,
                    "code": each.code,
                    "sentence": each.sentence,
                }
                for each in self.checks
            ],
            **({"parts": [part.as_json() for part in self.parts]} if self.parts else {}),
        }


def in_order(checks: Iterable[Check]) -> tuple[Check, ...]:
    """Return the findings in the order in which they are told."""
    places = {name: place for place, name in enumerate(Subject)}
    return tuple(sorted(checks, key=lambda each: places[each.name]))
