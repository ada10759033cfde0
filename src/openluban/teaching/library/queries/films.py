"""The films of units, as far as somebody may see them."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import QuerySet

from openluban.kernel.actor import Actor
from openluban.kernel.refusals import NotFound
from openluban.teaching.library.markup.cues import TIMES, Cue, cues_of
from openluban.teaching.library.models import Film, State, Unit, UnitText
from openluban.teaching.library.policies import may_write


def _films_for(actor: Actor) -> QuerySet[Film]:
    """Return the films the actor may see: drafts are for those who write."""
    return Film.objects.all() if may_write(actor) else Film.objects.filter(state=State.PUBLISHED)


def films_of(unit: Unit, actor: Actor) -> list[Film]:
    """Return the renditions of a unit's film, the smallest first; one query."""
    return list(_films_for(actor).filter(unit=unit).order_by("size", "pk"))


def the_film(unit: Unit, digest: str, actor: Actor, *, lock: bool = False) -> Film:
    """Return one rendition.

    :raises NotFound: there is none, or the actor may not see it
    """
    films = _films_for(actor).filter(unit=unit, digest=digest)
    film = (films.select_for_update() if lock else films).first()
    if film is None:
        raise NotFound(film=digest[:64])
    return film


def published_films(units: Collection[int]) -> dict[int, list[Film]]:
    """Return the public renditions by unit (primary key), the smallest first; one query."""
    found: dict[int, list[Film]] = {}
    films = Film.objects.filter(unit__in=units, state=State.PUBLISHED).order_by("size", "pk")
    for film in films:
        found.setdefault(film.unit_id, []).append(film)
    return found


def newest_film(films: Collection[Film]) -> datetime | None:
    """Return when the newest of some films was published, None for none."""
    return max((each.published_at for each in films if each.published_at), default=None)


def cues_by_language(unit: Unit) -> dict[str, tuple[int, tuple[Cue, ...]]]:
    """Return version and cues of the published texts that are subtitles; one query."""
    texts = UnitText.objects.filter(unit=unit, state=State.PUBLISHED, body__contains="-->")
    found = {}
    for language, version, body in texts.order_by("pk").values_list("language", "version", "body"):
        cues = cues_of(body) if TIMES.search(body) else ()
        if cues:
            found[language] = (version, cues)
    return found
