"""What may stand in a cell: no formula in disguise, no control character, no endless text.

The apostrophe is the spreadsheet's own sign for "this is text". The writer puts it before text
that a spreadsheet might run; the reader takes exactly that apostrophe off again.
"""

import re

from openluban.foundation.sheets.limits import Limits
from openluban.foundation.sheets.problems import Rule, SheetProblem, problem

# The full-width signs start a formula in East Asian editions of Excel.
FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")
_PLAIN_NUMBER = re.compile(r"[+\-](?:\d+(?:[.,]\d+)*(?:[eE][+\-]?\d+)?%?)?", re.ASCII)
# Without letters, quotes, bars or exclamation marks there is no function, reference or command.
_HARMLESS = re.compile(r"[+\-＋－][\d\s().,:;/+\-–—~…×*%‰±°]*(?:°[CF])?")
WATCHED_STARTS = FORMULA_STARTS | {"'"}
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ufffe\uffff\ud800-\udfff]")
_BLANK_STARTS = "\t\r\n"


def guarded(text: str) -> str:
    """Return the text with an apostrophe before it if a spreadsheet might run it."""
    bare = text.lstrip("'")
    if bare[:1] not in FORMULA_STARTS or (bare == text and _PLAIN_NUMBER.fullmatch(text)):
        return text
    return "'" + text


def unguarded(text: str) -> str:
    """Return the text without the apostrophe that ``guarded`` put there."""
    return text[1:] if text[:1] == "'" and text.lstrip("'")[:1] in FORMULA_STARTS else text


def is_formula_like(text: str) -> bool:
    """Test whether a spreadsheet might run the text; numbers, phone numbers, '-' are harmless.

    Tabs and line ends before the text do not hide it, and alone they do no harm.
    """
    bare = text.lstrip(_BLANK_STARTS)
    if bare[:1] not in FORMULA_STARTS:
        return False
    return not (_PLAIN_NUMBER.fullmatch(bare) or _HARMLESS.fullmatch(bare))


def check_cell(text: str, limits: Limits, row: int, column: str) -> SheetProblem | None:
    """Return what is wrong with the text of one cell, as it stands in the file."""
    if len(text) > limits.max_cell_chars:
        return problem(Rule.CELL_TOO_LONG, row=row, column=column, limit=limits.max_cell_chars)
    if found := CONTROL.search(text):
        character = f"U+{ord(found.group()):04X}"
        return problem(Rule.CONTROL_CHARACTER, row=row, column=column, character=character)
    if is_formula_like(text):
        start = text.lstrip(_BLANK_STARTS)[0]
        return problem(Rule.FORMULA_INJECTION, row=row, column=column, start=start)
    return None
