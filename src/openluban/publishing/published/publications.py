"""Which publication a figure and a record come from: a publication is no witness to itself."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from openluban.foundation.evidence.citing import read_citation
from openluban.foundation.evidence.models import Claim

_WORDS = re.compile(r"\w+")
_NOISE = frozenset({"the", "of", "via", "as", "quoted", "relayed", "site", "text", "news", "page"})


def _publisher(name: str) -> frozenset[str]:
    return frozenset(_WORDS.findall(name.casefold())) - _NOISE


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication as far as a citation names it: words of the publisher, the day, the text."""

    publisher: frozenset[str]
    day: str
    citation: str

    def is_same(self, other: "Publication") -> bool:
        """Test whether both are one publication: the same text, or publisher and day agree."""
        if self.citation and self.citation == other.citation:
            return True
        if not self.publisher or not other.publisher or not self.day or not other.day:
            return False
        by_same = self.publisher <= other.publisher or other.publisher <= self.publisher
        days = (self.day, other.day)
        return by_same and (days[0].startswith(days[1]) or days[1].startswith(days[0]))


def publication(citation: str, *, publisher: str = "", day: str = "") -> Publication:
    """Read one citation; what it does not say is taken from ``publisher`` and ``day``."""
    read = read_citation(citation)
    return Publication(
        _publisher(read.publisher or publisher),
        read.published_on or day,
        citation.strip().casefold(),
    )


def publications_of(source: str, publisher: str, day: str) -> list[Publication]:
    """Return the publications that a published figure's columns name."""
    cited = [part.strip() for part in re.split(r"[;|]", source) if part.strip()]
    named = [publication(part, publisher=publisher, day=day) for part in cited]
    by_publishers = [
        Publication(_publisher(part), day, "") for part in publisher.split(";") if part.strip()
    ]
    return [*named, *by_publishers]


class Witnesses:
    """What the records of registers rest on; one query a register."""

    def __init__(self) -> None:
        self._of: dict[str, Mapping[str, list[Publication]]] = {}

    def publications(self, register: str, record: str) -> list[Publication]:
        """Return the publications that bear a record out."""
        if register not in self._of:
            self._of[register] = self._read(register)
        return self._of[register].get(record, [])

    @staticmethod
    def _read(register: str) -> Mapping[str, list[Publication]]:
        found: dict[str, list[Publication]] = defaultdict(list)
        claims = Claim.objects.filter(register=register, stance=Claim.Stance.SUPPORTS)
        known: dict[str, Publication] = {}
        for record, citation in claims.values_list("record", "source__citation"):
            if citation not in known:
                known[citation] = publication(citation)
            found[record].append(known[citation])
        return found

    def rests_only_on(self, register: str, record: str, given: Iterable[Publication]) -> bool:
        """Test whether a record rests on nothing but the given publications."""
        own = self.publications(register, record)
        others = list(given)
        return bool(own) and all(any(one.is_same(other) for other in others) for one in own)

    def publisher(self, register: str, record: str) -> str:
        """Return the first citation that bears a record out, as people read it."""
        claims = Claim.objects.filter(
            register=register, record=record, stance=Claim.Stance.SUPPORTS
        )
        return claims.values_list("source__citation", flat=True).first() or ""
