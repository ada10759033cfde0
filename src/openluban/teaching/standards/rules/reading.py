"""In which two languages a text is read side by side."""

from collections.abc import Sequence

_FIRST = "zh-hans"


def two_languages(written: Sequence[str], reader: str) -> tuple[str, str]:
    """Return the languages of the left and of the right column; ``""`` where there is none.

    Chinese stands left. Beside it stands the reader's language, or else the first other one.
    """
    if not written:
        return "", ""
    left = _FIRST if _FIRST in written else written[0]
    others = [language for language in written if language != left]
    if reader in others:
        return left, reader
    return left, others[0] if others else ""
