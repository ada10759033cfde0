"""What pages say of how texts stand."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openluban.teaching.library.public import Stale
from openluban.teaching.packs.queries.course import CourseText


def stale_words(stale: Stale) -> str:
    """Return how many clauses no longer follow the original."""
    words = ngettext(
        "%(count)s clause to bring up to date",
        "%(count)s clauses to bring up to date",
        stale.total,
    )
    return words % {"count": stale.total}


def standing_words(text: CourseText) -> str:
    """Return whether the other side reviewed a text, and whether it follows its original."""
    reviewed = _("reviewed by the other side") if text.row.reviewed_by else _("not reviewed here")
    return f"{reviewed}; {stale_words(text.stale)}" if text.stale else reviewed
