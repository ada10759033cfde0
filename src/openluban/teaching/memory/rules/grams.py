"""What texts are found by: numbers for their words, pairs of characters and short runs of letters.

Thousands of texts are cut at once, column by column. A text's number of characters decides which
*band* it belongs to, and every number below holds for one band: whoever looks for a text of about
100 characters never meets those of 20.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.uint64]
Rows = npt.NDArray[np.int64]
_Codes = npt.NDArray[np.uint32]
_Mask = npt.NDArray[np.bool_]

RATIO = 1.3
_EDGES = np.array(
    sorted({*range(1, 6), *(round(5 * RATIO**step) for step in range(1, 31))}), dtype=np.int64
)
"""Where a new band begins, in characters."""
BANDS = len(_EDGES) + 1
LEAST = np.append(0, _EDGES).astype(np.float64)
"""The least number of characters of each band's texts."""
MOST = np.append(_EDGES - 1, 1 << 30).astype(np.float64)
"""The greatest number of characters of each band's texts."""

_NEW_LINE = 10
_UNSPACED = (
    *((0x0E00, 0x0EFF), (0x2E80, 0x2FDF), (0x3005, 0x3007), (0x3021, 0x9FFF)),
    *((0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF)),
)
"""Scripts that write no spaces: Thai and Lao, Chinese, Japanese, Korean."""
_IN_WORDS = np.array([chr(code).isalnum() or code == ord("_") for code in range(0xFFFF)] + [False])
"""Which characters words are made of; those beyond the table are none."""
_SHORT = 40
"""Up to so many characters every three letters in a row count; of longer ones some five."""
_TINY = 10
"""Up to so many characters a Chinese character counts alone, too, and so do two letters."""
_WIDTH, _WIDE = 3, 5
_EVERY = 4
"""Of runs in long texts, one in so many counts: always the same ones."""
_OF_WORDS, _OF_PAIRS, _OF_RUNS, _OF_ONE, _OF_TWO = 1, 2, 3, 4, 5
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_FACTORS = tuple(
    np.uint64(factor)
    for factor in (
        0xBF58476D1CE4E5B9,
        0x94D049BB133111EB,
        0xD6E8FEB86659FD93,
        0xA0761D6478BD642F,
        0xE7037ED1A0B428DB,
    )
)


class Grams(NamedTuple):
    """Numbers of texts: ``rows[i]`` is the text, by its place, that has ``numbers[i]``."""

    numbers: Numbers
    rows: Rows


class _Letters(NamedTuple):
    """Texts as one column of characters, each text between two line ends."""

    codes: _Codes
    rows: Rows
    lengths: Rows
    is_han: _Mask
    is_word: _Mask


def band_of(length: int) -> int:
    """Return the band of texts of so many characters."""
    return int(np.searchsorted(_EDGES, length, side="right"))


def folded(text: str) -> str:
    """Return a text without differences of case; no line end is left in it."""
    return " ".join(text.casefold().split())


def grams_of(texts: Sequence[str]) -> Grams:
    """Cut folded texts; a number may occur twice for the same text. Bands are not mixed in yet."""
    return _cut(_letters(texts))


def _cut(letters: _Letters) -> Grams:
    parts = [_words(letters), _pairs(letters), _runs(letters, of_short=True)]
    parts += [_runs(letters, of_short=False), _ones(letters), _twos(letters)]
    return Grams(
        np.concatenate([part.numbers for part in parts]),
        np.concatenate([part.rows for part in parts]),
    )


def grams_by_band(text: str, bands: Sequence[int], *, most: int) -> list[Numbers]:
    """Return, for each band, the numbers that a folded text shares with those of it like it.

    Short texts are cut finer than long ones; so a text is cut as those are that it is to be found
    among, not as long as it is itself. At most so many numbers each, the same for similar texts.
    """
    letters = _letters([text])
    cut: dict[tuple[int, int], Numbers] = {}
    found: list[Numbers] = []
    for band in bands:
        ends = _fineness(LEAST[band]), _fineness(MOST[band])
        if ends not in cut:
            # The least of scattered numbers: as good as any.
            cut[ends] = np.unique(np.concatenate([_as_long_as(letters, end) for end in set(ends)]))
            cut[ends] = cut[ends][:most]
        found.append(cut[ends])
    return found


def _fineness(length: float) -> int:
    """Return the least length of texts that are cut as one of this length is."""
    return _SHORT if length >= _SHORT else _TINY if length >= _TINY else 0


def _as_long_as(letters: _Letters, length: int) -> Numbers:
    return _cut(letters._replace(lengths=np.full(1, length, dtype=np.int64))).numbers


def words_and_pairs(text: str) -> Numbers:
    """Return the numbers that every text with these words has, whatever its length."""
    letters = _letters([text])
    words, pairs = _words(letters), _pairs(letters, only_inside=True)
    return np.unique(np.concatenate([words.numbers, pairs.numbers]))


def bands_of(texts: Sequence[str]) -> Rows:
    """Return the band of each folded text."""
    lengths = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    return np.searchsorted(_EDGES, lengths, side="right").astype(np.int64)


