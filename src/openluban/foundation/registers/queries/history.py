"""What was done to a record, as far as the reader may know of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from openluban.foundation.access.roles import ACCEPT
from openluban.foundation.history.models import Entry
from openluban.foundation.history.recording import names_in
from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.queries.showing import names_in_changes
from openluban.foundation.registers.queries.values import ChangedValue, References, changed_values
from openluban.foundation.registers.wording import OF_CONTRIBUTORS, OF_OFFICERS, action_words
from openluban.kernel.actor import Actor

AT_ONCE = 10
_BEGINNINGS = ("registers.entered", "registers.proposed", "registers.imported")


@dataclass(frozen=True, slots=True)
class Deed:
    """An entry of the history. ``is_first`` marks the one that brought the record in."""

    id: int
    happened_at: datetime
    who: str
    action: Any
    reason: str
    changes: tuple[ChangedValue, ...]
    is_first: bool


@dataclass(frozen=True, slots=True)
class Deeds:
    """Entries, newest first; ``more_before`` is the id to go on from, None at the end."""

    entries: tuple[Deed, ...]
    more_before: int | None


def deeds_of(
    register: Register, key: str, language: str, actor: Actor, *, before: int | None = None
) -> Deeds:
    """Return the newest entries, or those older than an id; at most ``AT_ONCE``.

    The public is not told what happened while the record was internal.
    """
    found = Entry.objects.about(register.key, key)
    is_officer = actor.may(ACCEPT)
    if not is_officer:
        opened = found.filter(action="registers.audience_set").values("id")[:1]
        found = found.filter(id__gt=Coalesce(Subquery(opened), 0))
        found = found.exclude(action__in=OF_OFFICERS)
    if before is not None:
        found = found.filter(id__lt=before)
    entries = list(found[: AT_ONCE + 1])
    shown = entries[:AT_ONCE]
    names = names_in(shown) if is_officer else [""] * len(shown)
    changes = [entry.changes for entry in shown]
    references = names_in_changes(register, changes, language, actor)
    return Deeds(
        tuple(
            _deed(register, entry, _who(entry, name, is_officer), (language, references))
            for entry, name in zip(shown, names, strict=True)
        ),
        shown[-1].pk if len(entries) > AT_ONCE else None,
    )


def _deed(register: Register, entry: Entry, who: str, told: tuple[str, References]) -> Deed:
    return Deed(
        entry.pk,
        entry.happened_at,
        who,
        action_words(entry.action),
        entry.reason,
        changed_values(register, entry.changes, *told),
        is_first=entry.action in _BEGINNINGS
        and all(before is None for before, _after in entry.changes.values()),
    )


def _who(entry: Entry, name: str, is_officer: bool) -> str:  # noqa: FBT001
    if entry.actor_kind == "system":
        return "OpenLuban"
    if is_officer:
        return name or _("erased person")
    is_contributors = entry.action in OF_CONTRIBUTORS
    return _("a contributor") if is_contributors else _("a network officer")
