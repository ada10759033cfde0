"""Taking a person's data along: what is kept, and a word in the history that it was taken."""

from datetime import datetime
from typing import Any

from django.db import transaction

from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotFound
from openluban.learning.learners.followers import held_of
from openluban.learning.learners.models.persons import Person
from openluban.learning.learners.policies import Sight
from openluban.learning.learners.queries.exporting import exported
from openluban.learning.learners.queries.reading import person_seen, whole_of
from openluban.learning.learners.recording import record_about


@transaction.atomic
def take_along(*, key: str, actor: Actor, at: datetime) -> dict[str, Any]:
    """Return all that is kept of a person, for them or their registrar.

    :raises NotFound: there is no such person, or the actor may not know all of them
    """
    person, sight = person_seen(key, actor)
    if sight == Sight.TAUGHT or person.merged_into is not None:
        raise NotFound
    joined = Person.objects.filter(merged_into=person).order_by("pk")
    everyone = [person.pk, *joined.values_list("pk", flat=True)]
    data = exported(whole_of(person, sight, actor)) | held_of(everyone)
    record_about(key, "learners.exported", actor=actor, at=at)
    return data
