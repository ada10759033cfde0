import io
from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.kernel.refusals import Invalid
from openluban.teaching.memory.formats import pairing, po, tmx
from openluban.teaching.memory.formats.pairing import FilePair, Report
from openluban.teaching.memory.formats.po import read_po
from openluban.teaching.memory.formats.tmx import read_tmx
from openluban.teaching.memory.formats.tmx_writing import TmxUnit, write_tmx

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
_HEAD = '<tmx version="1.4"><header srclang="{}"/><body>'
_UNIT = '<tu><tuv xml:lang="en"><seg>{}</seg></tuv><tuv xml:lang="zh-CN"><seg>{}</seg></tuv></tu>'


def tmx_of(body: str, *, source: str = "en") -> bytes:
    return f"{_HEAD.format(source)}{body}</body></tmx>".encode()


def pairs_of(file: bytes, report: Report | None = None) -> list[FilePair]:
    return list(read_tmx(io.BytesIO(file), report or Report()))


def test_a_unit_becomes_a_pair_with_what_is_known_of_it() -> None:
    report = Report()
    (pair,) = pairs_of(
        tmx_of(
            '<tu changedate="20250102T030405Z" creationid="ivanov"><note>seen</note>'
            '<prop type="x-context-pre">File</prop><prop type="x-context-post">Close</prop>'
            '<prop type="x-status">approved</prop><prop type="x-origin">machine</prop>'
            '<tuv xml:lang="EN-US"><seg>Open</seg></tuv>'
            '<tuv lang="zh_CN"><prop type="p">1</prop><seg>打开</seg></tuv></tu>'
        ),
        report,
    )
    assert pair[:6] == ("en", "zh-hans", "Open", "打开", "File", "Close")
    assert pair.is_machine
    assert pair.is_approved
    assert pair.made_at == datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert (report.units, report.pairs, report.names) == (1, 1, 1)


def test_a_unit_in_three_languages_gives_two_pairs_from_its_source() -> None:
    body = (
        '<tu><tuv xml:lang="ru"><seg>Да</seg></tuv><tuv xml:lang="en"><seg>Yes</seg></tuv>'
        '<tuv xml:lang="zh"><seg>是</seg></tuv></tu>'
    )
    assert [pair[:4] for pair in pairs_of(tmx_of(body))] == [
        ("en", "ru", "Yes", "Да"),
        ("en", "zh-hans", "Yes", "是"),
    ]
    assert [pair[0] for pair in pairs_of(tmx_of(body, source="*all*"))] == ["ru", "ru"]


def test_codes_are_left_out_and_their_readable_text_stays() -> None:
    report = Report()
    seg = (
        '<bpt i="1">&lt;b></bpt>Bold<ept i="1">&lt;/b></ept> <hi>text</hi>'
        '<ph x="1">&lt;img alt="<sub>of a pin</sub>">'
        "</ph><it pos='begin'>{</it><ut>}</ut>"
    )
    (pair,) = pairs_of(tmx_of(_UNIT.format(seg, "粗体")), report)
    assert pair.source == "Bold textof a pin"
    assert report.tags == 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings_are_those_that_the_file_says(encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{declared}"?>' + tmx_of(
        _UNIT.format("Prüfung", "x")
    ).decode("utf-8")
    assert pairs_of(text.encode(encoding))[0].source == "Prüfung"


def test_a_document_type_that_declares_nothing_is_passed_over_and_not_fetched() -> None:
    body = b'<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd">' + tmx_of(
        _UNIT.format("a", "b")
    )
    assert len(pairs_of(body)) == 1


def test_units_without_a_translation_are_counted() -> None:
    report = Report()
    assert pairs_of(tmx_of(_UNIT.format("Open", " ")), report) == []
    assert report.without_translation == 1


_BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10 if n else "ha"}">' for n in range(12))
_ONE = '<tuv xml:lang="en"><seg>a</seg></tuv>'
HOSTILE_TMX = {
    "empty": b"",
    "not_xml": b"<tmx version='1.4'><header srclang='en'>",
    "dtd": f"<!DOCTYPE tmx [{_BOMB}]>".encode() + tmx_of(_UNIT.format("&e11;", "b")),
    "dtd outside": b'<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    + tmx_of(_UNIT.format("&x;", "b")),
    "dtd parameter": b'<!DOCTYPE tmx [<!ENTITY % p SYSTEM "http://localhost/x">%p;]>' + tmx_of(""),
    "dtd attributes": b'<!DOCTYPE tmx [<!ATTLIST tu tuid CDATA "x">]>' + tmx_of(""),
    "depth": tmx_of(_UNIT.format("<hi>" * 60 + "a" + "</hi>" * 60, "b")),
    "not_tmx": b"<html/>",
    "version": b'<tmx version="9"/>',
    "no_source_language": tmx_of("", source=""),
    "no_header": b'<tmx version="1.4"><body/></tmx>',
    "misplaced": tmx_of("<tu><seg>a</seg></tu>"),
    "misplaced script": tmx_of(_UNIT.format("<script>a</script>", "b")),
    "no_language": tmx_of("<tu><tuv><seg>a</seg></tuv></tu>"),
    "no_segment": tmx_of('<tu><tuv xml:lang="en"></tuv></tu>'),
    "no_segment twice": tmx_of('<tu><tuv xml:lang="en"><seg>a</seg><seg>b</seg></tuv></tu>'),
    "too_long": tmx_of(_UNIT.format("a" * 10_001, "b")),
    "too_long in a code": tmx_of(_UNIT.format(f"<ph>{'a' * 10_001}</ph>", "b")),
    "too_many_texts": tmx_of(f"<tu>{_ONE * 101}</tu>"),
    "attributes": tmx_of(f'<tu tuid="{"a" * 4_001}">{_ONE}</tu>'),
    "not_a_unit": tmx_of('<tu><tuv xml:lang="de"><seg>a</seg></tuv></tu>'),
    "not_xml control": tmx_of(_UNIT.format("a\x01", "b")),
    "not_xml bytes": tmx_of(_UNIT.format("a", "b")).replace(b"<seg>a", b"<seg>\xff\xfe"),
    "encoding_unknown": b'<?xml version="1.0" encoding="no-such"?>' + tmx_of(""),
    "encoding_unknown wide": b'<?xml version="1.0" encoding="gb18030"?>' + tmx_of(""),
    "not_xml cut off": tmx_of(_UNIT.format("a", "b"))[:-9],
}


@pytest.mark.parametrize("name", HOSTILE_TMX)
def test_a_hostile_tmx_is_refused_by_the_rule_it_breaks(name: str) -> None:
    with pytest.raises(Invalid) as refused:
        pairs_of(HOSTILE_TMX[name])
    (problem,) = refused.value.problems
    assert problem.rule == f"memory.file.{name.partition(' ')[0]}"
    assert "%(" not in str(problem)


def test_faults_say_the_line_and_the_unit() -> None:
    body = "\n" + _UNIT.format("a", "b") + "\n" + "<tu>\n<tuv><seg>a</seg></tuv></tu>"
    with pytest.raises(Invalid) as refused:
        pairs_of(tmx_of(body))
    (problem,) = refused.value.problems
    assert (problem.row, problem.field) == (4, "unit 2")


def test_limits_on_size_and_units_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmx_of(_UNIT.format("a", "b") * 3)
    for module in (tmx, po):
        monkeypatch.setattr(module, "MOST_UNITS", 2)
    with pytest.raises(Invalid, match="more than 2 units"):
        pairs_of(file)
    with pytest.raises(Invalid, match="more than 2 units"):
        list(read_po(io.BytesIO(PO * 3), Report()))
    for module in (tmx, po):
        monkeypatch.setattr(module, "MOST_BYTES", 20)
    with pytest.raises(Invalid, match="more than 20 bytes"):
        pairs_of(file)
    with pytest.raises(Invalid, match="more than 20 bytes"):
        list(read_po(io.BytesIO(PO), Report()))
    assert pairing.MOST_BYTES == 1_000_000_000


TEXTS = st.text(max_size=60).filter(lambda text: text.strip())


