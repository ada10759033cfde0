"""Writing TBX-Basic in style DCA, in the edition of 2019, or of 2008 for older programs."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from openluban.teaching.terms.formats.categories import CORE, WRITTEN_STATUS
from openluban.teaching.terms.formats.entries import FileConcept, FileTerm
from openluban.teaching.terms.formats.tbx import id_of
from openluban.teaching.terms.rules.languages import written_tag

Edition = Literal["2019", "2008"]
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SEPARATOR = " | "


@dataclass(frozen=True, slots=True)
class _Words:
    """What the two editions call their parts."""

    begin: str
    end: str
    entry: str
    section: str
    term: str


_EDITIONS: dict[str, _Words] = {
    "2019": _Words(
        f'<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="{CORE}">\n'
        "<tbxHeader><fileDesc><titleStmt><title>%(title)s</title></titleStmt>"
        "<sourceDesc><p>%(title)s</p></sourceDesc></fileDesc></tbxHeader>\n<text><body>\n",
        "</body></text>\n</tbx>\n",
        "conceptEntry",
        "langSec",
        "termSec",
    ),
    "2008": _Words(
        '<martif type="TBX-Basic" xml:lang="en">\n'
        "<martifHeader><fileDesc><titleStmt><title>%(title)s</title></titleStmt>"
        "<sourceDesc><p>%(title)s</p></sourceDesc></fileDesc>"
        '<encodingDesc><p type="XCSURI">TBXBasicXCSV02.xcs</p></encodingDesc></martifHeader>\n'
        "<text><body>\n",
        "</body></text>\n</martif>\n",
        "termEntry",
        "langSet",
        "tig",
    ),
}


def write_tbx(
    concepts: Iterable[FileConcept], *, title: str, edition: Edition = "2019"
) -> Iterator[bytes]:
    """Yield the file piece by piece, in UTF-8; concepts without terms are left out.

    An agreed term is written as preferred, a forbidden one as deprecated; one that is only
    proposed has no administrative status.
    """
    words = _EDITIONS[edition]
    begin = words.begin % {"title": _text(title)}
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n{begin}'.encode()
    for concept in concepts:
        if concept.terms:
            yield "".join(_concept(concept, words)).encode()
    yield words.end.encode()


def _concept(concept: FileConcept, words: _Words) -> Iterator[str]:
    languages = dict.fromkeys(term.language for term in concept.terms)
    yield f"<{words.entry} id={_quoted(id_of(concept.key))}>"
    if concept.domain:
        yield _typed("descrip", "subjectField", concept.domain)
    for language, definition in concept.definitions.items():
        if language not in languages:
            yield _typed("descrip", "definition", definition, language)
    yield from _aside(concept.remark, concept.source)
    yield "\n"
    for language in languages:
        yield f"<{words.section} xml:lang={_quoted(written_tag(language))}>"
        if concept.definitions.get(language):
            yield _typed("descrip", "definition", concept.definitions[language])
        yield "\n"
        for term in concept.terms:
            if term.language == language:
                yield from _term(term, words)
        yield f"</{words.section}>\n"
    yield f"</{words.entry}>\n"


def _term(term: FileTerm, words: _Words) -> Iterator[str]:
    own = f" id={_quoted(id_of(term.key))}" if term.key else ""
    yield f"<{words.term}{own}><term>{_text(term.text)}</term>"
    if term.part_of_speech:
        yield _typed("termNote", "partOfSpeech", term.part_of_speech)
    status = WRITTEN_STATUS.get(term.status)
    if status:
        yield _typed("termNote", "administrativeStatus", status)
    yield from _aside(term.remark, term.source)
    yield f"</{words.term}>\n"


def _aside(remark: str, source: str) -> Iterator[str]:
    for each in source.split(_SEPARATOR):
        if each.strip():
            yield _typed("admin", "source", each)
    for line in remark.splitlines():
        if line.strip():
            yield f"<note>{_text(line)}</note>"


def _typed(element: str, category: str, words: str, language: str = "") -> str:
    tongue = f" xml:lang={_quoted(written_tag(language))}" if language else ""
    return f'<{element} type="{category}"{tongue}>{_text(words)}</{element}>'


def _text(words: str) -> str:
    return escape(_ILLEGAL.sub("", words))


def _quoted(words: str) -> str:
    return quoteattr(_ILLEGAL.sub("", words))
