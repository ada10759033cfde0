"""A resource or a unit with all that is told of it at once."""

from collections.abc import Iterable
from dataclasses import replace

from openluban.kernel.actor import PUBLIC
from openluban.kernel.refusals import NotFound
from openluban.teaching.harvest.description import Description, Text, Whole
from openluban.teaching.harvest.queries.describing import PARTIES, of_resource, of_unit
from openluban.teaching.library.public import Resource, State, TextRow, Unit, texts_of, units_of

_BESIDE = (*PARTIES, "programme__isced_f")


def whole_resource(key: str) -> Whole:
    """Return a resource that the public sees, with its units that have a text; two queries.

    :raises NotFound: there is none
    """
    shown = Resource.objects.shown().select_related(*_BESIDE)
    resource = shown.filter(key=key).first() if "\0" not in key else None
    if resource is None:
        raise NotFound(resource=key[:80])
    parts, rows = [], []
    for unit in units_of(resource, PUBLIC):
        published = [row for row in unit.texts.rows if row.state == State.PUBLISHED]
        titles = {row.language: row.title for row in published if row.title}
        if published:
            name = titles.get(resource.original_language) or unit.name.best("en")[1]
            parts.append((unit.key, name or unit.key))
            rows += published
    original = resource.original_language
    languages = sorted({row.language for row in rows}, key=lambda each: (each != original, each))
    days = sorted({row.published_at.date() for row in rows if row.published_at})
    told = replace(of_resource(resource), languages=languages, days=days)
    return _whole(resource, told, parts=parts)


def whole_unit(key: str) -> Whole:
    """Return a unit that the public sees and that has a published text; two queries.

    :raises NotFound: there is none
    """
    shown = Unit.objects.shown().filter(resource__is_shown=True)
    beside = (f"resource__{name}" for name in _BESIDE)
    found = shown.select_related("resource", *beside)
    unit = found.filter(key=key).first() if "\0" not in key else None
    rows = (
        [row for row in texts_of(unit, PUBLIC).rows if row.state == State.PUBLISHED] if unit else []
    )
    if unit is None or not rows:
        raise NotFound(unit=key[:80])
    told = of_unit(unit, [_columns(row) for row in rows])
    texts = [
        Text(unit.key, row.language, row.title or unit.key, row.source_language) for row in rows
    ]
    return _whole(unit.resource, told, texts=texts)


def _columns(row: TextRow) -> dict[str, object]:
    return {"language": row.language, "title": row.title, "published_at": row.published_at}


def _whole(
    resource: Resource,
    told: Description,
    *,
    parts: Iterable[tuple[str, str]] = (),
    texts: Iterable[Text] = (),
) -> Whole:
    parties = (resource.lead_college, resource.host_institution)
    makers = [
        (party.key, sorted(party.name.wordings.items()))
        for party in parties
        if party is not None and party.is_shown
    ]
    programme = resource.programme
    field = programme.isced_f if programme is not None and programme.is_shown else None
    code = str(field.code) if field is not None and field.is_shown else ""
    return Whole(told, resource.original_language, makers, code, list(parts), list(texts))
