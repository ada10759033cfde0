"""A bead: some sentences of one text and those of the other that say the same."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from openluban.teaching.alignment.errors import NotBeads

_LINE = re.compile(r"\s*\[([\d,\s]*)\]\s*:\s*\[([\d,\s]*)\](?:\s*:\s*(\d(?:\.\d{1,9})?))?")

_NUMBER = re.compile(r"\d{1,9}")


@dataclass(frozen=True, slots=True)
class Bead:
    """Numbers of sentences from 0 on both sides; either side may be empty.

    ``confidence`` is how probable it is, from 0 to 1, that exactly this bead is right.
    """

    source: tuple[int, ...]
    target: tuple[int, ...]
    confidence: float = 1.0

    @property
    def places(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Both sides, without the confidence."""
        return self.source, self.target

    def __str__(self) -> str:
        return f"{list(self.source)}:{list(self.target)}"


def beads_of(lines: Iterable[str]) -> list[Bead]:
    """Read beads in the field's usual form, ``[0, 1]:[0]`` or ``[0, 1]:[0]:0.87`` a line.

    What follows is passed over; without a confidence it is 1.

    :raises NotBeads: a line that is not empty has no such beginning
    """
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        match = _LINE.match(line)
        if match is None:
            raise NotBeads(line=number)
        source, target = (tuple(map(int, _NUMBER.findall(side))) for side in match.groups()[:2])
        found.append(Bead(source, target, min(float(match[3] or 1), 1.0)))
    return found
