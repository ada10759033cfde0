"""Reads about workshops."""

from openluban.kernel.text import LocalizedText
from openluban.network.workshops.models import Workshop


def workshop_name(key: str) -> LocalizedText | None:
    """Return the name of the workshop under a key, None if the public knows of none."""
    found: LocalizedText | None = (
        Workshop.objects.shown().filter(key=key).values_list("name", flat=True).first()
    )
    return found
