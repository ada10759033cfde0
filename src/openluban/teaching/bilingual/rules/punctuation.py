"""Punctuation of a translation: its width, its end, and the spaces around it."""

import re
from collections.abc import Iterator

from openluban.teaching.bilingual.rules.findings import SOURCE, TARGET, Finding
from openluban.teaching.bilingual.rules.segments import is_unspaced

_IDEOGRAPH = "\u3400-\u9fff\uf900-\ufaff"
_NARROW = re.compile(
    rf"(?<=[{_IDEOGRAPH}])[,;:?!](?=[{_IDEOGRAPH}\s]|\Z)|(?<=[{_IDEOGRAPH}])\.(?=\s|\Z|[{_IDEOGRAPH}])"
    rf"|(?<=[{_IDEOGRAPH}])\((?=[{_IDEOGRAPH}])|(?<=[{_IDEOGRAPH}])\)(?=[{_IDEOGRAPH}])"
)
_WIDE = re.compile("[，。；：？！（）、「」『』【】《》\u3000０-９Ａ-Ｚａ-ｚ．％]")
_NARROW_OF = str.maketrans("，。；：？！（）、「」『』【】《》\u3000．％", ",.;:?!(),«»«»[]«» .%")
_WIDE_OF = str.maketrans(",.;:?!()", "，。；：？！（）")
_SPACE_BEFORE = re.compile(r"(?<=\w)[ \u00a0]+(?=[,.;:!?](?:\s|\Z))")
_TWO_SPACES = re.compile(r"(?<=\S) {2,}(?=[^\s|])")
_END = re.compile(r"([.。…!！?？:：;；])[*_`\"'”’»」』)）\]]*\s*\Z")
_KINDS = {
    **dict.fromkeys(".。…;；", "full stop"),
    **dict.fromkeys("!！", "exclamation mark"),
    **dict.fromkeys("?？", "question mark"),
    **dict.fromkeys(":：", "colon"),
}


def width(target: str, language: str) -> Iterator[Finding]:
    """Yield half-width signs among Chinese characters, full-width ones in other languages."""
    if is_unspaced(language):
        found = ((one, one[0].translate(_WIDE_OF)) for one in _NARROW.finditer(target))
    else:
        found = ((one, one[0].translate(_NARROW_OF)) for one in _WIDE.finditer(target))
    for one, right in found:
        yield Finding("width", TARGET, *one.span(), {"sign": one[0], "right": right})


def ends(source: str, target: str) -> Iterator[Finding]:
    """Yield a sentence that ends otherwise than the one it translates."""
    ours, theirs = _END.search(source), _END.search(target)
    kinds = [_KINDS[found[1]] if found else "" for found in (ours, theirs)]
    if kinds[0] == kinds[1]:
        return
    if ours and not theirs:
        details = {"sign": ours[1]}
        yield Finding("end_missing", SOURCE, ours.start(1), ours.end(1), details, is_wrong=False)
    elif theirs:
        kind = "end_differs" if ours else "end_extra"
        details = {"sign": theirs[1]}
        yield Finding(kind, TARGET, theirs.start(1), theirs.end(1), details, is_wrong=False)


def spaces(target: str, language: str) -> Iterator[Finding]:
    """Yield spaces before a sign, and more than one in a row."""
    if not is_unspaced(language) and language.partition("-")[0] != "fr":
        for one in _SPACE_BEFORE.finditer(target):
            yield Finding("space_before", TARGET, *one.span(), is_wrong=False)
    for one in _TWO_SPACES.finditer(target):
        yield Finding("two_spaces", TARGET, *one.span(), is_wrong=False)
