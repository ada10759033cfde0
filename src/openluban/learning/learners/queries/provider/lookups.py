"""How fields of the standard are asked for in the database."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from django.db.models import Q

from openluban.learning.learners.models.persons import Contact, PersonName

Lookups = dict[str, str | Callable[[str, str], Q]]


def keyed(key: str, changed: str) -> Lookups:
    """Return how id and last change are asked for."""
    return {"sourcedId": key, "dateLastModified": partial(moment_of, changed)}


def moment_of(column: str, sign: str, value: str) -> Q:
    """Return a condition on a moment; one without a zone is meant in UTC."""
    at = datetime.fromisoformat(value)
    return Q(**{f"{column}{sign}": at if at.tzinfo else at.replace(tzinfo=UTC)})


def named(column: str, sign: str, value: str) -> Q:
    """Return a condition on a part of any of a person's names."""
    found = PersonName.objects.filter(**{f"{column}{sign}": value})
    return Q(pk__in=found.values("person"))


def reached(kind: str, sign: str, value: str) -> Q:
    """Return a condition on an address of a person; case does not count."""
    # Addresses are the same whatever their case.
    found = Contact.objects.filter(kind=kind, **{f"value{sign or '__iexact'}": value})
    return Q(pk__in=found.values("person"))


def mark_named(sign: str, value: str) -> Q:
    """Return a condition on a mark by the id under which it is told."""
    number = value.removeprefix("mark-")
    is_one = not sign and value.startswith("mark-") and number.isdecimal() and len(number) < 19  # noqa: PLR2004
    return Q(pk=int(number)) if is_one else Q(pk__in=[])