def in_band(numbers: Numbers, bands: Rows | int, language: int) -> npt.NDArray[np.int64]:
    """Return the keys under which the index keeps these numbers, for one language."""
    salt = np.uint64((language * 2 + 1) & 0xFFFFFFFFFFFFFFFF)
    band = np.atleast_1d(np.asarray(bands, dtype=np.uint64)) + np.uint64(1)
    mixed = _mixed(numbers ^ (band * _PRIME) ^ salt)
    return mixed.view(np.int64)


def _mixed(numbers: Numbers) -> Numbers:
    """Scatter numbers (the last step of splitmix64)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * _FACTORS[0]
    numbers = (numbers ^ (numbers >> np.uint64(27))) * _FACTORS[1]
    return numbers ^ (numbers >> np.uint64(31))


def _letters(texts: Sequence[str]) -> _Letters:
    joined = "\n" + "\n".join(texts) + "\n"
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    ends = np.flatnonzero(codes == _NEW_LINE)
    lengths = np.diff(ends) - 1
    rows = np.repeat(np.arange(len(lengths), dtype=np.int64), lengths + 1)
    # The line end that begins a text belongs to it, the very last one to nobody.
    rows = np.append(rows, len(lengths) - 1)
    is_han = _is_han(codes)
    return _Letters(codes, rows, lengths, is_han, _is_word(codes) & ~is_han)


def _is_han(codes: _Codes) -> _Mask:
    """Test which characters belong to scripts that write no spaces."""
    found: _Mask = np.zeros(len(codes), dtype=np.bool_)
    if int(codes.max()) < _UNSPACED[0][0]:
        return found
    for low, high in _UNSPACED:
        found |= (codes >= low) & (codes <= high)
    return found


def _is_word(codes: _Codes) -> _Mask:
    found: _Mask = _IN_WORDS[np.minimum(codes, len(_IN_WORDS) - 1)]
    return found


def _words(letters: _Letters) -> Grams:
    inside = letters.is_word
    starts = np.flatnonzero(inside & ~np.roll(inside, 1))
    if not len(starts):
        return _nothing()
    places = np.flatnonzero(inside)
    firsts = np.searchsorted(places, starts)
    lengths = np.diff(np.append(firsts, len(places)))
    within = np.arange(len(places)) - np.repeat(firsts, lengths)
    # A word's number does not depend on where it stands: characters are weighed by their place.
    weighed = (letters.codes[places].astype(np.uint64) + np.uint64(_OF_WORDS)) * _powers(within)
    sums = np.add.reduceat(weighed, firsts)
    return Grams(_mixed(sums), letters.rows[starts])


def _powers(places: Rows) -> Numbers:
    return _mixed((places.astype(np.uint64) + np.uint64(1)) * _PRIME) | np.uint64(1)


def _pairs(letters: _Letters, *, only_inside: bool = False) -> Grams:
    """Return pairs of characters of which one at least is Chinese; the text's ends count too."""
    one, two = letters.is_han[:-1], letters.is_han[1:]
    at = np.flatnonzero(one & two if only_inside else one | two)
    return Grams(_run_numbers(letters, at, 2, _OF_PAIRS), letters.rows[at])


def _runs(letters: _Letters, *, of_short: bool) -> Grams:
    """Return runs of letters without Chinese: all of short texts, or some of long ones."""
    width = _WIDTH if of_short else _WIDE
    count = len(letters.codes) - width + 1
    if count <= 0:
        return _nothing()
    is_short = letters.lengths[letters.rows[1 : count + 1]] < _SHORT
    fits = is_short if of_short else ~is_short
    for offset in range(width):
        fits &= ~letters.is_han[offset : count + offset]
        if 0 < offset < width - 1:
            fits &= letters.codes[offset : count + offset] != _NEW_LINE
    at = np.flatnonzero(fits)
    numbers = _run_numbers(letters, at, width, _OF_RUNS)
    if not of_short:
        some = numbers % np.uint64(_EVERY) == 0
        at, numbers = at[some], numbers[some]
    return Grams(numbers, letters.rows[at])


def _ones(letters: _Letters) -> Grams:
    at = np.flatnonzero(letters.is_han & (letters.lengths[letters.rows] < _TINY))
    return Grams(_run_numbers(letters, at, 1, _OF_ONE), letters.rows[at])


def _twos(letters: _Letters) -> Grams:
    """Return neighbours in texts of a few letters, where one fault leaves no run of three."""
    is_tiny = letters.lengths[letters.rows[:-1]] < _TINY
    at = np.flatnonzero(is_tiny & ~letters.is_han[:-1] & ~letters.is_han[1:])
    return Grams(_run_numbers(letters, at, 2, _OF_TWO), letters.rows[at])


def _run_numbers(letters: _Letters, at: Rows, width: int, kind: int) -> Numbers:
    total = np.full(len(at), kind, dtype=np.uint64) * _PRIME
    for offset in range(width):
        total += (letters.codes[at + offset].astype(np.uint64) + np.uint64(1)) * _FACTORS[offset]
    return _mixed(total)


def _nothing() -> Grams:
    return Grams(np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int64))
