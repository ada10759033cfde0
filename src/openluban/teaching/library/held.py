"""What lies in a folder of leaves: what was published on a day, or what a higher module knows of.

Who keeps which versions a workshop teaches with declares here where its folders are found.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from openluban.kernel.actor import Actor
from openluban.kernel.text import LocalizedText
from openluban.teaching.library.models import Resource


@dataclass(frozen=True, slots=True)
class HeldFolder:
    """Somebody's folder of a resource in a language: which version of which unit lies in it.

    ``versions`` are by the unit's primary key; other units are not asked for.
    """

    key: str
    name: LocalizedText
    versions: Mapping[int, int] = field(default_factory=dict)


FolderFinder = Callable[[Resource, str, Actor], Sequence[HeldFolder]]
"""Finds the folders of a resource in a language of which the actor may know; one query."""
_DECLARED: list[FolderFinder] = []


def declare_folders(finder: FolderFinder) -> FolderFinder:
    """Say where folders are found; two are a fault of the code."""
    if _DECLARED and finder not in _DECLARED:
        message = "folders of leaves are declared twice"
        raise ValueError(message)
    _DECLARED[:] = [finder]
    return finder


def folders_of(resource: Resource, language: str, actor: Actor) -> Sequence[HeldFolder]:
    """Return the folders that are known of; none where nobody keeps them."""
    return _DECLARED[0](resource, language, actor) if _DECLARED else ()


@dataclass(frozen=True, slots=True)
class Span:
    """When a version was the one that everybody read: from a day, until another (None: today)."""

    version: int
    since: date
    until: date | None


def version_on(day: date, spans: Sequence[Span]) -> int:
    """Return the version that a folder printed on a day holds in the evening; 0 for none."""
    begun = [span for span in spans if span.since <= day]
    if not begun:
        return 0
    last = max(begun, key=lambda span: (span.since, span.version))
    is_gone = last.until is not None and last.until <= day
    return 0 if is_gone else last.version


def version_now(spans: Sequence[Span]) -> int:
    """Return the version that everybody reads; 0 if it was taken out of use."""
    return next((span.version for span in spans if span.until is None), 0)
