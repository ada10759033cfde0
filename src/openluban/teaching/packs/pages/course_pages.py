"""The pages of a pack that are about the course as a whole."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from openluban.foundation.ui.languages import language_name
from openluban.kernel.numerals import format_day
from openluban.teaching.packs.pages.frame import (
    Link,
    beside_path,
    edition_day,
    rendered,
    speaking,
    unit_path,
)
from openluban.teaching.packs.pages.wording import stale_words, standing_words
from openluban.teaching.packs.queries.course import Course, CourseUnit
from openluban.teaching.packs.queries.words import GlossaryLine
from openluban.teaching.packs.rules.wishes import Wish


def start_page(course: Course) -> bytes:
    """Return the page at the top, where a reader chooses a language."""
    first = course.languages[0]
    starts = [
        {
            "url": f"{language}/index.html",
            "language": language,
            "language_name": language_name(language, language),
            "name": course.name.best(language)[1] or course.key,
        }
        for language in course.languages
    ]
    with speaking(first):
        return rendered("start", course, "index.html", first, inside=False, starts=starts)


def units_page(course: Course, language: str) -> bytes:
    """Return the list of units for readers of a language."""
    with speaking(language):
        units = [_unit_line(course, unit, language) for unit in course.units]
        path = f"{language}/index.html"
        return rendered("units", course, path, language, units=units, credit=course.credit)


def _unit_line(course: Course, unit: CourseUnit, language: str) -> dict[str, object]:
    text = unit.texts.get(language)
    read_in = language if text else next(iter(unit.texts))
    spoken, name = unit.called(language)
    return {
        "url": "../" + unit_path(read_in, unit),
        "name": name,
        "language": spoken or read_in,
        "is_elsewhere": text is None,
        "stale": stale_words(text.stale) if text and text.stale else "",
        "beside": beside_links(unit, language, "../") if text else [],
    }


def beside_links(unit: CourseUnit, language: str, root: str) -> list[Link]:
    """Return links to where a unit stands beside its other languages."""
    return [
        Link(
            root + beside_path(language, other, unit),
            _("Beside %(language)s") % {"language": language_name(other, language)},
        )
        for other in unit.texts
        if other != language
    ]


def glossary_page(course: Course, lines: list[GlossaryLine], language: str) -> bytes:
    """Return the glossary, the reader's language first and sorted by it."""
    order = [language, *(each for each in course.languages if each != language)]
    with speaking(language):
        rows = sorted((_glossary_row(line, order) for line in lines), key=_sort_words)
        elsewhere = {each: f"{each}/glossary.html" for each in course.languages}
        heads = [language_name(each, language) for each in order]
        path = f"{language}/glossary.html"
        return rendered(
            "glossary", course, path, language, lines=rows, heads=heads, elsewhere=elsewhere
        )


def _glossary_row(line: GlossaryLine, order: list[str]) -> dict[str, object]:
    spoken = order[0]
    return {
        "id": line.concept,
        "cells": [
            (each, "; ".join(word.text for word in line.words.get(each, ()))) for each in order
        ],
        "definition": line.definition.wordings.get(spoken, ""),
        "is_agreed": line.is_agreed,
    }


def _sort_words(row: dict[str, object]) -> tuple[bool, str]:
    cells = row["cells"]
    first = str(cells[0][1]) if isinstance(cells, list) else ""
    return not first, first.casefold()


def about_page(course: Course, wish: Wish, language: str) -> bytes:
    """Return who made what, in which version, and under which rights."""
    with speaking(language):
        languages = ", ".join(language_name(each, language) for each in course.languages)
        facts = [
            (_("Resource"), course.name.best(language)[1] or course.key),
            (pgettext("of a record", "Key"), course.key),
            (_("As at"), edition_day(course)),
            (_("Languages"), languages),
            (_("Original language"), language_name(course.original_language, language)),
            (_("Rights"), course.rights),
            (_("Credit"), course.credit),
            (_("Pictures"), pictures_in_words(wish.pictures)),
            (_("Films"), films_in_words(wish.films) if course.films else ""),
            (_("Made by"), ", ".join(each.best(language)[1] for each in course.partners)),
        ]
        elsewhere = {each: f"{each}/about.html" for each in course.languages}
        return rendered(
            "about",
            course,
            f"{language}/about.html",
            language,
            facts=[fact for fact in facts if fact[1]],
            rows=list(_version_rows(course, language)),
            elsewhere=elsewhere,
        )


def pictures_in_words(pictures: str) -> str:
    """Return which pictures a pack holds, in words."""
    if pictures == "all":
        return _("as they are")
    if pictures == "none":
        return _("none; their descriptions stand in their place")
    return _("at most %(width)s pixels wide") % {"width": pictures}


def films_in_words(megabytes: int) -> str:
    """Return which films a pack holds, in words."""
    if not megabytes:
        return _("none; a sentence says where they are")
    return _("of each the largest that has at most %(limit)s MB") % {"limit": megabytes}


def _version_rows(course: Course, language: str) -> Iterator[dict[str, object]]:
    for unit in course.units:
        for text in unit.texts.values():
            yield {
                "name": text.row.title or unit.called(text.language)[1],
                "language": text.language,
                "language_name": language_name(text.language, language),
                "version": text.row.version,
                "day": format_day(text.published_at.date().isoformat(), language),
                "standing": standing_words(text),
            }
