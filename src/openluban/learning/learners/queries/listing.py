"""Lists of learners: those whom somebody may see, page by page."""

from dataclasses import dataclass, field

from django.db.models import Prefetch, Q, QuerySet

from openluban.kernel.actor import Actor
from openluban.learning.learners.models.enrolments import Enrolment
from openluban.learning.learners.models.persons import Person, PersonName
from openluban.learning.learners.policies import enrolments_listed, persons_listed
from openluban.learning.learners.rules.names import asked_words

PAGE = 50
MOST_COUNTED = 10_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for; "" is anything. Keys of workshop, programme and cohort.

    ``mark`` is "missing" (not in the newest file) or "asked" (wants to be erased).
    """

    words: str = ""
    state: str = ""
    route: str = ""
    workshop: str = ""
    programme: str = ""
    cohort: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """Persons with ``names`` and ``enrolments`` fetched; keys from which to go on."""

    persons: list[Person] = field(default_factory=list)
    earlier: str = ""
    later: str = ""


def found_persons(actor: Actor, asked: Asked) -> QuerySet[Person]:
    """Return the persons whom somebody may see and who fit."""
    found = persons_listed(actor)
    narrowed = _narrowed(enrolments_listed(actor), asked)
    if narrowed is not None:
        found = found.filter(pk__in=narrowed.values("person"))
    if asked.mark == "asked":
        found = found.exclude(erasure_asked_at=None)
    for forms in asked_words(asked.words):
        said = Q()
        for form in forms:
            said |= Q(folded__contains=f" {form}")
        found = found.filter(pk__in=PersonName.objects.filter(said).values("person"))
    return found


def _narrowed(found: QuerySet[Enrolment], asked: Asked) -> QuerySet[Enrolment] | None:
    """Return the enrolments of which a person must have one; None if any will do."""
    wanted = {
        "state": asked.state,
        "route": asked.route,
        "workshop__key": asked.workshop,
        "programme__key": asked.programme,
        "cohort__key": asked.cohort,
    }
    given = {name: value for name, value in wanted.items() if value}
    if asked.mark == "missing":
        return found.exclude(missing_since=None).filter(**given)
    return found.filter(**given) if given else None


def listed_persons(actor: Actor, asked: Asked, *, after: str = "", before: str = "") -> Listed:
    """Return a page in the order of names, with three queries (four beyond the first page).

    Places in the list are keys of persons, so that no name stands in an address.
    """
    found = found_persons(actor, asked)
    place = persons_listed(actor).filter(key=before or after).values_list("sort_name", "pk").first()
    backwards = bool(before) and place is not None
    if place is not None:
        name, number = place
        way = "lt" if backwards else "gt"
        beyond = Q(**{f"sort_name__{way}": name}) | Q(sort_name=name, **{f"pk__{way}": number})
        found = found.filter(Q(**{f"sort_name__{way}e": name}) & beyond)
    order = ("-sort_name", "-pk") if backwards else ("sort_name", "pk")
    persons = list(_with_all(found, actor).order_by(*order)[: PAGE + 1])
    has_more = len(persons) > PAGE
    del persons[PAGE:]
    if backwards:
        persons.reverse()
    has_earlier, has_later = (has_more, True) if backwards else (place is not None, has_more)
    return Listed(
        persons,
        persons[0].key if persons and has_earlier else "",
        persons[-1].key if persons and has_later else "",
    )


def _with_all(found: QuerySet[Person], actor: Actor) -> QuerySet[Person]:
    enrolments = enrolments_listed(actor).select_related("programme", "training", "workshop")
    return found.prefetch_related(
        Prefetch("names", PersonName.objects.order_by("kind")),
        Prefetch("enrolments", enrolments.order_by("-state_on", "-pk")),
    )


def counted(actor: Actor, asked: Asked) -> int:
    """Return how many fit, up to one more than ``MOST_COUNTED``."""
    return found_persons(actor, asked).order_by()[: MOST_COUNTED + 1].count()
