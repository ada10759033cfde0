"""Writing down what was done with a person: who, when, what; what identifies them is sealed."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from openluban.foundation.access.sealing import seal, unseal_all
from openluban.foundation.history.models import Entry
from openluban.foundation.history.recording import Changes, Deed, record
from openluban.kernel.actor import Actor

KIND = "learners"
COHORTS = "cohorts"
_MARK = "sealed:"


def record_about(  # noqa: PLR0913 - what a deed is
    person: str,
    action: str,
    *,
    actor: Actor,
    at: datetime,
    sealed: Mapping[str, tuple[str, str]] | None = None,
    plain: Changes | None = None,
    reason: str = "",
) -> None:
    """Write down a deed about a person, given by key.

    ``sealed`` and ``reason`` are sealed under the person's own key, so that erasing the key erases
    them; ``plain`` must not identify anybody.
    """
    changes: dict[str, tuple[object, object]] = dict(plain or {})
    for name, (before, after) in (sealed or {}).items():
        changes[name] = (_sealed(person, before), _sealed(person, after))
    if reason:
        changes["reason"] = (None, _sealed(person, reason))
    record(Deed(action, KIND, person, changes), actor=actor, at=at)


def _sealed(person: str, text: str) -> str | None:
    return f"{_MARK}{seal(person, text)}" if text else None


def opened_changes(entries: Sequence[Entry]) -> list[dict[str, tuple[str, str]]]:
    """Return the changes of entries about one person as texts; sealed ones opened.

    What was sealed under a key that is gone reads "".
    """
    sealed = [
        (entry.subject_key, str(value).removeprefix(_MARK))
        for entry in entries
        for pair in entry.changes.values()
        for value in pair
        if _is_sealed(value)
    ]
    texts = iter(unseal_all(sealed))
    return [
        {
            name: (_text(pair[0], texts), _text(pair[1], texts))
            for name, pair in entry.changes.items()
        }
        for entry in entries
    ]


def _is_sealed(value: object) -> bool:
    return isinstance(value, str) and value.startswith(_MARK)


def _text(value: object, opened: Iterator[str]) -> str:
    if _is_sealed(value):
        return next(opened)
    return "" if value is None else str(value)
