"""Units for a large memory: phrases of real manuals and lessons put together anew, with edits.

Words follow the manuals' own frequencies, with a long tail of part numbers and terms as in any
technical writing. English and Chinese of one unit are of matching length but not translations of
each other: what is measured is finding texts.
"""

import random
import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
SHORT, MIDDLE, LONG = (3, 29), (30, 100), (101, 320)
MIX = ((0.44, SHORT), (0.30, MIDDLE), (0.26, LONG))
"""Of a real memory of 3.4 million units: shares of units by characters of English."""
_CHINESE = 0.42
"""Characters of Chinese for each of English."""
_COPIES = 0.15
"""Of units, so many are another unit with a small edit."""
_TAIL = 60_000
_RARE = 0.04
_KEPT = 4_000
_MARKS = re.compile(r"[*_`=|#<>\[\]{}\\]+|https?://\S+|\w+::\S*")


class NoManuals(RuntimeError):
    """The folder with manuals and lessons is not there."""


@dataclass
class Texts:
    """Phrases of one language, the frequent ones first, and the tail of rare terms."""

    phrases: list[str]
    spaced: bool
    chance: random.Random
    _sums: list[float] = field(init=False)
    _tail: list[str] = field(init=False)
    _tail_sums: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self._sums = list(accumulate(1 / (place + 3) for place in range(len(self.phrases))))
        self._tail = list(dict.fromkeys(_term(self.chance) for _ in range(_TAIL)))
        self._tail_sums = list(accumulate(1 / (place + 3) for place in range(len(self._tail))))

    def phrase(self) -> str:
        """Return a phrase by its frequency, or now and then a term."""
        if self.chance.random() < _RARE:
            return self.term()
        if self.chance.random() < 0.5:  # noqa: PLR2004
            return self.chance.choice(self.phrases)
        return self.phrases[bisect(self._sums, self.chance.random() * self._sums[-1])]

    def term(self) -> str:
        """Return a term by its frequency."""
        sums = self._tail_sums
        return self._tail[min(bisect(sums, self.chance.random() * sums[-1]), len(sums) - 1)]

    def text(self, length: int) -> str:
        """Return a text of about so many characters."""
        parts: list[str] = []
        size = 0
        while size < length:
            part = self.phrase()
            parts.append(part)
            size += len(part) + self.spaced
        joined = (" " if self.spaced else "").join(parts)
        if not self.spaced or len(joined) <= length:
            return joined[:length]
        return joined[: length + 1].rpartition(" ")[0] or joined[:length]

    def edited(self, text: str, share: float) -> str:
        """Return the text with this share of it changed: by words or by letters, half and half."""
        by_words = self.spaced and self.chance.random() < 0.5  # noqa: PLR2004
        parts = text.split(" ") if by_words else list(text)
        for _ in range(max(1, round(share * len(parts)))):
            place = self.chance.randrange(len(parts) + 1)
            kind = self.chance.choice(("replace", "replace", "add", "take"))
            fresh = self._word() if by_words else self._letter()
            parts[place : place + (kind != "add")] = [fresh] if kind != "take" else []
        return (" " if by_words else "").join(parts).strip()

    def _word(self) -> str:
        return self.chance.choice(self.phrase().split(" "))

    def _letter(self) -> str:
        return self.chance.choice("etaoinsrhl dcum" if self.spaced else self.phrase())


def _term(chance: random.Random) -> str:
    """Return something like a part number or a name of a component."""
    letters = "".join(chance.choices("ABCDEFGHKLMNPRSTUVXZ", k=chance.randint(1, 4)))
    number = chance.randint(1, 9999)
    tail = "".join(chance.choices("aeiounrstlcd", k=chance.randint(0, 5)))
    return chance.choice((f"{letters}{number}", f"{letters}{tail}", f"{letters}-{number}{tail}"))


def english(seed: int) -> Texts:
    """Return what English texts are made of."""
    phrases = []
    for sentence in _sentences(".en.md", "msgid"):
        words = sentence.split()
        phrases += [" ".join(words[at : at + 4]) for at in range(0, len(words), 4)]
    return Texts(_by_frequency(phrases), spaced=True, chance=random.Random(seed))  # noqa: S311


def chinese(seed: int) -> Texts:
    """Return what Chinese texts are made of."""
    phrases = []
    for sentence in _sentences(".zh.md", "msgstr"):
        for clause in re.split(r"[\s，。；：！？、（）]+", sentence):
            phrases += [clause[at : at + 6] for at in range(0, len(clause), 6)]
    return Texts(_by_frequency(phrases), spaced=False, chance=random.Random(seed))  # noqa: S311


def _by_frequency(phrases: Sequence[str]) -> list[str]:
    counts: dict[str, int] = {}
    for phrase in phrases:
        if phrase:
            counts[phrase] = counts.get(phrase, 0) + 1
    return sorted(counts, key=lambda phrase: -counts[phrase])


def _sentences(ending: str, field_name: str) -> Iterator[str]:
    if not DATA.is_dir():
        message = f"the manuals and lessons are not at {DATA}"
        raise NoManuals(message)
    for place in sorted(DATA.glob(f"iot/*{ending}")):
        for line in place.read_text(encoding="utf-8").splitlines():
            yield from _clean(line)
    for place in sorted(DATA.glob("kicad/*/zh.po")):
        text = place.read_text(encoding="utf-8")
        for found in re.finditer(rf'^{field_name} ((?:".*"\n?)+)', text, re.MULTILINE):
            joined = "".join(re.findall(r'"(.*)"', found[1])).replace("\\n", " ")
            yield from _clean(joined.replace('\\"', '"'))


def _clean(line: str) -> Iterator[str]:
    plain = " ".join(_MARKS.sub(" ", line).split())
    if plain:
        yield plain


def units(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Yield so many units: English and Chinese."""
    ours, theirs, chance = english(seed), chinese(seed + 1), random.Random(seed + 2)  # noqa: S311
    kept: list[tuple[str, str]] = []
    for _ in range(count):
        if kept and chance.random() < _COPIES:
            one, other = chance.choice(kept)
            share = chance.uniform(0.02, 0.3)
            unit = ours.edited(one, share) or one, theirs.edited(other, share) or other
        else:
            length = length_of(chance)
            unit = ours.text(length), theirs.text(max(2, round(length * _CHINESE)))
        yield unit
        if len(kept) < _KEPT:
            kept.append(unit)
        else:
            kept[chance.randrange(_KEPT)] = unit


def length_of(chance: random.Random) -> int:
    """Return a length in characters of English by the mix."""
    drawn = chance.random()
    for share, (low, high) in MIX:
        if drawn < share:
            return chance.randint(low, high)
        drawn -= share
    return LONG[1]
