"""The leaves of a unit in one language, through all versions that were published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from openluban.teaching.library.leaves import Exchange, Leaf, exchanged, leaves_of
from openluban.teaching.library.markup.sections import Stretch, stretches_of
from openluban.teaching.library.models import Unit, UnitText


@dataclass(frozen=True, slots=True)
class Leaves:
    """A published version in leaves, and how to come to it from an earlier one (0: from none)."""

    position: int
    since: int
    version: int
    published_at: dict[int, datetime]
    leaves: tuple[Leaf, ...]
    stretches: tuple[Stretch, ...]
    exchanges: tuple[Exchange, ...]

    def printed(self, label: str) -> str:
        """Return what stands at the foot of a leaf: 4-2.1, the unit and the leaf."""
        return f"{self.position}-{label}"

    @property
    def to_print(self) -> list[tuple[Leaf, Stretch]]:
        """Return the leaves that are put in, with what stands on them."""
        new = {each.put_in.number for each in self.exchanges if each.put_in}
        return [(leaf, self.stretches[leaf.place]) for leaf in self.leaves if leaf.number in new]


def leaves_since(unit: Unit, language: str, since: int, version: int) -> Leaves | None:
    """Return what changed between two published versions; one query.

    None where one of them was never published or the first is not the older.
    """
    texts = UnitText.objects.filter(
        unit=unit, language=language, version__lte=version, published_at__isnull=False
    )
    rows = list(texts.order_by("version").values_list("version", "body", "published_at"))
    known = {row[0] for row in rows}
    if version not in known or since >= version or (since and since not in known):
        return None
    return leaves_between(unit.position, rows, since, version)


def leaves_between(
    position: int, rows: Sequence[tuple[int, str, datetime | None]], since: int, version: int
) -> Leaves:
    """Return how to come from one version to another (0: the empty folder).

    ``rows`` are (version, body, when it was published), oldest first, the two among them.
    """
    cut = {number: stretches_of(body) for number, body, _published in rows}
    found = leaves_of(
        [(number, [each.section for each in cut[number]]) for number, _body, _published in rows]
    )
    leaves = found.get(version, [])
    return Leaves(
        position,
        since,
        version,
        {number: published for number, _body, published in rows if published},
        tuple(leaves),
        tuple(cut.get(version, ())),
        tuple(exchanged(found.get(since, []), leaves)),
    )
