"""Putting several words, clauses or sentences into one text, as each language does.

English lists with commas and semicolons and puts a space between sentences; Chinese has signs of
its own for both and no spaces.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from openluban.foundation.ui.languages import page_language

_WITHOUT_SPACES = frozenset({"ja", "zh"})


def listed(words: Iterable[object]) -> str:
    """Return short words as a list: bachelor, master."""
    return _(", ").join(map(str, words))


def names_listed(names: Iterable[object]) -> str:
    """Return names as a list; they may have commas in them."""
    return pgettext("between two names of a list", "; ").join(map(str, names))


def clauses(said: Iterable[object]) -> str:
    """Return the parts of a definition as one text."""
    return pgettext("between two parts of a definition", "; ").join(map(str, said))


def leading(title: object) -> str:
    """Return the title of a list as it stands before the clauses that narrow it."""
    return pgettext("the title of a list before its clauses", "%(title)s") % {"title": title}


def sentences(said: Iterable[object]) -> str:
    """Return whole sentences, each with its full stop, as one text."""
    gap = "" if page_language().split("-")[0] in _WITHOUT_SPACES else " "
    return gap.join(map(str, said))
