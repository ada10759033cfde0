"""Reads about workshops."""

from datetime import date

from django.db.models import Q, QuerySet

from openluban.kernel.text import LocalizedText
from openluban.network.workshops.models import Party, Workshop


def workshop_name(key: str) -> LocalizedText | None:
    """Return the name of the workshop under a key, None if the public knows of none."""
    found: LocalizedText | None = (
        Workshop.objects.shown().filter(key=key).values_list("name", flat=True).first()
    )
    return found


def parties_on(day: date) -> QuerySet[Party]:
    """Return the parts that institutions have in workshops on a day, as the public knows them.

    One whose beginning is not known has begun; an end whose day is not known has not come yet.
    """
    begun = Q(since_earliest=None) | Q(since_earliest__lte=day)
    going_on = Q(until_latest=None) | Q(until_latest__gt=day)
    open_still = Q(closed_on_earliest=None) | Q(closed_on_earliest__gt=day)
    found: QuerySet[Party] = Party.objects.shown().filter(begun, going_on, open_still)
    return found
