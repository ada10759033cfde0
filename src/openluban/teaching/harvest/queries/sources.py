"""The repositories that are harvested."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from openluban.teaching.harvest.errors import NoSuchSource
from openluban.teaching.harvest.models import Elsewhere, Source


@dataclass(frozen=True, slots=True)
class Standing:
    """A repository with how many of its records are known here."""

    source: Source
    records: int


def sources_named(key: str) -> list[Source]:
    """Return one repository, or all in the order of their names for ``""``; one query.

    :raises NoSuchSource: there is none of that name
    """
    known = list(Source.objects.order_by("key"))
    found = [source for source in known if key in ("", source.key)]
    if key and not found:
        raise NoSuchSource(given=key[:60], known=", ".join(each.key for each in known) or "—")
    return found


def standings() -> list[Standing]:
    """Return all repositories; two queries."""
    counts: dict[int, int] = defaultdict(int)
    kept = Elsewhere.objects.filter(retired_at=None).values_list("source")
    counts |= dict(kept.annotate(count=Count("pk")).order_by())
    return [Standing(source, counts.get(source.pk, 0)) for source in sources_named("")]
