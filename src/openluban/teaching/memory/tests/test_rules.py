import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.kernel.packing import pack, unpack
from openluban.teaching.memory.rules import grams
from openluban.teaching.memory.rules.comparing import (
    Change,
    comparable,
    context_mark,
    difference,
    similarity,
)
from openluban.teaching.memory.rules.highlighting import asked_words, has_all, highlighted
from openluban.teaching.memory.rules.languages import language_tag

TEXTS = st.text(alphabet=st.sampled_from("ab c\n引脚，库é\u0301R1-"), max_size=40)


@given(TEXTS, TEXTS)
def test_similarity_is_the_same_both_ways_and_between_nothing_and_all(one: str, other: str) -> None:
    found = similarity(comparable(one), comparable(other))
    assert 0 <= found <= 1
    assert found == similarity(comparable(other), comparable(one))
    assert (found == 1) == (comparable(one) == comparable(other))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("kitten", "sitting", 1 - 3 / 7),
        ("打开文件", "打开库文件", 1 - 1 / 5),
        ("same", "same", 1),
        ("abc", "xyz", 0),
    ],
)
def test_similarity_is_one_less_the_share_of_characters_to_change(
    one: str, other: str, expected: float
) -> None:
    assert similarity(one, other) == pytest.approx(expected)


def test_below_the_least_similarity_nothing_is_told() -> None:
    assert similarity("kitten", "sitting", at_least=0.6) == 0


def test_white_space_and_composition_make_no_difference() -> None:
    assert comparable(" Cafe\u0301 \n noir ") == "Café noir"


@given(TEXTS, TEXTS)
def test_a_difference_holds_both_texts(remembered: str, asked: str) -> None:
    pieces = difference(remembered, asked)
    assert "".join(p.text for p in pieces if p.change is not Change.ADDED) == remembered
    assert "".join(p.text for p in pieces if p.change is not Change.REMOVED) == asked
    assert all(piece.text for piece in pieces)


def test_words_and_chinese_characters_change_whole() -> None:
    assert [(p.change.value, p.text) for p in difference("Open the file", "Open a file")] == [
        ("same", "Open "),
        ("removed", "the"),
        ("added", "a"),
        ("same", " file"),
    ]
    assert [(p.change.value, p.text) for p in difference("打开文件", "打开库文件")] == [
        ("same", "打开"),
        ("added", "库"),
        ("same", "文件"),
    ]


def test_a_text_without_neighbours_has_no_mark() -> None:
    assert context_mark(" ") == 0
    assert context_mark("Open  it") == context_mark("Open it") != context_mark("Close it")


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("EN_us", "en"),
        ("zh", "zh-hans"),
        ("zh-CN", "zh-hans"),
        ("zh-Hans-CN", "zh-hans"),
        ("zh_TW", "zh-hant"),
        ("ru", "ru"),
        ("uz-Cyrl-UZ", "uz-cyrl"),
        ("sr@latin", "sr"),
        ("pt_BR.UTF-8", "pt"),
        ("", ""),
        ("*all*", ""),
        ("english please", ""),
    ],
)
def test_languages_are_kept_with_their_script_and_without_region(
    written: str, expected: str
) -> None:
    assert language_tag(written) == expected


ID_LISTS = st.lists(
    st.sets(st.integers(0, 2**33), min_size=1, max_size=30).map(sorted), min_size=1, max_size=20
)


@given(ID_LISTS)
def test_packed_lists_come_back_as_they_were(lists: list[list[int]]) -> None:
    ids = np.array([pk for some in lists for pk in some], dtype=np.int64)
    starts = np.cumsum([0, *(len(some) for some in lists[:-1])])
    # Gaps as wide as these would be written in thousands of steps; the index has none.
    ids %= 1 << 24
    for begin, some in zip(starts, lists, strict=True):
        part = ids[begin : begin + len(some)]
        part.sort()
    found, owners = unpack([(each.first, each.gaps) for each in pack(ids, starts)])
    for place, (begin, some) in enumerate(zip(starts, lists, strict=True)):
        wanted = ids[begin : begin + len(some)].tolist()
        assert sorted(found[owners == place].tolist()) == wanted


def test_gaps_next_to_each_other_take_a_byte_each() -> None:
    ids = np.arange(10, 1_000, 3)
    (packed,) = pack(ids, np.zeros(1, dtype=np.int64))
    assert len(packed.gaps) == len(ids)


@given(st.lists(TEXTS.map(grams.folded), min_size=1, max_size=8))
def test_texts_are_cut_alike_alone_and_together(texts: list[str]) -> None:
    together = grams.grams_of(texts)
    for place, text in enumerate(texts):
        alone = grams.grams_of([text])
        assert sorted(together.numbers[together.rows == place]) == sorted(alone.numbers)


def test_a_word_has_the_same_number_wherever_it_stands() -> None:
    long = "the pin of a symbol is drawn in the library editor and given a number and a name"
    assert set(grams.words_and_pairs("library")) <= set(grams.grams_of([long]).numbers)
    assert set(grams.words_and_pairs("引脚")) <= set(grams.grams_of(["选择引脚。"]).numbers)
    assert not set(grams.words_and_pairs("librar")) <= set(grams.grams_of([long]).numbers)


def test_bands_keep_lengths_apart() -> None:
    bands = [grams.band_of(length) for length in (1, 10, 13, 100, 10_000)]
    assert bands == sorted(set(bands))
    assert all(grams.LEAST[band] <= 10 <= grams.MOST[band] for band in bands[1:2])


@given(TEXTS, st.lists(st.sampled_from(["a", "引脚", "R1", "b"]), max_size=3))
def test_highlighted_runs_make_the_text_again(text: str, words: list[str]) -> None:
    assert "".join(run.text for run in highlighted(text, words)) == text


def test_whole_words_are_highlighted_and_chinese_anywhere() -> None:
    assert [run.text for run in highlighted("Pins and a pin", ["pin"]) if run.is_hit] == ["pin"]
    assert [run.text for run in highlighted("无引脚的", ["引脚"]) if run.is_hit] == ["引脚"]
    assert asked_words("Pin  pin NAME") == ["pin", "name"]
    assert has_all("A pin's name", ["pin", "name"])
    assert not has_all("Pins", ["pin"])
