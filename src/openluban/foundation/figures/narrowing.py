"""What the choices that every figure has do to its records."""

from datetime import date

from django.db.models import Q

from openluban.foundation.figures.declaring import Records

_CONFIDENCES = {"any": ("high", "medium", "low"), "medium": ("high", "medium"), "high": ("high",)}


def begins(choices: dict[str, str]) -> str:
    """Return the annotation from which a record counts: earliest, or latest when strict."""
    return "counts_latest" if choices["precision"] == "strict" else "counts_from"


def narrowed(records: Records, choices: dict[str, str]) -> Records:
    """Keep the records of the chosen confidence, without disputed ones if they are left out."""
    if choices["certainty"] != "any":
        records = records.filter(confidence__in=_CONFIDENCES[choices["certainty"]])
    if choices["disputed"] == "left_out":
        records = records.filter(is_disputed=False)
    return records


def on_day(records: Records, choices: dict[str, str], day: date) -> Records:
    """Keep the records that count on a day (the day of ending is excluded)."""
    # In this order: within a bloc the end is never None, and is then computed once for a record.
    lasting = Q(counts_until__gt=day) | Q(counts_until=None)
    return narrowed(records, choices).filter(lasting, **{f"{begins(choices)}__lte": day})
