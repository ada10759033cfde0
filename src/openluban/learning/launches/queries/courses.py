"""Courses that can be opened: resources with published texts."""

from django.db.models import Count, Q

from openluban.teaching.library.public import Resource, State


def courses_offered() -> list[tuple[Resource, int]]:
    """Return the resources that the public reads, and how many units of each; two queries."""
    published = Q(units__texts__state=State.PUBLISHED, units__is_shown=True)
    counted = Resource.objects.shown().annotate(
        published=Count("units", filter=published, distinct=True)
    )
    counts: dict[int, int] = dict(counted.filter(published__gt=0).values_list("pk", "published"))
    found = Resource.objects.filter(pk__in=counts).order_by("key")
    return [(each, counts[each.pk]) for each in found]
