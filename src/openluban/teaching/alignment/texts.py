"""A text as arrays: the tokens of its sentences as numbers, and how long the sentences are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from openluban.teaching.alignment.tokens import tokens_of

Integers = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Text:
    """Sentences one after another; the tokens of sentence ``i`` are ``ids[starts[i]:starts[i+1]]``."""

    words: list[str]
    ids: Integers
    starts: Integers
    sizes: Numbers
    chance: Numbers

    def __len__(self) -> int:
        return len(self.sizes)

def text_of(lines: Sequence[str]) -> Text:
    """Read sentences, none of them empty."""
    numbers: dict[str, int] = {}
    ids: list[int] = []
    starts = [0]
    for line in lines:
        ids += [numbers.setdefault(token, len(numbers)) for token in tokens_of(line) or [""]]
        starts.append(len(ids))
    found = np.array(ids, dtype=np.int64)
    counts = np.bincount(found, minlength=max(len(numbers), 1)).astype(float)
    return Text(
        words=list(numbers),
        ids=found,
        starts=np.array(starts, dtype=np.int64),
        sizes=np.array([len(line.replace(" ", "")) for line in lines], dtype=float),
        chance=(counts + 1) / (counts.sum() + len(counts)),
    )
