"""Reads about achievements."""

from openluban.kernel.refusals import NotFound
from openluban.kernel.text import LocalizedText
from openluban.learning.credentials.models.achievements import Achievement, Edition


def the_achievement(key: str) -> Achievement:
    """Return an achievement that everybody sees.

    :raises NotFound: there is none
    """
    found = Achievement.objects.shown().filter(key=key).first()
    if found is None:
        raise NotFound(what=key)
    return found


def the_edition(key: str, number: int) -> Edition:
    """Return the wording of an achievement as it was awarded; it stays, whatever becomes of that.

    :raises NotFound: there is none
    """
    found = Edition.objects.filter(achievement__key=key, number=number).first()
    if found is None:
        raise NotFound(what=key)
    return found


def achievement_name(key: str) -> LocalizedText | None:
    """Return the name of an achievement that everybody sees, None if there is none."""
    found = Achievement.objects.shown().filter(key=key).first()
    return found.name if found else None
