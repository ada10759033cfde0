"""Courses that can be opened: resources with published texts."""

from django.db.models import Count, Q, QuerySet

from openluban.teaching.library.public import Resource, State


def courses_offered() -> QuerySet[Resource]:
    """Return the resources that the public reads, each with ``units_published``; one query."""
    published = Q(units__texts__state=State.PUBLISHED, units__is_shown=True)
    found = Resource.objects.shown().annotate(
        units_published=Count("units", filter=published, distinct=True)
    )
    return found.filter(units_published__gt=0).order_by("key")
