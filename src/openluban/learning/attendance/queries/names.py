"""By which name a register calls somebody: one name, and nothing else that identifies."""

from collections.abc import Iterable

from openluban.learning.learners.public import PersonName

_ORDER = {
    "zh": ("chinese", "local", "passport", "other"),
    "": ("local", "passport", "chinese", "other"),
}


def names_of(persons: Iterable[int], reader: str) -> dict[int, tuple[str, str]]:
    """Return name and its language tag by person; one query.

    Who reads Chinese is shown the Chinese name where there is one, others the local one.
    """
    order = _ORDER["zh" if reader.startswith("zh") else ""]
    found: dict[int, tuple[int, str, str]] = {}
    names = PersonName.objects.filter(person__in=list(persons)).values_list(
        "person_id", "kind", "full", "language"
    )
    for person, kind, full, language in names:
        place = order.index(kind) if kind in order else len(order)
        if person not in found or place < found[person][0]:
            found[person] = (place, full, language)
    return {person: (full, language) for person, (_place, full, language) in found.items()}
