"""Following the history, for those who tell others what changed."""

from collections.abc import Sequence

from openluban.foundation.history.models import Entry


def entries_after(number: int, *, kinds: Sequence[str], most: int) -> list[tuple[int, str, str]]:
    """Return up to so many entries after one, oldest first, as (number, kind, key); one query.

    On PostgreSQL a transaction that began earlier may still add entries with lower numbers.
    """
    found = Entry.objects.filter(pk__gt=number, subject_kind__in=kinds).order_by("pk")
    return list(found.values_list("pk", "subject_kind", "subject_key")[:most])
