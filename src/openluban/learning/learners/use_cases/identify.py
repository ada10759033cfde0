"""Numbers that authorities gave to a person."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from openluban.directory.places.public import Country
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import Invalid, NotFound, Problem
from openluban.learning.learners.policies import the_person
from openluban.learning.learners.recording import record_about
from openluban.learning.learners.rules.words import IdentifierKind
from openluban.learning.learners.writing import Number, write_numbers

_LONGEST = 60


@transaction.atomic
def add_identifier(
    *, key: str, kind: str, number: str, country: str = "", actor: Actor, at: datetime
) -> None:
    """Keep a number of a person, sealed; ``country`` is a country's key. One kept already stays.

    :raises NotFound: there is no such person, or the actor may not know
    :raises Invalid: the kind or the country is not known, or the number is no number
    """
    person = the_person(key, actor, locked=True)
    place = Country.objects.filter(key=country).first() if country else None
    problems = []
    if kind not in {each.value for each in IdentifierKind}:
        problems.append(Problem("unknown_kind", _("Choose what the number is."), "kind"))
    if country and place is None:
        problems.append(Problem("unknown_country", _("Choose a country of the list."), "country"))
    plain = " ".join(number.split())
    if not any(letter.isalnum() for letter in plain) or len(plain) > _LONGEST:
        problems.append(Problem("no_number", _("Give the number as it is written."), "number"))
    if problems:
        raise Invalid(problems)
    given = Number(IdentifierKind(kind), plain, (place.pk, place.key) if place else None)
    write_numbers([(person.pk, given)])
    said = f"{kind} {country} {plain}".strip()
    record_about(
        key, "learners.identifier_added", actor=actor, at=at, sealed={"number": ("", said)}
    )


@transaction.atomic
def remove_identifier(*, key: str, number_id: int, actor: Actor, at: datetime) -> None:
    """Forget a number of a person.

    :raises NotFound: there is no such person or number, or the actor may not know
    """
    person = the_person(key, actor, locked=True)
    kept = person.identifiers.filter(pk=number_id).first()
    if kept is None:
        raise NotFound
    plain = {"kind": (kept.kind, None)}
    kept.delete()
    record_about(key, "learners.identifier_removed", actor=actor, at=at, plain=plain)
