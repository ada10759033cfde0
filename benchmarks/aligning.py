"""How well and how quickly texts are aligned, beside lengths alone."""

import time
from collections.abc import Callable, Iterator, Sequence

from benchmarks.alignment_texts import DATA, Corpus, kicad, text_berg
from benchmarks.gale_church import gale_church
from benchmarks.numbers import Line
from openluban.teaching.alignment.aligning import align_lines
from openluban.teaching.alignment.beads import Bead
from openluban.teaching.alignment.scoring import strict_score

_PAIRS = (("en", "zh"), ("en", "ru"), ("zh", "ru"))
_TEXT_BERG, _KICAD = 0.80, 0.95
_A_SECOND = 2_000

Align = Callable[[Sequence[str], Sequence[str]], list[Bead]]


def alignment() -> Iterator[Line]:
    """Yield the strict F1 and the speed for each pair of languages; none without the data."""
    if not (DATA / "text-berg").is_dir() or not (DATA / "kicad").is_dir():
        print(f"Alignment is not measured: {DATA} has no text-berg and kicad.\n")
        return
    yield from _lines(text_berg(), _TEXT_BERG)
    for pair in _PAIRS:
        yield from _lines(kicad(*pair), _KICAD)


def _lines(corpus: Corpus, bound: float) -> Iterator[Line]:
    ours, seconds = _measured(align_lines, corpus)
    peer, peer_seconds = _measured(gale_church, corpus)
    sentences = len(corpus.source) + len(corpus.target)
    speed, peer_speed = sentences / seconds, sentences / peer_seconds
    figures = {"ours": f"{ours:.3f}", "lengths alone": f"{peer:.3f}"}
    what = f"{corpus.name}, {sentences:,} sentences"
    yield Line("alignment", f"{what}: strict F1", figures, ours, bound, at_least=True, unit="")
    yield Line(
        "alignment",
        f"{what}: speed",
        {"ours": f"{speed:,.0f} a second", "lengths alone": f"{peer_speed:,.0f} a second"},
        speed,
        _A_SECOND,
        at_least=True,
        unit=" a second",
    )


def _measured(align: Align, corpus: Corpus) -> tuple[float, float]:
    begun = time.process_time()
    beads = align(corpus.source, corpus.target)
    seconds = time.process_time() - begun
    return strict_score(beads, corpus.gold).f1, seconds
