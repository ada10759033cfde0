"""What became of numbers: since they were published, or from one edition to the next."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from openluban.publishing.briefings.frozen import FrozenFigure, SeenRecord


@dataclass(frozen=True, slots=True)
class Restatement:
    """A number whose records are no longer those it rested on.

    ``now`` is today's reading, None where the figure is no longer kept or has no number. A record
    whose dates, thing or quantity changed stands in ``changed`` as it was and as it is.
    """

    question: str
    frozen: FrozenFigure
    now: FrozenFigure | None
    added: tuple[SeenRecord, ...] = ()
    removed: tuple[SeenRecord, ...] = ()
    changed: tuple[tuple[SeenRecord, SeenRecord], ...] = ()

    @property
    def is_other_number(self) -> bool:
        """Whether the number itself is another, not only what it rests on."""
        return self.now is None or _numbers(self.now) != _numbers(self.frozen)


def restatement(frozen: FrozenFigure, now: FrozenFigure | None) -> Restatement | None:
    """Compare a published number with today's reading; None where nothing has changed."""
    if now is None:
        return Restatement(frozen.question, frozen, None, removed=frozen.records)
    before, after = _by_reference(frozen.records), _by_reference(now.records)
    added = [one for key, some in after.items() if key not in before for one in some]
    removed = [one for key, some in before.items() if key not in after for one in some]
    changed = [
        pair for key, some in before.items() if key in after for pair in _pairs(some, after[key])
    ]
    found = Restatement(frozen.question, frozen, now, tuple(added), tuple(removed), tuple(changed))
    has_changed = added or removed or changed or found.is_other_number
    return found if has_changed else None


@dataclass(frozen=True, slots=True)
class Correction:
    """What an edition says otherwise than the one before it.

    ``numbers`` are pairs of the number before and after; ``dropped`` and ``new`` are questions
    that only one of the two asks; ``languages`` those whose text differs.
    """

    numbers: tuple[tuple[FrozenFigure, FrozenFigure], ...] = ()
    dropped: tuple[FrozenFigure, ...] = ()
    new: tuple[FrozenFigure, ...] = ()
    languages: tuple[str, ...] = ()
    same_numbers: int = 0
    """How many numbers stayed the same but rest on other records."""

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return bool(self.numbers or self.dropped or self.new or self.languages or self.same_numbers)


def correction(
    former: Mapping[str, FrozenFigure],
    later: Mapping[str, FrozenFigure],
    *,
    texts: tuple[Mapping[str, str], Mapping[str, str]],
) -> Correction:
    """Compare two editions: their figures by question, their texts by language."""
    before, after = texts
    shared = [(former[question], later[question]) for question in former if question in later]
    numbers = [pair for pair in shared if _numbers(pair[0]) != _numbers(pair[1])]
    rest = [pair for pair in shared if _numbers(pair[0]) == _numbers(pair[1])]
    return Correction(
        tuple(numbers),
        tuple(figure for question, figure in former.items() if question not in later),
        tuple(figure for question, figure in later.items() if question not in former),
        tuple(sorted(lang for lang in {*before, *after} if before.get(lang) != after.get(lang))),
        sum(restatement(*pair) is not None for pair in rest),
    )


def _numbers(figure: FrozenFigure) -> tuple[str, str, str, str]:
    return figure.value, figure.low, figure.high, figure.unit


def _by_reference(records: Iterable[SeenRecord]) -> dict[str, list[SeenRecord]]:
    found: dict[str, list[SeenRecord]] = defaultdict(list)
    for record in records:
        found[record.reference].append(record)
    return found


def _pairs(
    before: Sequence[SeenRecord], after: Sequence[SeenRecord]
) -> list[tuple[SeenRecord, SeenRecord]]:
    """Pair what changed of one record, which a figure may see several times."""
    kept = {one.digest for one in before} & {one.digest for one in after}
    gone = [one for one in before if one.digest not in kept]
    come = [one for one in after if one.digest not in kept]
    if not gone and not come:
        return []
    return [(gone[0] if gone else before[0], come[0] if come else after[0])]
