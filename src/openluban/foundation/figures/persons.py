"""Where those who may see the persons behind a number do: under pseudonyms alone.

A module says which rows it shows and to whom; what can be chosen, and how the page is put
together, is the same for all of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from openluban.foundation.figures.addresses import INDEX
from openluban.foundation.figures.asking import NotADay, Question, read_question
from openluban.foundation.figures.choices import UnknownChoice
from openluban.foundation.figures.declaring import Figure, Records
from openluban.foundation.figures.narrowing import on_day
from openluban.foundation.figures.spans import counted_on
from openluban.foundation.figures.wording import definition
from openluban.foundation.registers.queries.keyset import Page
from openluban.foundation.ui.filter_pieces import Choice, FilterPart, FilterSentence
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Empty, Pager, TableView, Words
from openluban.kernel.numerals import format_day, format_number
from openluban.kernel.refusals import NotFound
from openluban.kernel.text import LocalizedText

_INVENTED = "invented"


@dataclass(frozen=True, slots=True)
class AskedOfPersons:
    """Which number is opened, and whether of persons invented for a demonstration."""

    question: Question
    is_invented: bool
    figures: Mapping[str, Figure]

    @property
    def figure(self) -> Figure:
        """The figure that is opened."""
        return self.question.figure

    @property
    def own_choices(self) -> dict[str, str]:
        """The choices of the figure itself, without those that every figure has."""
        return {each.key: self.question.choices[each.key] for each in self.figure.choices}


def asked_of_persons(
    parameters: Mapping[str, str], figures: Mapping[str, Figure]
) -> AskedOfPersons:
    """Return what the address asks for; the first of the figures if it names none.

    Only a demonstration counts persons who were invented.

    :raises NotFound: there is no such figure, choice or day
    """
    given = {name: value.replace("\0", "") for name, value in parameters.items()}
    figure = figures.get(given.pop("figure", next(iter(figures))))
    is_invented = bool(settings.LUBAN_DEMO) and given.pop("people", "") == _INVENTED
    if figure is None:
        raise NotFound
    try:
        fitting = _fitting(given, figure, figures)
        question = read_question(figure.key, fitting, today=timezone.localdate())
    except (UnknownChoice, NotADay) as refusal:
        raise NotFound from refusal
    return AskedOfPersons(question, is_invented, figures)


def _fitting(
    given: dict[str, str], figure: Figure, figures: Mapping[str, Figure]
) -> dict[str, str]:
    """Leave out what was chosen of another figure: whoever changes the figure sends it along."""
    own = {choice.key: choice for choice in figure.all_choices}
    others = [each for other in figures.values() if other is not figure for each in other.choices]
    strange = {
        each.key
        for each in others
        if each.key in given
        and (each.key not in own or own[each.key].words_for(given[each.key]) is None)
        and each.words_for(given[each.key]) is not None
    }
    return {name: value for name, value in given.items() if name not in strange}


def persons_on(asked: AskedOfPersons) -> Records:
    """Return the records that count on the day under the choices."""
    figure, at = asked.figure, asked.question.at
    with counted_on(at):
        found = (
            figure.records(**asked.own_choices, is_synthetic=asked.is_invented)
            if figure.records
            else None
        )
    if found is None:  # pragma: no cover - figures of persons have records
        raise TypeError(figure.key)
    return on_day(found, asked.question.choices, at)


def persons_page(
    asked: AskedOfPersons, *, number: Decimal | int, page: Page, table: TableView
) -> dict[str, Any]:
    """Return what ``figures/persons.html`` shows."""
    question, figure, reader = asked.question, asked.figure, page_language()
    return {
        "title": figure.title,
        "meaning": definition(figure, question.choices) or figure.meaning,
        "number": format_number(number, reader),
        "unit": figure.unit_for(question.choices).word(number, reader),
        "day": format_day(question.at.isoformat(), reader),
        "table": table,
        "pager": _pager(page, _address(asked)),
        "sentence": _sentence(asked),
        "is_invented": asked.is_invented,
        "figure_url": f"{INDEX}{figure.key}/",
    }


def nothing_counts() -> Empty:
    """Return what stands where no record counts."""
    return Empty(_("Nothing counts under these choices."), _("Choose another day or state."))


def _address(asked: AskedOfPersons) -> dict[str, str]:
    people = {"people": _INVENTED} if asked.is_invented else {}
    day = asked.question.at.isoformat()
    return {"figure": asked.figure.key, "at": day, **asked.own_choices, **people}


def _pager(page: Page, asked: dict[str, str]) -> Pager | None:
    if not page.earlier and not page.later:
        return None
    return Pager(
        f"?{urlencode({**asked, 'before': page.earlier})}" if page.earlier else "",
        f"?{urlencode({**asked, 'after': page.later})}" if page.later else "",
    )


def _sentence(asked: AskedOfPersons) -> FilterSentence:
    figure, question = asked.figure, asked.question
    named = tuple(
        Choice(each.key, each.title, each.key == figure.key) for each in asked.figures.values()
    )
    parts = [FilterPart("figure", _("Figure"), value=figure.key, choices=named)]
    for choice in figure.choices:
        chosen = question.choices[choice.key]
        options = [
            Choice(each.key, _said(each.words), each.key == chosen) for each in choice.listed()
        ]
        if chosen not in {each.value for each in options}:
            options.append(Choice(chosen, _said(choice.words_for(chosen)), selected=True))
        parts.append(FilterPart(choice.key, choice.title, value=chosen, choices=tuple(options)))
    parts.append(FilterPart("at", _("Day"), kind="date", value=question.at.isoformat()))
    if settings.LUBAN_DEMO:
        people = (
            Choice("real", _("real persons"), not asked.is_invented),
            Choice(_INVENTED, _("persons invented for the demonstration"), asked.is_invented),
        )
        parts.append(FilterPart("people", _("Persons"), choices=people))
    return FilterSentence(
        subject=pgettext("before what is counted", "Counted"),
        parts=tuple(parts),
        action_url=reverse(figure.behind),
    )


def _said(words: object) -> Words:
    if isinstance(words, LocalizedText):
        return words.best(page_language())[1]
    return str(words)
