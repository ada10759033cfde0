"""What is made of many measured times."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

SHORT = "FALLS SHORT"


@dataclass(frozen=True)
class Line:
    """One measured thing: ``figures`` by heading, a ratio and what it must keep to, if anything.

    ``at_least`` says that the ratio must not fall below the bound; otherwise not reach it.
    With a ``unit``, it is no ratio but a number of those.
    """

    group: str
    what: str
    figures: dict[str, str]
    ratio: float | None = None
    bound: float | None = None
    at_least: bool = False
    unit: str = ""
    raw: dict[str, Any] = field(default_factory=dict)

    @property
    def verdict(self) -> str:
        """``ok``, ``FALLS SHORT``, or nothing where nothing is required."""
        if self.ratio is None or self.bound is None:
            return ""
        keeps = self.ratio >= self.bound if self.at_least else self.ratio < self.bound
        return "ok" if keeps else SHORT

    def stored(self) -> dict[str, Any]:
        """Return the line for a file."""
        return {**asdict(self), "verdict": self.verdict}


def quantile(times: Sequence[float], share: float) -> float:
    """Return the time that this share of all does not exceed."""
    ordered = sorted(times)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def milliseconds(seconds: float) -> str:
    """Return a time as people read it."""
    thousand = seconds * 1000
    return f"{thousand:.1f} ms" if thousand < 100 else f"{thousand:,.0f} ms"  # noqa: PLR2004
