"""Looking for records that may be one person: proposed, never joined by themselves."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from datetime import datetime

from django.db import transaction

from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotAllowed
from openluban.learning.learners.models.duplicates import Likeness
from openluban.learning.learners.models.persons import Contact, Identifier, Person, PersonName
from openluban.learning.learners.policies import may_keep_some, persons_kept
from openluban.learning.learners.rules.likeness import PROPOSED_FROM, Known, alike
from openluban.learning.learners.rules.transliteration import latin_of

_LARGEST_GROUP = 40
"""A sound that more persons share says nothing; they need a date or a number besides."""
_MOST = 2_000
_EXACT = len("2006-05-04")
_CHUNK = 500


@transaction.atomic
def find_likenesses(*, actor: Actor, at: datetime) -> int:
    """Compare the persons whom a registrar keeps; return how many new pairs are proposed.

    Only persons who share a number, the sound of a name and no other day of birth, or a day of
    birth and the sound of a part of the name, are held against each other. Pairs that somebody
    decided on are not proposed again.

    :raises NotAllowed: the actor is no registrar
    """
    if not may_keep_some(actor):
        raise NotAllowed
    kept = persons_kept(actor)
    pairs = _pairs(kept.values_list("pk", flat=True))
    known = set(Likeness.objects.values_list("first_id", "second_id"))
    fresh = sorted(pairs - known)
    found: list[Likeness] = []
    for start in range(0, len(fresh), _CHUNK):
        found += _compared(fresh[start : start + _CHUNK], at)
        if len(found) >= _MOST:
            break
    Likeness.objects.bulk_create(found[:_MOST], ignore_conflicts=True)
    return len(found[:_MOST])


def _pairs(persons: Iterable[int]) -> set[tuple[int, int]]:
    """Return pairs (lower id first) that share something which few do."""
    kept = set(persons)
    births = Person.objects.exclude(born_on=None).values_list("pk", "born_on")
    born = {person: day for person, day in births if person in kept}
    exact = {person for person, day in born.items() if len(str(day)) == _EXACT}
    by_mark: dict[tuple[str, ...], set[int]] = defaultdict(set)
    rows = PersonName.objects.exclude(sound="").values_list("sound", "person_id")
    for sound, person in rows.iterator(chunk_size=5_000):
        if person in kept:
            by_mark["sound", sound].add(person)
            if person in exact:
                by_mark["birth", str(born[person]), sound.partition(" ")[0]].add(person)
    for digest, person in Identifier.objects.values_list("digest", "person_id"):
        if person in kept:
            by_mark["number", digest].add(person)
    return {
        pair
        for mark, group in by_mark.items()
        for pair in _of_group(group, exact if mark[0] == "sound" else frozenset())
    }


def _of_group(group: set[int], exact: AbstractSet[int]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of a group but for those of ``exact``: their days differ or pair them."""
    loose = sorted(group - exact)
    if len(loose) > _LARGEST_GROUP:
        return
    for one in loose:
        for other in group:
            if other != one and (other in exact or other > one):
                yield min(one, other), max(one, other)


def _compared(pairs: list[tuple[int, int]], at: datetime) -> Iterator[Likeness]:
    known = _known({person for pair in pairs for person in pair})
    for first, second in pairs:
        found = alike(known[first], known[second])
        if found.score >= PROPOSED_FROM:
            yield Likeness(
                first_id=first,
                second_id=second,
                score=round(found.score, 3),
                reasons=list(found.reasons),
                found_at=at,
            )


def _known(persons: set[int]) -> dict[int, Known]:
    names: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for name in PersonName.objects.filter(person__in=persons):
        parts = f"{name.family} {name.given}".strip()
        latin = latin_of(parts or name.full, name.language)
        names[name.person_id].append((name.kind, latin))
    numbers: dict[int, set[str]] = defaultdict(set)
    for person, digest in Identifier.objects.filter(person__in=persons).values_list(
        "person_id", "digest"
    ):
        numbers[person].add(digest)
    contacts: dict[int, set[str]] = defaultdict(set)
    for person, value in Contact.objects.filter(person__in=persons).values_list(
        "person_id", "value"
    ):
        contacts[person].add(value.casefold())
    return {
        person.pk: Known(
            tuple(names[person.pk]),
            person.born_on,
            person.sex,
            frozenset(numbers[person.pk]),
            frozenset(contacts[person.pk]),
        )
        for person in Person.objects.filter(pk__in=persons)
    }
