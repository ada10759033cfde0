"""Whether a person agreed to something, for all that rests on it."""

from collections.abc import Iterable

from openluban.learning.learners.models.persons import Consent
from openluban.learning.learners.rules.words import Purpose


def has_consent(person: int, purpose: Purpose) -> bool:
    """Test whether a person, given by id, agreed to something and has not withdrawn."""
    return bool(persons_consenting([person], purpose))


def persons_consenting(persons: Iterable[int], purpose: Purpose) -> set[int]:
    """Return the ids of those of the persons whose consent stands; one query."""
    found = Consent.objects.filter(
        person__in=list(persons), purpose=purpose.value, withdrawn_on=None
    )
    return set(found.values_list("person_id", flat=True))
