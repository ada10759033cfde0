"""What waits to be reviewed or published."""

from openluban.teaching.library.models import Film, State, UnitText


def drafts_of(resource: str) -> list[tuple[str, str, int]]:
    """Return (unit, language, version) of every draft of a resource in order; one query."""
    rows = UnitText.objects.filter(unit__resource__key=resource, state=State.DRAFT)
    ordered = rows.order_by("unit__position", "pk")
    return list(ordered.values_list("unit__key", "language", "version"))


def film_drafts_of(resource: str) -> list[tuple[str, str]]:
    """Return (unit, digest) of every film of a resource that is a draft; one query."""
    films = Film.objects.filter(unit__resource__key=resource, state=State.DRAFT)
    return list(films.order_by("unit__position", "pk").values_list("unit__key", "digest"))
