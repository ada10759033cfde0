"""Every kind of bad TBX is refused by its rule, with the line and the concept."""

import pytest

from openluban.kernel.refusals import Invalid
from openluban.teaching.terms.formats import xml_entries
from openluban.teaching.terms.formats.tbx import read_tbx
from openluban.teaching.terms.tests.test_tbx import DCT, ENTRY

ROOT = '<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">'


def of_body(body: str) -> bytes:
    return f"{ROOT}<text><body>\n{body}\n</body></text></tbx>".encode()


def concept(inside: str, key: str = "c1") -> str:
    return f'<conceptEntry id="{key}">{inside}</conceptEntry>'


def term(words: str = "a term", language: str = "en") -> str:
    return f'<langSec xml:lang="{language}"><termSec><term>{words}</term></termSec></langSec>'


BOMB = """<!DOCTYPE tbx [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>"""
HOSTILE = {
    "nothing": (b"", "no_tbx"),
    "no_xml": (b"key,language,text\n", "not_xml"),
    "other_root": (b"<html><body/></html>", "no_tbx"),
    "bomb": (BOMB.encode() + of_body(concept(term("&b;"))), "dtd"),
    "outside_entity": (
        b'<!DOCTYPE tbx [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + of_body(concept(term("&x;"))),
        "dtd",
    ),
    "outside_dtd": (b'<!DOCTYPE martif SYSTEM "http://127.0.0.1/x.dtd"><martif/>', "dtd"),
    "unknown_entity": (of_body(concept(term("&nothing;"))), "not_xml"),
    "cut_off": (DCT.encode()[:-30], "not_xml"),
    "wrong_encoding": (b'<?xml version="1.0" encoding="x-unheard-of"?><tbx/>', "encoding"),
    "broken_utf8": (of_body(concept(term("X"))).replace(b"X", b"\xff\xfe"), "not_xml"),
    "null": (of_body(concept(term("X"))).replace(b"X", b"\0"), "not_xml"),
    "too_deep": (of_body(concept(f"{'<hi>' * 40}{'</hi>' * 40}")), "too_deep"),
    "too_many_elements": (of_body(concept("<note/>" * 6_000)), "entry_too_large"),
    "too_much_text": (of_body(concept(f"<note>{'a' * 200_000}</note>")), "entry_too_long"),
    "no_id": (of_body(f"<conceptEntry>{term()}</conceptEntry>"), "no_id"),
    "no_key_in_id": (of_body(concept(term(), key="工坊")), "no_id"),
    "twice": (of_body(concept(term()) + concept(term())), "duplicate_id"),
    "no_language": (of_body(concept(term(language=""))), "no_language"),
    "bad_language": (of_body(concept(term(language="../../etc"))), "no_language"),
    "no_term": (of_body(concept('<langSec xml:lang="en"><termSec/></langSec>')), "no_term"),
    "no_terms": (of_body(concept("<note>Alone.</note>")), "no_terms"),
    "long_term": (of_body(concept(term("a" * 201))), "too_long"),
}


@pytest.mark.parametrize(("data", "rule"), HOSTILE.values(), ids=HOSTILE)
def test_a_bad_file_is_refused_by_its_rule(data: bytes, rule: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_tbx(data)
    assert refused.value.problems[0].rule == rule
    assert str(refused.value)


def test_each_fault_names_its_line_and_concept() -> None:
    body = "\n".join([concept(term(), "good"), concept("", "empty"), concept(term(""), "bare")])
    with pytest.raises(Invalid) as refused:
        read_tbx(of_body(body))
    told = [(problem.row, problem.field, problem.rule) for problem in refused.value.problems]
    assert told == [(3, "empty", "no_terms"), (4, "bare", "no_term"), (4, "bare", "no_terms")]


def test_no_more_than_200_faults_are_told() -> None:
    body = "".join(concept("", f"c{number}") for number in range(500))
    with pytest.raises(Invalid) as refused:
        read_tbx(of_body(body))
    assert len(refused.value.problems) == 200


@pytest.mark.parametrize(
    ("limit", "value", "rule"), [("MOST_BYTES", 100, "too_large"), ("MOST_ENTRIES", 1, "too_many")]
)
def test_a_file_beyond_the_limits_is_refused(
    monkeypatch: pytest.MonkeyPatch, limit: str, value: int, rule: str
) -> None:
    monkeypatch.setattr(xml_entries, limit, value)
    body = concept(term(), "a") + concept(term(), "b")
    with pytest.raises(Invalid) as refused:
        read_tbx(of_body(body))
    assert refused.value.problems[0].rule == rule


def test_entries_are_let_go_one_by_one() -> None:
    many = ENTRY * 3
    root, entries = xml_entries.entries_of(DCT.replace(ENTRY, many).encode())
    assert root.children == []
    assert [entry.attributes["id"] for entry in entries] == ["c1"] * 3
