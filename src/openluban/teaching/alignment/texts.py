"""A text as arrays: the tokens of its sentences as numbers, and how long the sentences are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from openluban.teaching.alignment.signs import edges_of
from openluban.teaching.alignment.tokens import size_of, tokens_of

Integers = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Text:
    """Sentences one after another; the tokens of sentence ``i`` are ``ids[starts[i]:starts[i+1]]``.

    ``chance`` is how often each word is met anywhere in the text. ``marks`` say of what kind a
    sentence is: only those of one kind are aligned, and those above 0 one with one. ``edges``
    are the classes of its first and last sign.
    """

    words: list[str]
    ids: Integers
    starts: Integers
    sizes: Numbers
    chance: Numbers
    marks: Integers
    edges: Integers

    def __len__(self) -> int:
        return len(self.sizes)

    def part(self, first: int, last: int) -> "Text":
        """Return the sentences from ``first`` up to, not including, ``last``."""
        begin, end = self.starts[first], self.starts[last]
        starts = self.starts[first : last + 1] - begin
        sizes, marks = self.sizes[first:last], self.marks[first:last]
        edges = self.edges[first:last]
        return Text(self.words, self.ids[begin:end], starts, sizes, self.chance, marks, edges)


def text_of(lines: Sequence[str], marks: Sequence[int] = ()) -> Text:
    """Read sentences, none of them empty, all of one kind where no marks are given."""
    numbers: dict[str, int] = {}
    ids: list[int] = []
    starts = [0]
    for line in lines:
        ids += [numbers.setdefault(token, len(numbers)) for token in tokens_of(line) or [""]]
        starts.append(len(ids))
    found = np.array(ids, dtype=np.int64)
    counts = np.bincount(found, minlength=max(len(numbers), 1)).astype(float)
    return Text(
        words=list(numbers) or [""],
        ids=found,
        starts=np.array(starts, dtype=np.int64),
        sizes=np.array([size_of(line) for line in lines], dtype=float),
        chance=(counts + 1) / (counts.sum() + len(counts)),
        marks=np.array(marks or [0] * len(lines), dtype=np.int64),
        edges=np.array([edges_of(line) for line in lines], dtype=np.int64).reshape(-1, 2),
    )