@given(st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
def test_what_is_written_is_read_back(texts: list[tuple[str, str]]) -> None:
    units = [
        TmxUnit(n, "en", "zh-Hans", *pair, "Handbook & <Co>", "CC", "approved", True, AT)  # noqa: FBT003
        for n, pair in enumerate(texts)
    ]
    file = b"".join(write_tmx(units, source_language="en", version="1", at=AT))
    read = pairs_of(file)
    expected = [tuple(map(_written, pair)) for pair in texts]
    assert [(pair.source, pair.target) for pair in read] == [
        pair for pair in expected if all(text.strip() for text in pair)
    ]
    assert all(p.is_machine and p.is_approved and p.made_at == AT for p in read)


def _written(text: str) -> str:
    return "".join(c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))


@given(st.binary(max_size=200))
def test_no_bytes_are_a_fault_of_ours(noise: bytes) -> None:
    for read in (read_tmx, read_po):
        for file in (noise, tmx_of(_UNIT.format("a", "b")) + noise, PO + noise):
            rules = _rules_broken_by(read, file)
            assert all(rule.startswith("memory.file.") for rule in rules)


def _rules_broken_by(read: Callable[..., Iterable[FilePair]], file: bytes) -> list[str]:
    """Return the rules that a reader names; any other fault comes through."""
    try:
        list(read(io.BytesIO(file), Report()))
    except Invalid as refusal:
        return [problem.rule for problem in refusal.problems]
    return []


PO = """
msgid ""
msgstr ""
"Language: zh\\n"
"Content-Type: text/plain; charset=UTF-8\\n"

#: a.adoc:1
msgid "Open \\"it\\"\\n"
"now"
msgstr "现在打开"

#, fuzzy
msgid "Close"
msgstr "关"

msgctxt "menu"
msgid "One pin"
msgid_plural "%d pins"
msgstr[0] "%d 个引脚"

msgid "None"
msgstr ""
#~ msgid "Gone"
#~ msgstr "没有"
""".encode()


def test_po_gives_pairs_with_their_neighbours() -> None:
    report = Report()
    pairs = list(read_po(io.BytesIO(PO), report))
    assert [pair[:6] for pair in pairs] == [
        ("en", "zh-hans", 'Open "it"\nnow', "现在打开", "", "Close"),
        ("en", "zh-hans", "One pin", "%d 个引脚", "Close", "None"),
    ]
    assert (report.units, report.fuzzy, report.without_translation) == (4, 1, 1)


def test_po_takes_the_language_that_is_given_and_another_encoding() -> None:
    text = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=windows-1251\\n"\n\n'
    text += 'msgid "Yes"\nmsgstr "Да"\n'
    (pair,) = read_po(io.BytesIO(text.encode("cp1251")), Report(), target_language="ru")
    assert pair[:4] == ("en", "ru", "Yes", "Да")


HOSTILE_PO = {
    "empty": b"",
    "not_po": b"<html>",
    "not_po loose": b'"loose"\n',
    "no_quotes": b"msgid Open\n",
    "unclosed": b'msgid "Open\n',
    "unclosed more": b'msgid "Open" "it"\n',
    "out_of_order": b'msgstr "a"\n',
    "out_of_order end": b'msgid "a"\n',
    "out_of_order twice": b'msgid "a"\nmsgid "b"\n',
    "escape": b'msgid "a\\q"\nmsgstr "b"\n',
    "encoding": b'msgid "\xff"\nmsgstr "b"\n',
    "encoding_unknown": b'msgid ""\nmsgstr "charset=no-such\\n"\n',
    "encoding_unknown codec": b'msgid ""\nmsgstr "charset=base64\\n"\n',
    "too_long": b'msgid "' + b"a" * 90_000 + b'"\n',
    "too_long lines": b'msgid ""\n' + b'"aaaaaaaaaaaaaaaaaaaaaaaa"\n' * 3_000,
    "no_header_language": b'msgid "a"\nmsgstr "b"\n',
}


@pytest.mark.parametrize("name", HOSTILE_PO)
def test_a_hostile_po_is_refused_by_the_rule_it_breaks(name: str) -> None:
    with pytest.raises(Invalid) as refused:
        list(read_po(io.BytesIO(HOSTILE_PO[name]), Report()))
    (problem,) = refused.value.problems
    assert problem.rule == f"memory.file.{name.partition(' ')[0]}"
    assert name == "empty" or problem.row
