"""Resources as the command line lists them."""

from collections import defaultdict

from django.db.models import Count, Q

from openluban.teaching.library.models import Resource, State, UnitText


def resource_lines() -> list[str]:
    """Return a line a resource: key, units, rights, published texts by language; two queries."""
    texts: dict[int, list[str]] = defaultdict(list)
    published = UnitText.objects.filter(state=State.PUBLISHED).values_list(
        "unit__resource", "language"
    )
    for resource, language, count in published.annotate(count=Count("pk")).order_by("language"):
        texts[resource].append(f"{language} {count}")
    rows = Resource.objects.filter(retired_at=None).order_by("key")
    counted = rows.annotate(count=Count("units", filter=Q(units__retired_at=None)))
    return [
        f"{key}  {units} units  {rights}  {', '.join(texts[pk]) or 'nothing published'}  {name}"
        for pk, key, units, rights, name in counted.values_list(
            "pk", "key", "count", "rights", "name"
        )
    ]
