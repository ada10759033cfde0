"""Strong and emphasised words of Markdown beside the punctuation of unspaced scripts.

CommonMark sees no end of strong words in ``**“鲁班工坊”**是``, for want of a space after the sign.
Beside asterisks such punctuation is therefore read as a letter, and put back afterwards.
"""

import re
import unicodedata

_PUNCTUATION = "".join(
    chr(code)
    for first, last in ((0xAB, 0xBB), (0x2010, 0x205E), (0x3001, 0x301F), (0xFF01, 0xFF65))
    for code in range(first, last + 1)
    if unicodedata.category(chr(code)).startswith("P")
)
_SHIELDS = "".join(chr(0xE100 + place) for place in range(len(_PUNCTUATION)))
_SHIELD = str.maketrans(_PUNCTUATION, _SHIELDS)
_UNSHIELD = str.maketrans(_SHIELDS, _PUNCTUATION)
_BESIDE_ASTERISK = re.compile(rf"(?<=\*)[{_PUNCTUATION}]+|[{_PUNCTUATION}]+(?=\*)")


def shielded(text: str) -> str:
    """Return the text ready for a Markdown parser; every character keeps its place."""
    return _BESIDE_ASTERISK.sub(lambda signs: signs.group().translate(_SHIELD), text)


def unshielded(text: str) -> str:
    """Return what a parser made of a shielded text, with its punctuation put back."""
    return text.translate(_UNSHIELD)
