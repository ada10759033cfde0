"""From what was found of manuals held out to lines of the table."""

from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks import recall_texts as texts
from benchmarks.numbers import Line
from benchmarks.workers import Worker


def recall(worker: Worker) -> Iterator[Line]:
    """Yield recall at 10 for the six directions; nothing where the manuals are absent."""
    if not texts.DATA.is_dir():
        print(f"Recall is not measured: the manuals are not at {texts.DATA}.\n")
        return
    rows = worker.ask("recall")
    for sort in (texts.LINES, texts.SECTIONS):
        for kind in (texts.HEADINGS, texts.SENTENCES):
            for own in texts.LANGUAGES:
                for other in texts.LANGUAGES:
                    if own != other:
                        way = {"sort": sort, "kind": kind, "own": own, "other": other}
                        yield _line(way, [row for row in rows if way.items() <= row.items()])


def _line(way: dict[str, str], rows: Sequence[dict[str, Any]]) -> Line:
    with_bridge = [row for row in rows if row["bridge"]]
    fresh = [row for row in with_bridge if row["manual"] not in texts.TUNED_ON]
    figures = {
        "asked": f"{sum(row['asked'] for row in with_bridge):,}",
        "recall at 10": f"{share(with_bridge):.1%}",
        "of manuals not tuned on": f"{share(fresh):.1%}",
        "first": f"{share(with_bridge, 'first'):.1%}",
        "without bridge": f"{share([row for row in rows if not row['bridge']]):.1%}",
    }
    what = f"{way['own']} to {way['other']}, {way['kind']}"
    return Line(f"recall, units are {way['sort']}", what, figures, raw={"rows": list(rows)})


def share(rows: Sequence[dict[str, Any]], what: str = "found") -> float:
    """Return how many were found, as the mean over manuals."""
    some = [row[what] / row["asked"] for row in rows if row["asked"]]
    return sum(some) / len(some) if some else 0.0
