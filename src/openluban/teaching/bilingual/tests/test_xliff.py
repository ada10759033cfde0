"""XLIFF: by the standard, read by others, and never trusted."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openluban.kernel.actor import PUBLIC
from openluban.kernel.refusals import Invalid, NotAllowed
from openluban.teaching.bilingual.formats.xliff import (
    XliffFile,
    XliffMatch,
    XliffSegment,
    XliffUnit,
)
from openluban.teaching.bilingual.formats.xliff_reading import read_xliff
from openluban.teaching.bilingual.formats.xliff_writing import write_xliff
from openluban.teaching.bilingual.queries.exchanging import xliff_of
from openluban.teaching.bilingual.tests.make import (
    AT,
    HOST,
    RU,
    make_text,
    opened,
    original,
    revise,
    save,
    translate,
)
from openluban.teaching.bilingual.use_cases.finish import Finishing, finish
from openluban.teaching.bilingual.use_cases.import_xliff import import_xliff
from openluban.teaching.library.public import Unit

SHARED = Path(__file__).resolve().parents[5].parent / "shared" / "data" / "xliff-21"
RULES = ("xliff_core_2.1.sch", "matches.sch")


def exported(unit: Unit) -> bytes:
    return write_xliff(xliff_of(opened(unit), HOST))


def brought_in(unit: Unit, data: bytes) -> int:
    return import_xliff(unit_key=unit.key, language="ru", file=read_xliff(data), actor=HOST, at=AT)


def fault_of(unit: Unit, data: bytes) -> tuple[str, int | None, str]:
    with pytest.raises(Invalid) as refused:
        brought_in(unit, data)
    (problem,) = refused.value.problems
    return problem.rule.removeprefix("bilingual.xliff."), problem.row, problem.field


@pytest.fixture
def stale(db: None) -> Unit:
    """Make a unit with a translation in the memory, two clauses of which are stale."""
    unit = original()
    translate(unit)
    finish(unit_key=unit.key, finishing=Finishing(language="ru"), actor=HOST, at=AT)
    revise(unit)
    return unit


def test_what_another_tool_translated_goes_into_the_draft(stale: Unit) -> None:
    data = exported(stale)
    changed = data.replace(
        "<source>再挂锁。</source>".encode(),
        "<source>再挂锁。</source><target>Затем повесьте замок.</target>".encode(),
    )
    assert changed != data
    assert brought_in(stale, changed) == 1
    row = next(row for row in opened(stale).rows if row.number)
    assert row.target == "Сначала отключите питание. Затем повесьте замок."
    assert not row.is_stale
    assert brought_in(stale, exported(stale)) == 0


def test_candidates_of_the_memory_and_the_old_source_go_with_it(stale: Unit) -> None:
    text = exported(stale).decode()
    assert '<mtc:match id="m1" ref="#s1" similarity="90.9"' in text
    assert "<source>气压 0.6 MPa。</source><target>Давление 0,6 МПа.</target>" in text
    assert '<note category="was">气压 0.6 MPa。</note>' in text


@pytest.mark.django_db
def test_it_keeps_the_rules_of_the_standard_and_others_read_it(stale: Unit) -> None:
    if not SHARED.is_dir():
        pytest.skip("the rules of XLIFF 2.1 are not in ../shared/data/xliff-21")
    pytest.importorskip("saxonche", reason="saxonche is not installed")
    etree = pytest.importorskip("lxml.etree")
    from tests.harness.schematron import breaches  # noqa: PLC0415 - needs lxml

    data = exported(stale)
    schema = etree.XMLSchema(etree.parse(str(SHARED / "schemas" / "xliff_core_2.0.xsd")))
    assert schema.validate(etree.fromstring(data)), schema.error_log
    for rules in RULES:
        assert breaches(SHARED / "schemas" / rules, data) == []
    # The rules bite: a match that points nowhere, two segments of one name.
    for spoilt in (data.replace(b'ref="#s1"', b'ref="#s9"'), data.replace(b'"s2"', b'"s1"')):
        assert any(breaches(SHARED / "schemas" / rules, spoilt) for rules in RULES)


@pytest.mark.django_db
def test_translate_toolkit_reads_it(stale: Unit) -> None:
    storage = pytest.importorskip("translate.storage.xliff2", reason="no translate-toolkit")
    read = storage.Xliff2File.parsestring(exported(stale))
    pairs = {unit.source: unit.target for unit in read.units}
    assert pairs["按下急停按钮。"] == "Нажмите кнопку."
    assert pairs["安全"] == "Безопасность"


def test_a_file_is_taken_over_whole_or_not_at_all(stale: Unit) -> None:
    data = exported(stale)
    more = data.replace("Нажмите кнопку.".encode(), "Жмите кнопку.".encode())
    row = opened(stale).rows[5]
    save(stale, row, "час", "0,5 с")
    spoilt = more.replace("время".encode(), "время: ".encode() + "срок".encode())
    rule, line, field = fault_of(stale, spoilt)
    assert (rule, field) == ("saved_meanwhile", row.key)
    assert line
    assert not [row for row in opened(stale).rows if row.target == "Жмите кнопку."]


def test_files_of_something_else_are_refused(stale: Unit) -> None:
    data = exported(stale)
    key = opened(stale).rows[1].key
    line = data.decode().split("\n").index(
        next(each for each in data.decode().split("\n") if f'id="{key}"' in each)
    ) + 1  # fmt: skip
    cases = {
        ("other_unit", None, ""): data.replace(b'original="sorter.safety"', b'original="x"'),
        ("languages", None, ""): data.replace(b'trgLang="ru"', b'trgLang="kk"'),
        ("unknown_unit", line, "t99"): data.replace(f'id="{key}"'.encode(), b'id="t99"'),
        ("source_differs", line + 1, key): data.replace(
            "<source>先断电。</source><target>Сначала".encode(),
            "<source>先通电。</source><target>Сперва".encode(),
        ),
    }
    for wanted, spoilt in cases.items():
        assert spoilt != data
        got = fault_of(stale, spoilt)
        assert (got[0], got[2]) == (wanted[0], wanted[2])
        if wanted[0] == "unknown_unit":
            assert got[1] == wanted[1]


def test_only_who_writes_brings_files_in(stale: Unit) -> None:
    file = read_xliff(exported(stale))
    with pytest.raises(NotAllowed):
        import_xliff(unit_key=stale.key, language="ru", file=file, actor=PUBLIC, at=AT)


HEAD = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="zh">'
UNIT = '<file id="f"><unit id="u"><segment><source>x{}</source></segment></unit></file></xliff>'
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
HOSTILE = {
    "empty": "  ",
    "not_xml": HEAD + "<file>",
    "dtd": BOMB + HEAD + UNIT.format("&b;"),
    "not_xliff": "<tmx version='1.4'/>",
    "version": HEAD.replace("2.1", "1.2") + UNIT,
    "no_unit": HEAD + "<file id='f'/></xliff>",
    "twice": HEAD + UNIT.replace("</file>", "<unit id='u'/></file>"),
    "no_source": HEAD + UNIT.replace("<source>x{}</source>", "<target>x</target>"),
    "inline": HEAD + UNIT.format("<ph id='1'/>"),
    "depth": HEAD + "<file>" + "<group>" * 40 + "</group>" * 40 + "</file></xliff>",
    "too_long": HEAD + UNIT.format("x" * 20_001),
    "encoding": "<?xml version='1.0' encoding='nonsense'?>" + HEAD + UNIT,
    "too_many": HEAD + "<file>" + "<note/>" * 200_001 + "</file></xliff>",
}


@pytest.mark.parametrize("rule", HOSTILE)
def test_hostile_files_are_refused(rule: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_xliff(HOSTILE[rule].encode())
    assert refused.value.problems[0].rule == f"bilingual.xliff.{rule}"


def test_a_huge_file_is_not_even_parsed() -> None:
    with pytest.raises(Invalid) as refused:
        read_xliff(b"x" * 20_000_001)
    assert refused.value.problems[0].rule == "bilingual.xliff.too_large"


def test_an_entity_of_another_file_is_never_fetched() -> None:
    data = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>' + HEAD + UNIT.format("&f;")
    with pytest.raises(Invalid):
        read_xliff(data.encode())


TEXTS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=30)


@given(TEXTS, st.one_of(st.none(), TEXTS), TEXTS, st.sampled_from(["", " ", "\n"]))
def test_what_is_written_is_read_again(source: str, target: str, note: str, gap: str) -> None:
    segment = XliffSegment(source, target, gap)
    match = XliffMatch(0, 0.5, source, note, note)
    unit = XliffUnit("t1", "item", "a" * 32, 2, (segment,), (("was", note),), (match,))
    read = read_xliff(write_xliff(XliffFile("u", "zh-Hans", "ru", (unit,))))
    (again,) = read.units
    assert (again.id, again.kind, again.digest, again.number) == ("t1", "item", "a" * 32, 2)
    assert (again.segments[0].source, again.segments[0].target) == (source, target)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with pytest.raises(Invalid):
        read_xliff(data)


def test_russian_of_before_is_there(stale: Unit) -> None:
    make_text(stale, "ru", RU.replace("Нажмите", "Жмите"))
    assert "Жмите кнопку." in exported(stale).decode()
