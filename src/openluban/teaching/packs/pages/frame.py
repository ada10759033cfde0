"""What every page of a pack has around it, and how pages are made."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from openluban.foundation.ui.languages import language_name
from openluban.kernel.numerals import format_day
from openluban.kernel.text import LANGUAGES
from openluban.teaching.packs.queries.course import Course, CourseUnit

_BLANK = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page, relative to it."""

    url: str
    name: str
    language: str = ""
    is_present: bool = False


def unit_path(language: str, unit: CourseUnit) -> str:
    """Return where a unit is read in a language, from the top of the pack."""
    return f"{language}/units/{unit.key}.html"


def beside_path(language: str, other: str, unit: CourseUnit) -> str:
    """Return where two languages of a unit stand beside each other."""
    return f"{language}/beside/{other}/{unit.key}.html"


def root_of(path: str) -> str:
    """Return the way from a page back to the top of the pack."""
    return "../" * (len(PurePosixPath(path).parts) - 1)


@contextmanager
def speaking(language: str) -> Iterator[str]:
    """Let what is said be in the interface language that serves a language best; its tag."""
    spoken = language if language in LANGUAGES else "en"
    with translation.override(spoken):
        yield spoken


def edition_day(course: Course) -> str:
    """Return the day of the newest text, in words of the language that is spoken now."""
    return format_day(course.as_at.date().isoformat(), translation.get_language() or "en")


def rendered(template: str, course: Course, path: str, language: str, **context: Any) -> bytes:
    """Return a page of a pack; ``path`` is its own, ``language`` that of its reader.

    What is on every page must not change with each edition, or a delta would be the whole pack.
    ``elsewhere`` may map languages to where the same stands in them, ``inside`` be False for a
    page before a language is chosen.
    """
    is_inside = context.pop("inside", True)
    elsewhere = context.pop("elsewhere", {})
    root = root_of(path)
    spoken, name = course.name.best(language)
    page = {
        "language": language,
        "root": root,
        "home": f"{root}{language}/index.html" if is_inside else "index.html",
        "course": name or course.key,
        "course_language": spoken or language,
        "others": _others(course, root, language, elsewhere) if is_inside else [],
        "inside": _inside(root, path, language) if is_inside else [],
        "search_url": f"{root}{language}/search.html",
        "rights": course.rights,
    }
    text = render_to_string(f"packs/inside/{template}.html", {"page": page, **context})
    return _tight(text).encode()


def _others(course: Course, root: str, language: str, elsewhere: dict[str, str]) -> list[Link]:
    if len(course.languages) == 1:
        return []
    return [
        Link(
            root + elsewhere.get(each, f"{each}/index.html"),
            language_name(each, each),
            each,
            is_present=each == language,
        )
        for each in course.languages
    ]


def _inside(root: str, path: str, language: str) -> list[Link]:
    parts = (
        ("index.html", _("Units")),
        ("glossary.html", _("Glossary")),
        ("about.html", _("About this pack")),
    )
    return [
        Link(f"{root}{language}/{file}", name, is_present=path == f"{language}/{file}")
        for file, name in parts
    ]


def _tight(html: str) -> str:
    """Return a page without the blanks that templates leave; pieces of code stay as they are."""
    pieces = re.split(r"(<pre\b.*?</pre>)", html, flags=re.S)
    return (
        "".join(
            piece if piece.startswith("<pre") else _BLANK.sub("\n", piece) for piece in pieces
        ).strip()
        + "\n"
    )
