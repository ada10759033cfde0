"""TBX-Basic, in and out."""

import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openluban.kernel.refusals import Invalid
from openluban.teaching.terms.formats.entries import FileConcept, FileTerm, TermFile
from openluban.teaching.terms.formats.tbx import read_tbx
from openluban.teaching.terms.formats.tbx_writing import Edition, write_tbx

DIALECT = Path(__file__).parents[6] / "shared" / "conformance" / "TBX-Basic_dialect"
"""Where the examples of the dialect's keepers are looked for, beside the repository."""

ENTRY = """<conceptEntry id="c1"><min:subjectField>automation</min:subjectField>
<note>About it.</note><langSec xml:lang="en"><descripGrp><basic:definition>A thing.
</basic:definition><basic:source>A book</basic:source></descripGrp><termSec><term>stop
button</term><min:partOfSpeech>noun</min:partOfSpeech>
<min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus>
<note>Too short.</note><basic:source>B</basic:source></termSec></langSec></conceptEntry>"""
DCT = f"""<?xml version="1.0" encoding="utf-8"?>
<tbx type="TBX-Basic" style="dct" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
 xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
<tbxHeader><fileDesc/></tbxHeader><text><body>{ENTRY}</body></text></tbx>"""


def as_dca(text: str) -> str:
    for name, element in (
        *(("min:subjectField", "descrip"), ("basic:definition", "descrip")),
        *(("min:partOfSpeech", "termNote"), ("min:administrativeStatus", "termNote")),
        ("basic:source", "admin"),
    ):
        category = name.partition(":")[2]
        text = text.replace(f"<{name}>", f'<{element} type="{category}">')
        text = text.replace(f"</{name}>", f"</{element}>")
    return text.replace('style="dct"', 'style="dca"')


def as_2008(text: str) -> str:
    for new, old in (
        *(("conceptEntry", "termEntry"), ("langSec", "langSet"), ("termSec", "tig")),
        *(("tbxHeader", "martifHeader"), ('xmlns="urn:iso:std:iso:30042:ed-2"', "")),
        *(("<tbx ", "<martif "), ("</tbx>", "</martif>")),
    ):
        text = text.replace(new, old)
    return text


def plain(file: TermFile) -> list[FileConcept]:
    return [
        replace(concept, line=0, terms=tuple(replace(term, line=0) for term in concept.terms))
        for concept in file.concepts
    ]


@pytest.mark.parametrize(
    "text", [DCT, as_dca(DCT), as_2008(as_dca(DCT))], ids=["dct", "dca", "2008"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_both_styles_and_the_older_edition_say_the_same(text: str, encoding: str) -> None:
    file = read_tbx(text.replace("utf-8", encoding).encode(encoding))
    term = FileTerm("en", "stop button", "", "forbidden", "noun", "Too short.", "B")
    concept = FileConcept("c1", "automation", {"en": "A thing."}, "About it.", "A book", (term,))
    assert plain(file) == [concept]
    assert file.leftovers == ()
    assert [term.line for concept in file.concepts for term in concept.terms] == [6]


def test_what_is_not_understood_is_told_with_its_number_and_line() -> None:
    more = """<transacGrp><date>2010</date></transacGrp><min:customerSubset>A</min:customerSubset>
<min:customerSubset>B</min:customerSubset><other xmlns="urn:x">?</other>"""
    told = read_tbx(DCT.replace("<note>About", f"{more}<note>About").encode()).leftovers
    assert [(left.what, left.times, left.line) for left in told] == [
        ("customerSubset", 2, 5),
        ("transacGrp", 1, 5),
        ("other", 1, 6),
    ]


def test_the_source_of_a_context_is_not_the_source_of_the_term() -> None:
    context = """<descripGrp><basic:context>Press it.</basic:context>
<basic:source>Elsewhere</basic:source></descripGrp><note>Too"""
    file = read_tbx(DCT.replace("<note>Too", context).encode())
    assert file.concepts[0].terms[0].source == "B"
    assert [left.what for left in file.leftovers] == ["context"]


def test_an_unknown_status_is_told_and_not_guessed() -> None:
    file = read_tbx(DCT.replace("deprecatedTerm-admn-sts", "legalTerm").encode())
    assert file.concepts[0].terms[0].status == ""
    assert [left.what for left in file.leftovers] == ["administrativeStatus “legalTerm”"]


WORDS = st.text(
    st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" <>&\"'工станок"), min_size=1
).map(lambda text: " ".join(text.split()))
LINES = WORDS.filter(bool).map(lambda text: text[:150].strip())
SOURCES = LINES.map(lambda text: text.replace("|", "/"))
KEYS = st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)
TERMS = st.builds(
    FileTerm,
    st.sampled_from(["en", "ru", "zh-hans", "kk", "pt-br"]),
    LINES,
    KEYS,
    st.sampled_from(["", "preferred", "admitted", "forbidden"]),
    st.sampled_from(["", "noun", "verb", "properNoun", "other"]),
    st.lists(LINES, max_size=2).map("\n".join),
    SOURCES | st.just(""),
)
CONCEPTS = st.lists(
    st.builds(
        FileConcept,
        KEYS,
        LINES | st.just(""),
        st.dictionaries(st.sampled_from(["en", "ru", "zh-hans"]), LINES, max_size=3),
        LINES | st.just(""),
        SOURCES | st.just(""),
        st.lists(TERMS, min_size=1, max_size=5).map(tuple),
    ),
    max_size=4,
    unique_by=lambda concept: concept.key,
)


