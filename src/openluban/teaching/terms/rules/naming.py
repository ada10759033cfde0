"""Names made of terms."""

from collections.abc import Iterable, Mapping

from openluban.kernel.text import LocalizedText


def name_of(wordings: Mapping[str, str], ours: Iterable[str] = ()) -> LocalizedText:
    """Return a text of these wordings by language."""
    return LocalizedText(wordings, frozenset(ours))
