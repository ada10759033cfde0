"""What kind of sign a line begins and ends with."""

import unicodedata

from openluban.teaching.alignment.tokens import folded

CLASSES = 12
_GROUPS = (".", "!?", ":", ",;", "([{<", ")]}>", "\"'", "*_|#-+=~/\\")
_MARKS = {mark: number for number, group in enumerate(_GROUPS) for mark in group}
_LOWER, _LETTER, _DIGIT, _OTHER = range(len(_GROUPS), CLASSES)


def edges_of(line: str) -> tuple[int, int]:
    """Return the class of a line's first and of its last sign."""
    text = line.strip()
    return _class(text[:1]), _class(text[-1:])


def _class(sign: str) -> int:
    plain = folded(sign)[:1]
    if plain in _MARKS:
        return _MARKS[plain]
    if sign.islower():
        return _LOWER
    if sign.isalpha():
        return _LETTER
    return _DIGIT if unicodedata.category(sign or " ").startswith("N") else _OTHER
