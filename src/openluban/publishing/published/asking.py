"""One number of a row, ready to be held against the register."""

from dataclasses import dataclass
from datetime import date

from openluban.foundation.figures.declaring import Aggregate, Figure, Kind
from openluban.kernel.dates import ImpreciseDate
from openluban.kernel.quantities import Interval, StatedNumber
from openluban.publishing.published.publications import Publication
from openluban.publishing.published.rivals import Spoken
from openluban.publishing.published.verdicts import Reading, Stated


@dataclass(frozen=True)
class Asked:
    """A number with its figure, all choices settled, the day to count on, its publications."""

    row: Stated
    number: StatedNumber
    interval: Interval
    reading: Reading
    figure: Figure
    choices: dict[str, str]
    own: tuple[Publication, ...]
    as_of: ImpreciseDate
    day: date

    @property
    def is_report(self) -> bool:
        """Whether it is held against what others report, not against records that are counted."""
        return self.figure.aggregate == Aggregate.LATEST

    @property
    def is_of_period(self) -> bool:
        """Whether the number holds for a period that ends on the day, not since the beginning."""
        return self.figure.kind == Kind.FLOW or self.choices.get("basis") == "in_period"

    @property
    def spoken(self) -> Spoken:
        """What it says to others that speak of the same."""
        return Spoken(
            self.row.id,
            self.row.publisher or self.row.source,
            self.number.words,
            self.interval,
            self.number.value,
            self.figure.key,
            self.choices,
            self.as_of,
            self.own,
        )
