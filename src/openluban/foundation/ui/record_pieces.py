"""What a record's page shows beside its facts: gates, evidence, history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from django.utils.translation import gettext_lazy as _

from openluban.foundation.ui.pieces import Wording, Words


@dataclass(frozen=True, slots=True)
class ClaimView:
    """What one source says about one field."""

    value: Wording
    publisher: Words
    title: Wording
    day_text: str = ""
    confidence_text: Words = ""
    note: Words = ""
    preferred: bool = False
    preferred_reason: Words = ""


@dataclass(frozen=True, slots=True)
class FieldEvidence:
    """The claims about one field; where they contradict they stand side by side."""

    label: Words
    claims: tuple[ClaimView, ...]
    contradicted: bool = False


@dataclass(frozen=True, slots=True)
class EvidencePanel:
    """The evidence of a record, field by field."""

    template: ClassVar[str] = "ui/parts/evidence.html"
    fields: tuple[FieldEvidence, ...]


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One field of one history entry. An empty text means that there was nothing."""

    label: Words
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class HistoryEntryView:
    """Who did what, when and why. `moment_iso` is machine readable (ISO 8601)."""

    moment_iso: str
    moment_text: str
    who: str
    action: Words
    reason: str = ""
    changes: tuple[ChangeView, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """Entries, latest first; `more_url` leads to the earlier ones."""

    template: ClassVar[str] = "ui/parts/history.html"
    entries: tuple[HistoryEntryView, ...]
    more_url: str = ""


@dataclass(frozen=True, slots=True)
class GateStep:
    """A gate of a workshop: what happened, is due or is missing, with its documents."""

    label: Words
    state: Literal["done", "due", "missing", "ended"]
    day_text: str = ""
    note: Words = ""
    documents: tuple[Wording, ...] = ()
    missing: tuple[Words, ...] = ()
    is_plain: bool = False
    """Whether the label says already how it stands, as that of a state does."""

    @property
    def state_words(self) -> Words:
        """The state as a word, since colour alone tells nobody."""
        return GATE_WORDS[self.state]


GATE_WORDS: dict[str, Words] = {
    "done": _("done"),
    "due": _("due"),
    "missing": _("missing"),
    "ended": _("ended"),
}


@dataclass(frozen=True, slots=True)
class Gates:
    """A vertical line of steps, earliest first."""

    template: ClassVar[str] = "ui/parts/gates.html"
    steps: tuple[GateStep, ...]
