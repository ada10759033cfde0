"""Files that people send are texts, or are refused with the place of the fault."""

import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.kernel.refusals import Refusal
from openluban.teaching.alignment import reading
from openluban.teaching.alignment.beads import beads_of
from openluban.teaching.alignment.errors import (
    LineTooLong,
    NotBeads,
    NotTerms,
    NotText,
    TooLarge,
    TooLong,
)
from openluban.teaching.alignment.public import read_lines, read_terms
from openluban.teaching.alignment.scoring import strict_score


@pytest.mark.parametrize(
    "content",
    [
        "车\r\nдва\r\n".encode(),
        codecs.BOM_UTF8 + "车\nдва".encode(),
        codecs.BOM_UTF16_LE + "车\nдва\n".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "车\r\nдва".encode("utf-16-be"),
        "车\rдва".encode(),
    ],
    ids=["crlf", "utf-8 with bom", "utf-16-le", "utf-16-be", "cr"],
)
def test_texts_of_every_system_have_the_same_lines(content: bytes) -> None:
    assert read_lines(content, side="a.txt") == ["车", "два"]


def test_rare_signs_break_no_line() -> None:
    assert read_lines("a\u2028b\x0bc\nd".encode(), side="a") == ["a\u2028b\x0bc", "d"]


def test_an_empty_file_has_no_lines() -> None:
    assert read_lines(b"", side="a") == []
    assert read_lines(codecs.BOM_UTF8, side="a") == []


def test_bytes_that_are_no_text_are_refused_with_their_line() -> None:
    with pytest.raises(NotText, match=r"zh\.txt is not UTF-8 text: byte 5 \(line 2\)"):
        read_lines(b"abc\na\xff\n", side="zh.txt")


def test_a_program_is_refused() -> None:
    with pytest.raises(NotText, match="line 2"):
        read_lines(b"MZ\n\0\0", side="a")


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(TooLong, match="a has 3 lines; at most 2"):
        reading.lines_of(b"1\n2\n3", side="a", most_lines=2)
    with pytest.raises(LineTooLong, match="Line 2 of a"):
        read_lines(b"1\n" + b"x" * (reading.LONGEST_LINE + 1), side="a")
    monkeypatch.setattr(reading, "MOST_BYTES", 2)
    with pytest.raises(TooLarge):
        read_lines(b"abc", side="a")


def test_terms_are_the_first_two_columns() -> None:
    content = '\ufeff"насос, водяной",水泵,note\r\n\r\nдатчик , 传感器\r\n'.encode()

    assert read_terms(content, side="t.csv") == [("насос, водяной", "水泵"), ("датчик", "传感器")]


@pytest.mark.parametrize(("content", "line"), [(b"a,b\nc\n", 2), (b"a,\n", 1), (b'a,"b', 1)])
def test_a_row_without_a_pair_is_refused_with_its_line(content: bytes, line: int) -> None:
    with pytest.raises(NotTerms, match=rf"Line {line} of t\.csv"):
        read_terms(content, side="t.csv")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for read in (read_lines, read_terms):
        with suppress(Refusal):
            assert isinstance(read(content, side="a"), list)


def test_beads_are_read_as_they_are_written() -> None:
    beads = beads_of(["[0, 1]:[0]", "", "[]:[1]:0.25"])

    assert [str(bead) for bead in beads] == ["[0, 1]:[0]", "[]:[1]"]
    with pytest.raises(NotBeads, match="Line 2"):
        beads_of(["[0]:[0]", "0:1"])


def test_strict_scores_count_as_the_field_does() -> None:
    """Precision is over all found beads, recall over gold beads that have both sides."""
    gold = beads_of(["[0]:[0]", "[1]:[1, 2]", "[2]:[]", "[]:[3]"])
    found = beads_of(["[0]:[0]", "[1]:[1]", "[]:[2]", "[2]:[]", "[]:[3]"])

    score = strict_score(found, gold)

    assert (score.precision, score.recall) == (3 / 5, 1 / 2)
    assert score.f1 == pytest.approx(2 * 0.6 * 0.5 / 1.1)
    assert strict_score([], gold).f1 == 0
