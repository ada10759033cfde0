"""Words for how texts stand."""

from django.utils.translation import ngettext

from openluban.teaching.library.models import State
from openluban.teaching.library.rules import Stale

STATE_WORDS = dict(State.choices)


def stale_words(stale: Stale) -> str:
    """Return how many clauses no longer follow the original."""
    words = ngettext(
        "%(count)s clause to bring up to date",
        "%(count)s clauses to bring up to date",
        stale.total,
    )
    return words % {"count": stale.total}
