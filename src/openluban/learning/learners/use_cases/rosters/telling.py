"""The history of an import. What identifies a person is sealed in it under that person's key."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from openluban.foundation.access.sealing import seal_all
from openluban.foundation.history.recording import Deed, record_all
from openluban.kernel.actor import Actor
from openluban.learning.learners.recording import COHORTS, KIND, SEALED
from openluban.learning.learners.use_cases.rosters.plan import KINDS, Plan

IMPORTED, CHANGED = "learners.imported", "learners.changed_by_import"
ENROLLED = "learners.enrolled_by_import"
MISSING, BACK = "learners.missing_in_import", "learners.back_in_import"


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
        yield Deed(IMPORTED, KIND, person.key, {}, reason)
    keys = {id_: each.key for id_, each in plan.known.persons.items()}
    keys |= {id_: each.key for id_, each in plan.persons.items()}
    for id_, place in plan.places.items():
        state, on = place.steps[-1]
        said = {
            "enrolment": (None, enrolments[id_]),
            "state": (None, state.value),
            "on": (None, on.isoformat()),
        }
        yield Deed(ENROLLED, KIND, keys[place.person], said, reason)


def _changed(plan: Plan) -> Iterator[Deed]:
    """Yield what changed; names, numbers and marks are sealed, cohorts and states are not."""
    reason = plan.roster.source
    owners = _owners(plan)
    about = [each for each in plan.differences if each.kind != "cohorts"]
    sealed = [each for each in about if each.kind in {"persons", "marks"}]
    texts = [
        (owners[each.kind, each.key], text)
        for each in sealed
        for _name, old, new in each.fields
        for text in (old, new)
    ]
    done = iter(seal_all(texts) if texts else [])
    for each in about:
        changes: dict[str, tuple[object, object]] = {}
        for name, old, new in each.fields:
            if each.kind == "enrolments":
                changes[name] = (old, new)
            else:
                changes[name] = (f"{SEALED}{next(done)}", f"{SEALED}{next(done)}")
        if each.kind != "persons":
            changes["enrolment"] = (each.key, each.key)
        yield Deed(CHANGED, KIND, owners[each.kind, each.key], changes, reason)
    for each in plan.differences:
        if each.kind == "cohorts":
            said = {name: (old, new) for name, old, new in each.fields}
            yield Deed(CHANGED, COHORTS, each.key, said, reason)


def _owners(plan: Plan) -> dict[tuple[str, str], str]:
    """Return the keys of persons by the kind and the key of what is theirs."""
    keys = {person.pk: person.key for person in plan.known.persons.values()}
    found = {("persons", key): key for key in keys.values()}
    for each in plan.known.enrolments.values():
        owner = keys.get(each.person, each.key)
        found["enrolments", each.key] = found["marks", each.key] = owner
    return found


def _missing(plan: Plan) -> Iterator[Deed]:
    reason = plan.roster.source
    keys = {person.pk: person.key for person in plan.known.persons.values()}
    places = {each.pk: each for each in plan.known.enrolments.values()}
    cohorts = {each.pk: each.key for each in plan.known.cohorts.values()}
    for action, found in ((MISSING, plan.missing), (BACK, plan.back)):
        for pk in found.get("persons", ()):
            yield Deed(action, KIND, keys[pk], {}, reason)
        for pk in found.get("enrolments", ()):
            said = {"enrolment": (None, places[pk].key)}
            yield Deed(action, KIND, keys.get(places[pk].person, ""), said, reason)
        for pk in found.get("cohorts", ()):
            yield Deed(action, COHORTS, cohorts[pk], {}, reason)
