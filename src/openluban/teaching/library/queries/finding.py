"""Finding units and their texts, as far as somebody may see them."""

from collections.abc import Sequence

from django.db.models import QuerySet

from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotFound
from openluban.teaching.library.markup.reading import readable
from openluban.teaching.library.models import Resource, State, Unit, UnitText
from openluban.teaching.library.policies import PUBLIC_STATES, may_write


def the_unit(key: str, actor: Actor, *, lock: bool = False) -> Unit:
    """Return the unit with its resource; one query, two where it is locked.

    :raises NotFound: there is none, or the actor may not know of it or of its resource
    """
    if "\0" in key:  # no text of PostgreSQL holds it
        raise NotFound(unit="")
    units = Unit.objects.visible_to(actor).filter(
        key=key, resource__in=Resource.objects.visible_to(actor)
    )
    if lock:
        units.select_for_update(of=("self",)).first()
    unit = units.select_related("resource").first()
    if unit is None:
        raise NotFound(unit=key[:80])
    return unit


def texts_for(actor: Actor) -> QuerySet[UnitText]:
    """Return the texts the actor may read, of whatever units: all of them for those who write."""
    if may_write(actor):
        return UnitText.objects.all()
    return UnitText.objects.filter(state__in=PUBLIC_STATES)


def the_text(unit: Unit, language: str, version: int, actor: Actor) -> UnitText:
    """Return one version of a unit in a language.

    :raises NotFound: there is none, or the actor may not read it
    """
    found = texts_for(actor).filter(unit=unit, language=language, version=version)
    text = found.select_related("source").first()
    if text is None:
        raise NotFound(language=language, version=version)
    return text


def published_versions(unit: int) -> set[tuple[str, int]]:
    """Return (language, version) of all that was ever published of a unit; one query."""
    published = UnitText.objects.filter(unit=unit, state__in=PUBLIC_STATES)
    return set(published.values_list("language", "version"))


def published_words(keys: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return what is written in published texts, by unit and language; one query."""
    published = UnitText.objects.filter(unit__key__in=keys, state=State.PUBLISHED)
    found: dict[str, dict[str, str]] = {}
    for key, language, body in published.order_by("unit__key", "language").values_list(
        "unit__key", "language", "body"
    ):
        found.setdefault(key, {})[language] = readable(body)
    return found


def places_of_kind(places: Sequence[tuple[str, str]], kind: str) -> set[tuple[str, str]]:
    """Return those registers and keys that are a resource of a kind, or a unit of one."""
    keys = {
        register: [key for each, key in places if each == register]
        for register in ("library", "units")
    }
    resources = Resource.objects.filter(key__in=keys["library"], kind=kind).values_list("key")
    units = Unit.objects.filter(key__in=keys["units"], resource__kind=kind).values_list("key")
    return {("library", key) for (key,) in resources} | {("units", key) for (key,) in units}
