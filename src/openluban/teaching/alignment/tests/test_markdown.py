"""Markdown documents keep their structure when they are aligned."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openluban.teaching.alignment.markdown import CODE, HEADING, ITEM, PARAGRAPH, ROW, blocks_of
from openluban.teaching.alignment.public import align_markdown

_LINK = re.compile(r"\]\(([^)\s]+)[^)]*\)")
LESSONS = Path(__file__).resolve().parents[6] / "shared" / "data" / "iot"

ENGLISH = """---
title: Sensors
---
# Sensors

A sensor turns light into numbers. It is cheap.
The second line belongs to it.

- first item
  goes on
- second item

| name | unit |
| ---- | ---- |
| lux  | lx   |

```python
# not a heading

print(1)
```

## Task
"""
CHINESE = """---
title: 传感器
---
# 传感器

传感器把光变成数字。它很便宜。

第二行属于它。

- 第一项
- 第二项

| 名称 | 单位 |
| ---- | ---- |
| 照度 | lx   |

```python
# 不是标题

print(1)
```

## 任务
"""


def test_blocks_know_their_kind_and_lines() -> None:
    blocks = blocks_of(ENGLISH.splitlines())

    assert [(block.mark, block.lines) for block in blocks[1:]] == [
        (HEADING + 1, (3,)),
        (PARAGRAPH, (5, 6)),
        (ITEM, (8, 9)),
        (ITEM, (10,)),
        (ROW, (12, 13)),
        (ROW, (14,)),
        (CODE, (16, 17, 18, 19, 20)),
        (HEADING + 2, (22,)),
    ]


def test_headings_items_rows_and_code_go_with_their_own_kind() -> None:
    beads = align_markdown(ENGLISH.splitlines(), CHINESE.splitlines())

    assert [str(bead) for bead in beads] == [
        "[0, 1, 2]:[0, 1, 2]",
        "[3]:[3]",
        "[5, 6]:[5, 7]",
        "[8, 9]:[9]",
        "[10]:[10]",
        "[12, 13]:[12, 13]",
        "[14]:[14]",
        "[16, 17, 18, 19, 20]:[16, 17, 18, 19, 20]",
        "[22]:[22]",
    ]


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(["# a", "text", "", "- b", "| c |", "|--|", "```", "> d", "---", "1. e"]),
        max_size=15,
    ),
    st.lists(st.sampled_from(["# a", "文", "", "- b", "| c |", "~~~", "***"]), max_size=15),
)
def test_every_line_with_text_stands_in_one_bead(source: list[str], target: list[str]) -> None:
    beads = align_markdown(source, target)

    for lines, found in (
        (source, [at for bead in beads for at in bead.source]),
        (target, [at for bead in beads for at in bead.target]),
    ):
        assert found == sorted(set(found))
        assert {at for at, line in enumerate(lines) if line.strip()} <= set(found)


@pytest.mark.skipif(not LESSONS.is_dir(), reason="the lessons lie in ../shared/data/iot")
def test_real_lessons_keep_their_headings_and_code() -> None:
    pairs = [
        (one, one.with_name(one.name.replace(".en.", ".zh."))) for one in LESSONS.glob("*.en.md")
    ]
    assert pairs
    for source, target in pairs:
        ours, others = (
            place.read_text(encoding="utf-8").splitlines() for place in (source, target)
        )
        marks = [
            {line: block.mark for block in blocks_of(side) for line in block.lines}
            for side in (ours, others)
        ]
        both = [bead for bead in align_markdown(ours, others) if bead.source and bead.target]

        assert all(
            {marks[0][at] for at in bead.source} == {marks[1][at] for at in bead.target}
            for bead in both
        )
        headings = sum(mark > HEADING for mark in (block.mark for block in blocks_of(ours)))
        aligned = sum(marks[0][bead.source[0]] > HEADING for bead in both)
        fewest = min(headings, sum(block.mark > HEADING for block in blocks_of(others)))
        assert aligned >= 0.95 * fewest, source.name


def _targets(lines: list[str]) -> dict[str, int]:
    """Return where links lead that stand once in a text: they are the same in a translation."""
    found: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        for target in _LINK.findall(line):
            found.setdefault(target.rpartition("/")[2], []).append(at)
    return {target: places[0] for target, places in found.items() if len(places) == 1}


@pytest.mark.skipif(not LESSONS.is_dir(), reason="the lessons lie in ../shared/data/iot")
def test_what_links_to_the_same_place_is_aligned_in_real_lessons() -> None:
    """Links are witnesses: where they lead is taken out before the texts are aligned."""
    together = witnesses = 0
    for source in LESSONS.glob("*.en.md"):
        texts = [source, source.with_name(source.name.replace(".en.", ".zh."))]
        ours, others = (place.read_text(encoding="utf-8").splitlines() for place in texts)
        bare = [[_LINK.sub("]()", line) for line in side] for side in (ours, others)]
        beads = align_markdown(bare[0], bare[1])
        opposite = {at: set(bead.target) for bead in beads for at in bead.source}
        targets, theirs = _targets(ours), _targets(others)
        both = targets.keys() & theirs.keys()
        witnesses += len(both)
        together += sum(theirs[each] in opposite.get(targets[each], ()) for each in both)
    assert witnesses > 100
    assert together >= 0.9 * witnesses, (together, witnesses)
