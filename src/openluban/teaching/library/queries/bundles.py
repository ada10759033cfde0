"""The leaves of a whole resource in one language: what a folder holds, and what it is to hold."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from openluban.foundation.registers.record import Standing
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotFound
from openluban.teaching.library.held import Span, version_now, version_on
from openluban.teaching.library.models import Resource, Unit, UnitText
from openluban.teaching.library.policies import PUBLIC_STATES
from openluban.teaching.library.queries.leaves import Leaves, leaves_between

Holding = Callable[[int, list[Span]], int | None]
"""Says which version of a unit a folder holds (0: none); None where the unit is not asked for."""


@dataclass(frozen=True, slots=True)
class UnitLeaves:
    """A unit of the resource: from which version to which one, and the leaves if they differ."""

    unit: Unit
    since: int
    version: int
    leaves: Leaves | None


def the_resource(key: str, actor: Actor) -> Resource:
    """Return the resource; one query.

    :raises NotFound: there is none, or the actor may not know of it
    """
    found = Resource.objects.visible_to(actor).filter(key=key, retired_at=None).first()
    if found is None:
        raise NotFound(resource=key[:80])
    return found


def bundle_of(
    resource: Resource, language: str, holding: Holding, actor: Actor
) -> list[UnitLeaves]:
    """Return how to come from what a folder holds to what is published, unit by unit; two queries.

    :raises NotFound: nothing of the resource was ever published in the language
    """
    units = Unit.objects.visible_to(actor).filter(resource=resource, retired_at=None)
    units = units.exclude(standing=Standing.DECLINED).order_by("position", "pk")
    texts = UnitText.objects.filter(
        unit__in=units, language=language, state__in=PUBLIC_STATES, published_at__isnull=False
    )
    order = ("unit__position", "unit", "version")
    rows = texts.order_by(*order).select_related("unit").defer("body", "clauses", "made_from")
    spans: dict[Unit, list[Span]] = defaultdict(list)
    for text in rows:
        if text.published_at is not None:
            ended = text.superseded_at.date() if text.superseded_at else None
            spans[text.unit].append(Span(text.version, text.published_at.date(), ended))
    if not spans:
        raise NotFound(language=language[:40])
    return list(_bundle(spans, language, holding))


def _bundle(
    spans: Mapping[Unit, list[Span]], language: str, holding: Holding
) -> Iterable[UnitLeaves]:
    pairs = {}
    for unit, known in spans.items():
        held = holding(unit.pk, known)
        if held is not None:
            is_known = any(span.version == held for span in known)
            pairs[unit] = (held if is_known else 0, version_now(known))
    bodies = _bodies([unit for unit, (old, new) in pairs.items() if old != new], language)
    for unit, (since, version) in pairs.items():
        leaves = None
        if since != version:
            leaves = leaves_between(unit.position, bodies[unit.pk], since, version)
        yield UnitLeaves(unit, since, version, leaves)


def _bodies(units: list[Unit], language: str) -> dict[int, list[tuple[int, str, datetime | None]]]:
    found: dict[int, list[tuple[int, str, datetime | None]]] = defaultdict(list)
    texts = UnitText.objects.filter(
        unit__in=units, language=language, state__in=PUBLIC_STATES, published_at__isnull=False
    )
    columns = ("unit", "version", "body", "published_at")
    for unit, *row in texts.order_by("unit", "version").values_list(*columns):
        found[unit].append((row[0], row[1], row[2]))
    return found


def as_of(day: date) -> Holding:
    """Hold what was published in the evening of a day."""
    return lambda _unit, spans: version_on(day, spans)


def as_kept(versions: Mapping[int, int]) -> Holding:
    """Hold what somebody said; units of which nothing is said are not asked for."""
    return lambda unit, _spans: versions.get(unit)
