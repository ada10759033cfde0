"""From a text and its frozen figures to a document that can be set."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from openluban.foundation.documents.document import Document
from openluban.foundation.figures.addresses import INDEX, figure_url
from openluban.foundation.figures.declaring import NoSuchFigure
from openluban.foundation.ui.joining import clauses, listed
from openluban.foundation.ui.pieces import STANDING_WORDS, Standing
from openluban.kernel.numerals import format_day
from openluban.publishing.briefings.frozen import FrozenFigure, SeenRecord
from openluban.publishing.briefings.markup import FilledNumber, fill, placeholders_of
from openluban.publishing.briefings.placeholders import PHRASE, Placeholder
from openluban.publishing.briefings.rules import Restatement

PREVIEW = "preview"
"""The standing of numbers that are not published."""
_NAMED = 4
"""So many records a sentence names; the page lists them all."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a text is filled: its language, the day of numbers that state none, and how they stand.

    ``base`` goes before the path of every link (https://luban.example), ``restated`` holds by
    question what became of numbers since; ``faults`` by question why there is no number. Where
    ``is_brief``, notes do not name the records of a restated number, because the page does.
    """

    language: str
    day: date
    base: str = ""
    is_published: bool = True
    is_brief: bool = False
    restated: Mapping[str, Restatement] = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)


def filled(markdown: str, figures: Mapping[str, FrozenFigure], setting: Setting) -> Document:
    """Put frozen figures into a text.

    :raises MarkupInvalid: the text has faults
    """
    with translation.override(setting.language):
        answers = {
            one.key: _answer(one, figures.get(one.question), setting)
            for one in placeholders_of(markdown)
        }
    return fill(
        markdown,
        answers,
        language=setting.language,
        day=setting.day,
        day_words=format_day(setting.day.isoformat(), setting.language),
    )


def url_of(figure: FrozenFigure) -> str:
    """Return the path of the number's page; that of all figures where it is no longer kept."""
    try:
        return figure_url(figure.figure, figure.choices, date.fromisoformat(figure.at))
    except NoSuchFigure:
        return INDEX


def told_definition(figure: FrozenFigure, language: str) -> str:
    """Return the figure's title and the choices in words."""
    return _("%(title)s: %(definition)s") % {
        "title": figure.titles[language],
        "definition": figure.definitions[language],
    }


def _answer(one: Placeholder, figure: FrozenFigure | None, setting: Setting) -> FilledNumber:
    if figure is None:
        fault = setting.faults.get(one.question, "")
        return FilledNumber("?", f"{setting.base}{INDEX}", fault, PREVIEW, fault)
    standing, words, mark = _standing(one.question, setting)
    stated = figure.stated_at
    return FilledNumber(
        words=figure.words[setting.language][one.style],
        url=f"{setting.base}{url_of(figure)}",
        definition=told_definition(figure, setting.language),
        standing=standing,
        standing_words=words,
        day_words=format_day(stated, setting.language) if stated else "",
        mark=mark,
    )


def _standing(question: str, setting: Setting) -> tuple[str, str, str]:
    if not setting.is_published:
        return PREVIEW, _("as the register stands now; not published"), ""
    found = setting.restated.get(question)
    if found is None:
        return Standing.AGREES.value, str(STANDING_WORDS[Standing.AGREES]), ""
    language = setting.language
    words = _now_words(found, language) if setting.is_brief else restated_words(found, language)
    return Standing.RESTATED.value, words, _("restated")


def restated_words(found: Restatement, language: str) -> str:
    """Return in one sentence what became of a published number."""
    said = [_now_words(found, language)]
    if found.removed and found.now is not None:
        said.append(_("no longer counted: %(records)s") % _told(found.removed, language))
    if found.added:
        said.append(_("newly counted: %(records)s") % _told(found.added, language))
    if found.changed:
        after = tuple(pair[1] for pair in found.changed)
        said.append(_("changed: %(records)s") % _told(after, language))
    return clauses(said)


def _now_words(found: Restatement, language: str) -> str:
    if found.now is None:
        return _("restated since published: the register no longer gives this number")
    if not found.is_other_number:
        return _("restated since published: the same number from other records")
    now = found.now.words[language][PHRASE]
    return _("restated since published: now %(number)s") % {"number": now}


def _told(records: Iterable[SeenRecord], language: str) -> dict[str, str]:
    names = list(dict.fromkeys(name_of(record, language)[1] for record in records))
    told = listed(names[:_NAMED])
    rest = len(names) - _NAMED
    if rest > 0:
        words = ngettext("%(names)s and %(count)s more", "%(names)s and %(count)s more", rest)
        told = words % {"names": told, "count": rest}
    return {"records": told}


def name_of(record: SeenRecord, language: str) -> tuple[str, str]:
    """Return (language, name) of a record: in the reader's language, else the best there is."""
    for known in (language, "en", *record.names):
        if known in record.names:
            return known, record.names[known]
    return "", record.key
