"""The history of an import. What identifies a person is sealed in it under that person's key."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime

from openluban.foundation.access.sealing import seal_all
from openluban.foundation.history.recording import Deed, record_all
from openluban.kernel.actor import Actor
from openluban.learning.learners.use_cases.rosters.plan import KINDS, Difference, Plan

IMPORTED, CHANGED = "learners.imported", "learners.changed_by_import"
MISSING, BACK = "learners.missing_in_import", "learners.back_in_import"
SEALED = "sealed"
"""The name under which the changes of what identifies a person stand, sealed."""


def tell(
    plan: Plan, *, workshop: str, enrolments: Mapping[str, str], actor: Actor, at: datetime
) -> None:
    """Write one entry for the import as a whole, and one for every learner and enrolment."""
    counts = {
        f"{kind}.{word}": (None, number)
        for kind in KINDS
        for word, number in sorted(plan.counts[kind].items())
    }
    whole = Deed("learners.roster_imported", "workshops", workshop, counts, plan.roster.source)
    deeds = [whole, *_new(plan, enrolments), *_changed(plan), *_missing(plan)]
    record_all(deeds, actor=actor, at=at)


def _new(plan: Plan, enrolments: Mapping[str, str]) -> Iterator[Deed]:
    reason = plan.roster.source
    for person in plan.persons.values():
        yield Deed(IMPORTED, "learners", person.key, {}, reason)
    for id_, place in plan.places.items():
        state, on = place.steps[-1]
        said = {"state": (None, state.value), "state_on": (None, on.isoformat())}
        yield Deed(IMPORTED, "enrolments", enrolments[id_], said, reason)


def _changed(plan: Plan) -> Iterator[Deed]:
    reason = plan.roster.source
    owners = _owners(plan)
    sealed = [each for each in plan.differences if each.kind in {"persons", "marks"}]
    texts = [(owners.get(each.key, each.key), _said(each)) for each in sealed]
    for each, text in zip(sealed, seal_all(texts), strict=True):
        kind = "learners" if each.kind == "persons" else "enrolments"
        yield Deed(CHANGED, kind, each.key, {SEALED: (None, text)}, reason)
    for each in plan.differences:
        if each.kind in {"enrolments", "cohorts"}:
            changes = {name: (old, new) for name, old, new in each.fields}
            yield Deed(CHANGED, each.kind, each.key, changes, reason)


def _owners(plan: Plan) -> dict[str, str]:
    """Return the keys of persons by those of their enrolments."""
    keys = {person.pk: person.key for person in plan.known.persons.values()}
    return {each.key: keys.get(each.person, each.key) for each in plan.known.enrolments.values()}


def _said(each: Difference) -> str:
    return json.dumps({name: [old, new] for name, old, new in each.fields}, ensure_ascii=False)


def _missing(plan: Plan) -> Iterator[Deed]:
    known = {
        "persons": {each.pk: each.key for each in plan.known.persons.values()},
        "enrolments": {each.pk: each.key for each in plan.known.enrolments.values()},
        "cohorts": {each.pk: each.key for each in plan.known.cohorts.values()},
    }
    for action, found in ((MISSING, plan.missing), (BACK, plan.back)):
        for kind, keys in known.items():
            for pk in found.get(kind, ()):
                said = "learners" if kind == "persons" else kind
                yield Deed(action, said, keys[pk], {}, plan.roster.source)