@pytest.mark.parametrize("edition", ["2019", "2008"])
@given(concepts=CONCEPTS)
@settings(max_examples=60)
def test_what_is_written_is_read_back(edition: Edition, concepts: list[FileConcept]) -> None:
    data = b"".join(write_tbx(concepts, title="A <base>", edition=edition))
    file = read_tbx(data)
    assert file.leftovers == ()
    assert [_sorted(concept) for concept in plain(file)] == [_sorted(each) for each in concepts]
    assert b"".join(write_tbx(file.concepts, title="A <base>", edition=edition)) == b"".join(
        write_tbx(map(_by_language, concepts), title="A <base>", edition=edition)
    )


def _by_language(concept: FileConcept) -> FileConcept:
    """Terms stand in the file language by language, definitions with theirs."""
    order = list(dict.fromkeys(term.language for term in concept.terms))
    first = [tag for tag in concept.definitions if tag not in order]
    tags = [*first, *(tag for tag in order if tag in concept.definitions)]
    return replace(
        concept,
        terms=tuple(sorted(concept.terms, key=lambda term: order.index(term.language))),
        definitions={tag: concept.definitions[tag] for tag in tags},
    )


def _sorted(concept: FileConcept) -> FileConcept:
    made = _by_language(concept)
    return replace(made, definitions=dict(sorted(made.definitions.items())))


@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with pytest.raises(Invalid):
        read_tbx(data)


@given(st.data())
@settings(max_examples=150)
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    whole = DCT.encode()
    place = data.draw(st.integers(0, len(whole) - 1))
    damaged = whole[:place] + data.draw(st.binary(max_size=6)) + whole[place + 1 :]
    with suppress(Invalid):
        assert read_tbx(damaged).concepts is not None


def test_both_examples_of_the_dialect_are_read() -> None:
    if not DIALECT.is_dir():
        pytest.skip("the TBX-Basic dialect's examples are not beside this checkout")
    read = [
        read_tbx((DIALECT / style / f"Example_Astronomy_{style}_VALID.tbx").read_bytes())
        for style in ("DCA", "DCT")
    ]
    assert [len(file.concepts) for file in read] == [45, 45]
    assert [sum(len(concept.terms) for concept in file.concepts) for file in read] == [113, 113]


READER = """
import sys
from translate.storage import tbx
file = tbx.tbxfile.parsefile(sys.argv[1])
file.setsourcelanguage("en")
file.settargetlanguage("ru")
for unit in file.units:
    print(unit.source, unit.target, sep="=")
"""


def test_translate_toolkit_reads_what_we_write_in_the_edition_of_2008(tmp_path: Path) -> None:
    if find_spec("translate") is None:
        pytest.skip("translate-toolkit is not installed")
    terms = (FileTerm("en", "stop button", "a"), FileTerm("ru", "кнопка", "b", "agreed"))
    place = tmp_path / "base.tbx"
    concept = FileConcept("stop", "automation", {"en": "It stops."}, "Note", "S", terms)
    place.write_bytes(b"".join(write_tbx([concept], title="Base", edition="2008")))
    run = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", READER, place], capture_output=True, text=True, check=True
    )
    assert run.stdout.splitlines() == ["stop button=кнопка"]
