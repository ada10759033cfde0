"""What is told of resources and units."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from openluban.kernel.text import LocalizedText
from openluban.teaching.harvest.description import Description
from openluban.teaching.library.public import Resource, State, Unit, UnitText


def described(subjects: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Description]:
    """Return the descriptions of those of (kind, key) that are public; at most four queries.

    A unit is public with its resource and as soon as one of its texts is published.
    """
    wanted: dict[str, set[str]] = defaultdict(set)
    for kind, key in subjects:
        wanted[kind].add(key)
    found = [of_resource(each) for each in _resources(wanted["library"])]
    found += [of_unit(unit, texts) for unit, texts in _units(wanted["units"])]
    return {(each.kind, each.key): each for each in found}


PARTIES = ("lead_college", "host_institution", "programme")


def _resources(keys: set[str]) -> list[Resource]:
    shown = Resource.objects.shown().filter(key__in=keys)
    return list(shown.select_related(*PARTIES)) if keys else []


def _units(keys: set[str]) -> list[tuple[Unit, list[dict[str, Any]]]]:
    if not keys:
        return []
    shown = Unit.objects.shown().filter(key__in=keys, resource__is_shown=True)
    units = list(shown.select_related("resource", *(f"resource__{name}" for name in PARTIES)))
    texts: dict[int, list[dict[str, Any]]] = defaultdict(list)
    published = UnitText.objects.filter(unit__in=units, state=State.PUBLISHED)
    columns = ("unit_id", "language", "title", "published_at")
    for row in published.order_by("language").values(*columns):
        texts[row["unit_id"]].append(row)
    return [(unit, texts[unit.pk]) for unit in units if texts[unit.pk]]


def _names(name: LocalizedText) -> list[tuple[str, str]]:
    return sorted(name.wordings.items())


def _makers(resource: Resource) -> list[list[tuple[str, str]]]:
    parties = (resource.lead_college, resource.host_institution)
    return [_names(party.name) for party in parties if party is not None and party.is_shown]


def _subjects(resource: Resource) -> list[tuple[str, str]]:
    programme = resource.programme
    return _names(programme.name) if programme is not None and programme.is_shown else []


def of_resource(resource: Resource) -> Description:
    """Return what is told of a resource that is public."""
    return Description(
        "library",
        resource.key,
        "",
        _names(resource.name),
        [],
        resource.kind,
        [resource.original_language],
        _makers(resource),
        resource.credit,
        resource.rights,
        _subjects(resource),
    )


def of_unit(unit: Unit, texts: list[dict[str, Any]]) -> Description:
    """Return what is told of a unit; ``texts`` are its published ones, at least one."""
    resource = unit.resource
    names = dict(_names(unit.name)) | {
        row["language"]: row["title"] for row in texts if row["title"]
    }
    return Description(
        "units",
        unit.key,
        resource.key,
        sorted(names.items()),
        _names(resource.name),
        resource.kind,
        [row["language"] for row in texts],
        _makers(resource),
        resource.credit,
        resource.rights,
        _subjects(resource),
        sorted({row["published_at"].date() for row in texts if row["published_at"]}),
    )
