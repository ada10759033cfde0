"""How many beads are right on the field's yardstick, and on manuals in three languages."""

import pytest

from benchmarks.alignment_texts import DATA, Corpus, kicad, text_berg
from openluban.teaching.alignment.public import align_lines
from openluban.teaching.alignment.scoring import strict_score

pytestmark = pytest.mark.skipif(
    not ((DATA / "text-berg").is_dir() and (DATA / "kicad").is_dir()),
    reason="the texts lie in ../shared/data",
)


def _f1(corpus: Corpus) -> float:
    return strict_score(align_lines(corpus.source, corpus.target), corpus.gold).f1


def test_yearbooks_in_german_and_french() -> None:
    assert _f1(text_berg()) >= 0.80


@pytest.mark.parametrize("pair", [("en", "zh"), ("en", "ru"), ("zh", "ru")])
def test_manuals_shuffled_into_beads(pair: tuple[str, str]) -> None:
    assert _f1(kicad(*pair)) >= 0.95
