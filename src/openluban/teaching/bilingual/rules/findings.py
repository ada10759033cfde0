"""What a check finds."""

from dataclasses import dataclass, field

SOURCE, TARGET = "source", "target"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that may be wrong with a translated segment.

    ``kind`` names the check; ``side`` and the places (in characters, end excluded) say where it
    stands; ``details`` fill the sentence that says why. ``is_wrong``: surely a fault, else
    something to look at.
    """

    kind: str
    side: str
    start: int
    end: int
    details: dict[str, str] = field(default_factory=dict)
    is_wrong: bool = True
