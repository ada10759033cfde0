"""The choices of a figure as a sentence that can be edited."""

from django.utils.translation import gettext as _

from openluban.foundation.figures.addresses import INDEX
from openluban.foundation.figures.asking import Question
from openluban.foundation.figures.choices import ALWAYS, Choice
from openluban.foundation.ui import filter_pieces
from openluban.foundation.ui.filter_pieces import FilterPart, FilterSentence, ListLink
from openluban.foundation.ui.joining import leading
from openluban.foundation.ui.languages import page_language
from openluban.kernel.text import LocalizedText

_GAP = "%(option)s"


def sentence_of(question: Question) -> FilterSentence:
    """Return the form that changes any choice and the day; it is sent as a plain address."""
    figure, choices = question.figure, question.choices
    own = [_part(choice, choices[choice.key], active=True) for choice in figure.choices]
    always = [
        _part(choice, choices[choice.key], active=choices[choice.key] != choice.default)
        for choice in ALWAYS
    ]
    day = FilterPart("at", _("Day"), lead=_("as at"), kind="date", value=question.at.isoformat())
    return FilterSentence(
        subject=leading(figure.title),
        parts=(*own, *(part for part in always if part.active), day, *_waiting(always)),
        action_url=f"{INDEX}{figure.key}/",
        submit_text=_("Show this number"),
        exports=(ListLink(_("Back to its usual choices"), f"{INDEX}{figure.key}/"),),
    )


def _waiting(parts: list[FilterPart]) -> list[FilterPart]:
    return [part for part in parts if not part.active]


def _part(choice: Choice, key: str, *, active: bool) -> FilterPart:
    lead, _gap, tail = str(choice.phrase).partition(_GAP)
    options = _options(choice, key)
    return FilterPart(
        choice.key,
        choice.title,
        lead=lead.strip() if active else "",
        tail=tail.strip() if active else "",
        kind="choice" if options else "text",
        value=key,
        choices=options,
        active=active,
    )


def _options(choice: Choice, key: str) -> tuple[filter_pieces.Choice, ...]:
    """Return the options listed, and the present one where it is some record's."""
    listed = choice.listed()
    shown = [
        filter_pieces.Choice(option.key, _words(option.words), selected=option.key == key)
        for option in listed
    ]
    if listed and all(option.key != key for option in listed):
        shown.append(filter_pieces.Choice(key, _words(choice.words_for(key)), selected=True))
    return tuple(shown)


def _words(words: object) -> str:
    if isinstance(words, LocalizedText):
        return words.best(page_language())[1]
    return str(words)
