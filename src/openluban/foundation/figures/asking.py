"""Reading from an address which number somebody asks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from openluban.foundation.figures.choices import settle
from openluban.foundation.figures.declaring import Figure, find_figure
from openluban.kernel.dates import NotADate, typed_day
from openluban.kernel.refusals import Refusal

PLACES = ("after", "before")
"""Parameters that say which page of the records is wanted."""
_LONGEST = 100


class NotADay(Refusal):
    """The text after ``at`` is no day."""

    code = "figures.not_a_day"
    sentence = _("“%(given)s” is no day. Write it as 2025-08-30.")


@dataclass(frozen=True, slots=True)
class Question:
    """A figure, all its choices, the day, and the page of its records that is wanted."""

    figure: Figure
    choices: dict[str, str]
    at: date
    after: str = ""
    before: str = ""


def read_question(key: str, given: Mapping[str, str], *, today: date) -> Question:
    """Return what the parameters of an address ask for; the day is today's unless ``at`` says it.

    :raises NoSuchFigure: no module declares the figure
    :raises UnknownChoice: a parameter is no choice of it, or the choice has no such option
    :raises NotADay: ``at`` is no day
    """
    figure = find_figure(key)
    said = {name: value.strip()[:_LONGEST].replace("\0", "") for name, value in given.items()}
    places = [said.pop(name, "") for name in PLACES]
    day = read_day(said.pop("at", ""), today)
    return Question(figure, settle(figure.all_choices, said), day, *places)


def read_day(text: str, today: date) -> date:
    """Return the day that a text such as 2025-08-30 or 30.08.2025 says, today for no text.

    :raises NotADay: it says none
    """
    if not text:
        return today
    try:
        return typed_day(text)
    except NotADate:
        raise NotADay(given=text) from None
