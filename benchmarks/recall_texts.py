"""Manuals in three languages as units to be found, and questions whose answer is known."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "kicad"
LANGUAGES = ("en", "zh-hans", "ru")
TUNED_ON = ("eeschema", "idf_exporter", "kicad")
"""Manuals on which the weights of search were chosen; the others were only measured."""
HEADINGS, SENTENCES = "headings", "sentences"
LINES, SECTIONS = "lines", "sections"
_MOST_ASKED = 150
_LEAST_WORDS = 20
"""Characters of English that a sentence has at least."""
_PIECE = re.compile(r'^(msgid|msgstr)?\s*"(.*)"$')
_KIND = re.compile(r"^#\. type: (.*)$", re.MULTILINE)
_ESCAPES = {"n": "\n", "t": "\t"}


@dataclass(frozen=True)
class Line:
    """A heading or paragraph in every language that has it."""

    is_heading: bool
    texts: dict[str, str]


@dataclass(frozen=True)
class Asked:
    """A question, and the places of the units that answer it."""

    text: str
    wanted: frozenset[int]


@dataclass
class Corpus:
    """Units of a manual, and for each direction and sort of question what is asked."""

    units: list[dict[str, str]] = field(default_factory=list)
    asked: dict[tuple[str, str, str], list[Asked]] = field(default_factory=dict)


def manuals() -> list[str]:
    """Return the names of the manuals."""
    return sorted(place.name for place in DATA.iterdir() if place.is_dir())


def lines_of(manual: str) -> list[Line]:
    """Return what a manual says, in its order."""
    russian = {one: (kind, other) for kind, one, other in _read(manual, "ru")}
    chinese = {one: other for _kind, one, other in _read(manual, "zh")}
    found = []
    for english, (kind, other) in russian.items():
        texts = {"en": english, "ru": other}
        if english in chinese:
            texts["zh-hans"] = chinese[english]
        found.append(Line(kind.startswith("Title"), texts))
    return found


def corpus_of(manual: str, sort: str) -> Corpus:
    """Return a manual as lines or as sections, with the questions."""
    lines = lines_of(manual)
    corpus = Corpus()
    where: list[int] = []
    for line in lines:
        if sort == LINES or line.is_heading or not corpus.units:
            corpus.units.append({})
        unit = corpus.units[-1]
        for language, text in line.texts.items():
            unit[language] = f"{unit[language]}\n{text}" if language in unit else text
        where.append(len(corpus.units) - 1)
    for own in LANGUAGES:
        for other in LANGUAGES:
            if own != other:
                for kind in (HEADINGS, SENTENCES):
                    asked = list(_asked(lines, where, corpus, (own, other, kind)))
                    chance = random.Random(f"{manual}{own}{other}{kind}")  # noqa: S311
                    chance.shuffle(asked)
                    corpus.asked[own, other, kind] = asked[:_MOST_ASKED]
    return corpus


def _asked(
    lines: list[Line], where: list[int], corpus: Corpus, way: tuple[str, str, str]
) -> Iterator[Asked]:
    own, other, kind = way
    answers: dict[str, set[int]] = {}
    for line, place in zip(lines, where, strict=True):
        if own in line.texts and other in corpus.units[place]:
            answers.setdefault(line.texts[own], set()).add(place)
            # A unit that says the very same in the other language answers as well.
            if other in line.texts:
                answers[line.texts[own]] |= {
                    at
                    for one, at in zip(lines, where, strict=True)
                    if one.texts.get(other) == line.texts[other]
                }
    for line in lines:
        is_wanted = line.is_heading == (kind == HEADINGS)
        is_long = line.is_heading or len(line.texts["en"]) >= _LEAST_WORDS
        is_said = own in line.texts and other in line.texts
        # What is the same in both languages needs no bridge.
        if is_wanted and is_long and is_said and line.texts[own] != line.texts[other]:
            text = line.texts[own]
            yield Asked(text[:300], frozenset(answers[text]))


def _read(manual: str, language: str) -> Iterator[tuple[str, str, str]]:
    text = (DATA / manual / f"{language}.po").read_text(encoding="utf-8")
    for block in re.split(r"\n\s*\n", text):
        kind = _KIND.search(block)
        is_text = kind is not None and (kind[1].startswith("Title") or kind[1] == "Plain text")
        if not is_text or re.search(r"^#(,.*fuzzy|~)", block, re.MULTILINE):
            continue
        found = {"msgid": "", "msgstr": ""}
        now = ""
        for line in block.splitlines():
            if match := _PIECE.match(line):
                now = match[1] or now
                found[now] += match[2]
        original, translation = (_plain(found[key]) for key in ("msgid", "msgstr"))
        if original and translation:
            yield kind[1] if kind else "", original, translation


def _plain(piece: str) -> str:
    text = re.sub(r"\\(.)", lambda match: _ESCAPES.get(match[1], match[1]), piece)
    return " ".join(text.split())
