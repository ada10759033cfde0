"""Subtitles come in as texts and go out with the same times and words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.teaching.library.formats.opening import Unfit
from openluban.teaching.library.formats.subtitles import read_subtitles
from openluban.teaching.library.markup.clauses import ITEM, clauses_of
from openluban.teaching.library.markup.cues import (
    LATEST,
    Cue,
    cues_body,
    cues_of,
    to_srt,
    to_webvtt,
    with_plain_times,
)
from openluban.teaching.library.markup.html import page_html
from openluban.teaching.library.markup.pairing import source_digests

VTT = """WEBVTT - lesson
Language: ru

NOTE made by hand

first
00:01.000 --> 00:00:04.250 align:start position:0%
<v Мастер>Отключите <i>питание</i>.
Повесьте &lt;табличку&gt;.

00:00:05.000 --> 00:00:06.000
- Готово
"""
SRT = "1\r\n00:00:01,000 --> 00:00:04,250\r\n<i>先断电</i>。\r\n再挂牌。\r\n\r\n2\r\n"
SRT += "00:00:05,000 --> 00:00:06,000\r\n- 好\r\n"
_SIGNS = "ab安я 1.)-+#>*_`[]\\&;|~:=!\"'"


@st.composite
def _cues(draw: st.DrawFn, signs: str = _SIGNS) -> list[Cue]:
    cues = []
    for _number in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, LATEST - 2))
        end = draw(st.integers(start + 1, LATEST - 1))
        lines = draw(st.lists(st.text(signs, min_size=1, max_size=12), min_size=1, max_size=3))
        plain = [" ".join(line.split()) for line in lines]
        kept = tuple(line for line in plain if line and "-->" not in line)
        cues.append(Cue(start, end, kept or ("x",)))
    return sorted(cues, key=lambda cue: (cue.start, cue.end))


@given(_cues(_SIGNS + "<"))
def test_cues_come_back_from_text_and_from_webvtt(cues: list[Cue]) -> None:
    assert list(cues_of(cues_body(cues))) == cues
    again = read_subtitles(to_webvtt(cues, "ru").encode(), "a.vtt")
    assert (again.cues, again.language) == (cues, "ru")


@given(_cues())
def test_cues_come_back_from_srt(cues: list[Cue]) -> None:
    assert read_subtitles(to_srt(cues).encode(), "a.srt").cues == cues


@given(_cues())
def test_each_cue_is_a_clause(cues: list[Cue]) -> None:
    clauses = clauses_of(cues_body(cues))
    assert [clause.kind for clause in clauses] == [ITEM] * len(cues)


def test_webvtt_is_read_and_what_is_left_out_is_said() -> None:
    found = read_subtitles(VTT.encode(), "a.vtt")
    assert found.language == "ru"
    assert found.cues == [
        Cue(1000, 4250, ("Мастер: Отключите питание.", "Повесьте <табличку>.")),
        Cue(5000, 6000, ("- Готово",)),
    ]
    assert [(note.rule, note.row) for note in found.notes] == [
        ("subtitles.remarks", 4),
        ("subtitles.settings", 7),
        ("subtitles.names", 6),
        ("subtitles.marks", 7),
    ]


def test_srt_is_read_in_its_encoding() -> None:
    found = read_subtitles(SRT.encode("gb18030"), "a.srt")
    assert found.cues == [Cue(1000, 4250, ("先断电。", "再挂牌。")), Cue(5000, 6000, ("- 好",))]
    assert [note.rule for note in found.notes] == ["file.encoding_guessed", "subtitles.marks"]


def test_files_of_two_languages_pair_by_their_times() -> None:
    ours = [Cue(0, 1000, ("a",)), Cue(1000, 2000, ("b",)), Cue(5000, 6000, ("c",))]
    theirs = [Cue(0, 900, ("а",)), Cue(3000, 3500, ("эм",)), Cue(5100, 6100, ("в",))]
    source, target = clauses_of(cues_body(ours)), clauses_of(cues_body(theirs))
    assert source_digests(target, source) == [source[0].digest, "", source[2].digest]


@pytest.mark.parametrize("body", ["text\n", "- `a`\\\n  b\n", "- a\n- b\n", "", "1. a\n"])
def test_another_text_is_no_subtitles(body: str) -> None:
    assert cues_of(body) == ()


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("", "file.empty", None),
        ("WEBVTT\n", "subtitles.none", None),
        ("00:01.000 --> 00:02.000\na", "subtitles.no_head", 1),
        ("WEBVTT\n\n-00:01.000 --> 00:02.000\na", "subtitles.times", 3),
        ("WEBVTT\n\n00:03.000 --> 00:02.000\na", "subtitles.times", 3),
        ("WEBVTT\n\n00:02.000 --> 00:02.000\na", "subtitles.times", 3),
        ("WEBVTT\n\n00:61.000 --> 01:02.000\na", "subtitles.times", 3),
        ("WEBVTT\n\n00:01.000 --> 100:00:00.000\na", "subtitles.times", 3),
        (f"WEBVTT\n\n00:01.000 --> {'9' * 5000}:00:00.000\na", "subtitles.times", 3),
        ("WEBVTT\n\nx --> y\na", "subtitles.times", 3),
        ("WEBVTT\n\n" + "00:01.000 --> 00:02.000\na\n\n" * 20_001, "subtitles.too_many", None),
    ],
)
def test_unfit_subtitles_are_refused(text: str, rule: str, line: int | None) -> None:
    with pytest.raises(Unfit) as caught:
        read_subtitles(text.encode(), "a.vtt")
    assert (caught.value.problem.rule, caught.value.problem.row) == (rule, line)


def test_overlapping_and_disordered_cues_are_said() -> None:
    text = "WEBVTT\n\n00:05.000 --> 00:09.000\nb\n\n00:01.000 --> 00:06.000\na\n"
    found = read_subtitles(text.encode(), "a.vtt")
    assert [cue.lines for cue in found.cues] == [("a",), ("b",)]
    assert [note.rule for note in found.notes] == ["subtitles.order", "subtitles.overlap"]


@given(st.text("WEBVT\n0123:.,-> a<v>&#;1\0", max_size=200).map(lambda text: "WEBVTT\n\n" + text))
def test_fuzz_any_text_is_subtitles_or_refused(text: str) -> None:
    try:
        found = read_subtitles(text.encode(), "a.vtt")
    except Unfit:
        return
    assert list(cues_of(cues_body(found.cues))) == found.cues


def test_readers_see_the_times_of_cues_as_people_write_them() -> None:
    body = cues_body([Cue(500, 65_000, ("a",)), Cue(3_600_000, 3_725_250, ("b",))])
    shown = with_plain_times(page_html(body))
    assert "<small>0:00–1:05</small>" in shown
    assert "<small>1:00:00–1:02:05</small>" in shown
    assert "--" not in shown
    assert with_plain_times("<p><code>00:00 --&gt; 1</code></p>").count("<code>") == 1
