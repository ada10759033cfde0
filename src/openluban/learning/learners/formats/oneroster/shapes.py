"""What the provider and the files share: how learners are said in the words of OneRoster."""

import re
from datetime import date, timedelta
from hashlib import sha256

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
SEXES = {"1": "male", "2": "female", "9": "other"}


def term_id(starts: date, ends: date | None) -> str:
    """Return the id of the term that a cohort's days make."""
    return f"term-{starts.isoformat()}-{ends.isoformat() if ends else 'open'}"


def first_day_after(starts: date, ends: date | None) -> date:
    """Return the end of a term as the standard counts: the first day after it.

    A cohort without an end has a term of one year, which says so in a column of its own.
    """
    return (ends or starts + timedelta(days=364)) + timedelta(days=1)


def line_id(place: str, title: str) -> str:
    """Return the id of the line item under which marks of one title in one class stand."""
    said = f"{place}\x1f{title}"
    return f"line-{sha256(said.encode()).hexdigest()[:24]}"


def parts_of(full: str, given: str, family: str) -> tuple[str, str]:
    """Return given and family name, which the standard wants both, from whatever there is."""
    if given and family:
        return given, family
    words = full.split()
    if len(words) > 1:
        return " ".join(words[1:]), words[0]
    if len(full) > 1 and _HAN.match(full):
        return full[1:], full[0]
    return full or "–", family or full or "–"
