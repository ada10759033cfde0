"""The pages of a pack on which a unit is read."""

import re
from collections.abc import Callable

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from openluban.foundation.ui.languages import language_name
from openluban.kernel.numerals import format_day
from openluban.teaching.library.public import Clause, clause_html, page_html
from openluban.teaching.packs.pages.aligning import aligned
from openluban.teaching.packs.pages.course_pages import beside_links
from openluban.teaching.packs.pages.films import FilmView
from openluban.teaching.packs.pages.frame import (
    Link,
    beside_path,
    rendered,
    root_of,
    speaking,
    unit_path,
)
from openluban.teaching.packs.pages.pictures import with_pictures
from openluban.teaching.packs.pages.sections import with_anchors
from openluban.teaching.packs.pages.wording import stale_words, standing_words
from openluban.teaching.packs.queries.course import Course, CourseText, CourseUnit

_HEADING = re.compile(r"<(/?)h([3-6])\b")
Named = Callable[[str, str], str]
"""Gives for a picture (digest and ending) its path from the top of the pack, ``""`` for none."""


def unit_page(
    course: Course, unit: CourseUnit, language: str, named: Named, film: FilmView | None
) -> bytes:
    """Return a unit in one language, with its film if it has one."""
    text, path = unit.texts[language], unit_path(language, unit)
    root = root_of(path)
    body = with_anchors(with_pictures(page_html(text.body), _from(root, named)))
    before, after = _neighbours(course, unit, language, root)
    with speaking(language):
        return rendered(
            "unit",
            course,
            path,
            language,
            name=unit.called(language)[1],
            body=_clean(body),
            film=film,
            film_url=root + film.path if film and film.path else "",
            has_heading="<h1" in body,
            stale=stale_words(text.stale) if text.stale else "",
            edition=_edition(text),
            beside=beside_links(unit, language, root),
            before=before,
            after=after,
            elsewhere={each: unit_path(each, unit) for each in unit.texts},
        )


def beside_page(course: Course, unit: CourseUnit, language: str, other: str, named: Named) -> bytes:
    """Return a unit in two languages side by side; the first is the reader's."""
    path = beside_path(language, other, unit)
    root = root_of(path)
    left, right = unit.texts[language], unit.texts[other]

    def html(clause: Clause | None) -> SafeString:
        plain = _HEADING.sub(_raised, clause_html(clause)) if clause else ""
        return _clean(with_pictures(plain, _from(root, named)))

    lines = [(html(ours), html(theirs)) for ours, theirs in aligned(left, right)]
    turned = {other: beside_path(other, language, unit)}
    with speaking(language):
        return rendered(
            "beside",
            course,
            path,
            language,
            name=unit.called(language)[1],
            heads=[_head(text, language) for text in (left, right)],
            other=other,
            lines=lines,
            alone_url=root + unit_path(language, unit),
            elsewhere={language: path} | turned,
        )


def _raised(found: "re.Match[str]") -> str:
    """Return a heading's tag a level higher: those of clauses begin at the third."""
    return f"<{found[1]}h{int(found[2]) - 1}"


def _from(root: str, named: Named) -> Named:
    def address(digest: str, ending: str) -> str:
        path = named(digest, ending)
        return root + path if path else ""

    return address


def _clean(html: str) -> SafeString:
    # The library rendered it and cleaned it; what was put in since are our own addresses.
    return mark_safe(html)  # noqa: S308


def _head(text: CourseText, reader: str) -> str:
    return _("%(language)s, version %(version)s") % {
        "language": language_name(text.language, reader),
        "version": text.row.version,
    }


def _edition(text: CourseText) -> str:
    return _("Version %(version)s of %(day)s, %(standing)s.") % {
        "version": text.row.version,
        "day": format_day(text.published_at.date().isoformat(), text.language),
        "standing": standing_words(text),
    }


def _neighbours(
    course: Course, unit: CourseUnit, language: str, root: str
) -> tuple[Link | None, Link | None]:
    units = [each for each in course.units if language in each.texts]
    place = units.index(unit)

    def link(at: int) -> Link | None:
        if not 0 <= at < len(units):
            return None
        return Link(root + unit_path(language, units[at]), units[at].called(language)[1])

    return link(place - 1), link(place + 1)
