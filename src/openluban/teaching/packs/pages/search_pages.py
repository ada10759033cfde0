"""The search inside a pack: an index a language, as a script, and the page that asks them."""

import json
import re
from pathlib import Path

import openluban.foundation.ui as design
from openluban.teaching.packs.pages.frame import rendered, root_of, speaking, unit_path
from openluban.teaching.packs.pages.sections import sections_of
from openluban.teaching.packs.queries.course import Course
from openluban.teaching.packs.queries.words import GlossaryLine
from openluban.teaching.packs.rules.searching import index_of
from openluban.teaching.terms.public import stem

_FILES = Path(__file__).parent / "files"
_STYLE = Path(design.__path__[0]) / "static" / "ui" / "openluban.css"
_TOKENS = re.compile(r"@layer tokens \{\n(.*?)\n\}\n", re.S)

Section = tuple[str, str, str, str]
"""Where it is from the top of the pack, the unit's name, the heading, and what stands there."""


def index_path(language: str) -> str:
    """Return where the index of a language lies."""
    return f"search/{language}.js"


def search_index(course: Course, lines: list[GlossaryLine], language: str) -> bytes:
    """Return the script that hands the index of a language to the search."""
    sections = [*_of_texts(course, language), *_of_words(lines, language)]
    words = index_of(
        (f"{each[2]}\n{each[3]}" for each in sections), lambda word: stem(word, language)
    )
    index = {"language": language, "sections": sections, "words": words}
    plain = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    return f"lubanPack.add({plain});\n".encode()


def _of_texts(course: Course, language: str) -> list[Section]:
    found = []
    for unit in course.units:
        text = unit.texts.get(language)
        if text is None:
            continue
        path, name = unit_path(language, unit), unit.called(language)[1]
        for section in sections_of(text.body):
            place = f"{path}#{section.anchor}" if section.anchor else path
            found.append((place, name, section.heading, section.text))
    return found


def _of_words(lines: list[GlossaryLine], language: str) -> list[Section]:
    found = []
    for line in lines:
        words = "; ".join(word.text for word in line.words.get(language, ()))
        others = "; ".join(
            word.text for each, some in line.words.items() if each != language for word in some
        )
        told = " – ".join(filter(None, (others, line.definition.wordings.get(language, ""))))
        if words:
            found.append((f"{language}/glossary.html#{line.concept}", words, words, told))
    return found


def search_page(course: Course, language: str) -> bytes:
    """Return the page on which results are shown."""
    path = f"{language}/search.html"
    indexes = [root_of(path) + index_path(each) for each in course.languages]
    elsewhere = {each: f"{each}/search.html" for each in course.languages}
    with speaking(language):
        return rendered("search", course, path, language, indexes=indexes, elsewhere=elsewhere)


def style_sheet() -> bytes:
    """Return the style of a pack: the design system's colours and measures, and a few rules."""
    tokens = _TOKENS.search(_STYLE.read_text(encoding="utf-8"))
    if tokens is None:
        message = "openluban.css has no layer of tokens"
        raise ValueError(message)
    own = (_FILES / "pack.css").read_text(encoding="utf-8")
    return f"{tokens[1]}\n{own}".encode()


def script() -> bytes:
    """Return the script of the search."""
    return (_FILES / "pack.js").read_bytes()
