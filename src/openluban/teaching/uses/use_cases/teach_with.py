"""Saying in one step that a workshop teaches with what is published now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from openluban.foundation.registers.record import Standing
from openluban.foundation.registers.use_cases.edit import edit_record
from openluban.foundation.registers.use_cases.enter import enter_record
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed
from openluban.network.workshops.public import Workshop
from openluban.teaching.library.public import (
    Resource,
    State,
    TextRow,
    UnitRow,
    the_resource,
    units_of,
)
from openluban.teaching.uses.errors import NothingToTeachWith, NotYourWorkshop, SaidAlready
from openluban.teaching.uses.models import UnitUse
from openluban.teaching.uses.policies import may_say
from openluban.teaching.uses.queries.offers import workshops_for
from openluban.teaching.uses.queries.standing import uses_visible


@dataclass(frozen=True, slots=True)
class Teaching:
    """What somebody says: a workshop, units of a resource by their keys, languages, a first day.

    No units mean all of them. ``source`` is what it rests on, as registers take it.
    """

    resource: str
    workshop: str
    languages: tuple[str, ...]
    since: str
    units: tuple[str, ...] = ()
    programme: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """How many uses were entered, and of how many earlier versions the end."""

    entered: int
    ended: int


@transaction.atomic
def teach_with(*, teaching: Teaching, actor: Actor, at: datetime) -> Said:
    """Enter the published version of each unit in each language; earlier versions end that day.

    It counts at once if an officer says it, else it waits as proposed, the ends as well.

    :raises NotAllowed: the actor may not propose
    :raises NotFound: there is no such resource
    :raises NotYourWorkshop: there is no such workshop, or a contributor speaks for another's
    :raises NothingToTeachWith: nothing of what was chosen is published
    :raises SaidAlready: all of it is entered
    :raises Invalid: a day is none, or the programme is another workshop's
    """
    if not may_say(actor):
        raise NotAllowed
    resource = the_resource(teaching.resource, actor)
    workshop = workshops_for(actor).filter(key=teaching.workshop).first()
    if workshop is None:
        raise NotYourWorkshop
    chosen = list(_chosen(resource, teaching, actor))
    if not chosen:
        raise NothingToTeachWith
    before = _open_uses(workshop, resource, actor)
    entered = ended = 0
    for unit, text in chosen:
        earlier = before.get((unit.pk, text.language), [])
        if any(use.text_version == text.version for use in earlier):
            continue
        _enter(teaching, unit, text, actor, at)
        entered += 1
        ended += sum(_end(use, teaching.since, actor, at) for use in earlier)
    if not entered:
        raise SaidAlready
    return Said(entered, ended)


def _chosen(
    resource: Resource, teaching: Teaching, actor: Actor
) -> Iterator[tuple[UnitRow, TextRow]]:
    for unit in units_of(resource, actor):
        if teaching.units and unit.key not in teaching.units:
            continue
        for language in teaching.languages:
            text = unit.texts.published(language)
            if text is not None and text.state == State.PUBLISHED:
                yield unit, text


def _open_uses(
    workshop: Workshop, resource: Resource, actor: Actor
) -> dict[tuple[int, str], list[UnitUse]]:
    """Return what the workshop teaches with already, by unit and language."""
    found: dict[tuple[int, str], list[UnitUse]] = {}
    uses = uses_visible(actor).filter(
        workshop=workshop, unit__resource=resource, until=None, closed_on=None
    )
    for use in uses:
        found.setdefault((use.unit_id, use.language), []).append(use)
    return found


def _enter(teaching: Teaching, unit: UnitRow, text: TextRow, actor: Actor, at: datetime) -> None:
    cells = {
        "workshop": teaching.workshop,
        "unit": unit.key,
        "language": text.language,
        "text_version": str(text.version),
        "programme": teaching.programme,
        "since": teaching.since,
        "source": teaching.source,
    }
    enter_record(register_key="unit-uses", cells=cells, actor=actor, at=at)


def _end(use: UnitUse, day: str, actor: Actor, at: datetime) -> bool:
    """End an earlier version, unless it waits for an officer still."""
    if use.standing != Standing.ACCEPTED:
        return False
    cells = {"until": day}
    edit_record(register_key="unit-uses", key=use.key, cells=cells, actor=actor, at=at)
    return True
