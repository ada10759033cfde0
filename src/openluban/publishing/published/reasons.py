"""Saying why: sentences that a press officer understands, in the reader's language."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from openluban.foundation.figures.declaring import Figure, find_figure
from openluban.foundation.figures.series import Entry
from openluban.foundation.figures.wording import definition, option_words
from openluban.foundation.ui.joining import clauses, names_listed, sentences
from openluban.kernel.dates import ImpreciseDate
from openluban.kernel.numerals import format_day, format_number, format_percent
from openluban.kernel.quantities import Interval
from openluban.publishing.published.edges import Edge
from openluban.publishing.published.verdicts import Found, Reading, RivalNumber, Role

_NAMED = 5


def _language() -> str:
    return get_language() or "en"


def said_day(day: date | str) -> str:
    """Return a day in the reader's convention; text may be a month or a year."""
    return format_day(str(day), _language())


def _plain(number: Decimal | int) -> str:
    return format_number(number, _language())


def names_of(entries: Sequence[Entry]) -> str:
    """Return the names of the first records and how many more there are."""
    names = list(dict.fromkeys(entry.title(_language()) for entry in entries))
    named = names_listed(names[:_NAMED])
    left = len(names) - _NAMED
    if left <= 0:
        return named
    more = ngettext("%(named)s and %(left)s more", "%(named)s and %(left)s more", left)
    return more % {"named": named, "left": _plain(left)}


def said_value(figure: Figure, choices: dict[str, str], value: Decimal | None) -> str:
    """Return a value with its unit."""
    if value is None:
        return _("no number")
    return figure.unit_for(choices).phrase(value, _language())


def giving(reading: Reading, day: date, value: Decimal) -> str:
    """Say what the register gives, with its definition."""
    figure = find_figure(reading.figure)
    return _("The register gives %(value)s on %(day)s (%(definition)s).") % {
        "value": said_value(figure, reading.choices, value),
        "day": said_day(day),
        "definition": definition(figure, reading.choices),
    }


def imprecise_note(late: Sequence[Entry]) -> str:
    """Say which of the records may have begun only after the day: their dates are imprecise."""
    if not late:
        return ""
    sentence = ngettext(
        "Of one record only the month or the year is known: %(names)s.",
        "Of %(number)s records only the month or the year is known: %(names)s.",
        len(late),
    )
    return sentence % {"number": _plain(len(late)), "names": names_of(late)}


def as_stated(reading: Reading, day: date, value: Decimal | None) -> str:
    """Say what the register gives under the stated choices on the stated day."""
    figure = find_figure(reading.figure)
    return _("As stated, the register gives %(value)s on %(day)s.") % {
        "value": said_value(figure, reading.choices, value),
        "day": said_day(day),
    }


def otherwise(reading: Reading, stated_day: date, found: Found) -> str:
    """Say what the register gives if counted in the way that was found."""
    figure = find_figure(reading.figure)
    said = {
        "value": said_value(figure, found.choices, found.value),
        "shift": _said_shift(stated_day, found.at) if "at" in found.changed else "",
        "definition": clauses(
            option_words(choice, found.choices[choice.key])
            for choice in figure.all_choices
            if choice.key in found.changed
        ),
    }
    if found.changed == ("at",):
        return _("It gives %(value)s %(shift)s.") % said
    if "at" not in found.changed:
        return _("It gives %(value)s if the definition says “%(definition)s”.") % said
    return _("It gives %(value)s %(shift)s, if the definition says “%(definition)s”.") % said


def _said_shift(stated: date, other: date) -> str:
    days = abs((other - stated).days)
    if other > stated:
        sentence = ngettext(
            "on %(day)s, %(days)s day later", "on %(day)s, %(days)s days later", days
        )
    else:
        sentence = ngettext(
            "on %(day)s, %(days)s day earlier", "on %(day)s, %(days)s days earlier", days
        )
    return sentence % {"day": said_day(other), "days": _plain(days)}


def tried(found: Found) -> str:
    """Say how many ways to count were tried, and how many of them fit."""
    sentence = ngettext(
        "Of %(tried)s other way to count that was tried, %(fitting)s gave the published number.",
        "Of %(tried)s other ways to count that were tried, %(fitting)s gave the published number.",
        found.tried,
    )
    return sentence % {"tried": _plain(found.tried), "fitting": _plain(found.fitting)}


def moved(added: Sequence[Entry], removed: Sequence[Entry]) -> str:
    """Say which records another way to count adds and leaves out."""
    said = []
    if added:
        said.append(_("This adds %(names)s.") % {"names": names_of(added)})
    if removed:
        said.append(_("This leaves out %(names)s.") % {"names": names_of(removed)})
    return sentences(said)


def too_many() -> str:
    """Say that only the number was compared."""
    return _("There are too many records here to try other ways to count.")


def withheld(least: int) -> str:
    """Say that there is a number, and that it is told to nobody."""
    sentence = _("The number here is one of persons and under %(least)s: it is told to nobody.")
    return sentence % {"least": least}


def gap(reading: Reading, published: Interval, value: Decimal) -> str:
    """Say by how much the register's number is too small or too large."""
    figure = find_figure(reading.figure)
    if value < published.low:
        return _(
            "That is %(gap)s fewer than published: records are missing here, or the text counts "
            "more widely."
        ) % {"gap": said_value(figure, reading.choices, published.low - value)}
    return _(
        "That is %(gap)s more than published: the text counts more narrowly, or there are too many "
        "records here."
    ) % {"gap": said_value(figure, reading.choices, value - published.high)}


def newest_report(newest: Entry) -> str:
    """Say of which day the newest report is that the register holds from elsewhere."""
    day = ImpreciseDate(newest.begins, newest.latest).text
    return _("The newest report from elsewhere is of %(day)s.") % {"day": said_day(day)}


def _imprecise(names: str) -> str:
    return _("Only the month or the year is known of %(names)s.") % {"names": names}


def _disputed(names: str) -> str:
    return _("Sources contradict each other about %(names)s.") % {"names": names}


def _unsure(names: str) -> str:
    return _("Sources are of low or medium confidence for %(names)s.") % {"names": names}


def _later(names: str) -> str:
    return _("Counted only from shortly after that day: %(names)s.") % {"names": names}


_EDGES: dict[Role, Callable[[str], str]] = {
    Role.IMPRECISE: _imprecise,
    Role.DISPUTED: _disputed,
    Role.UNSURE: _unsure,
    Role.LATER: _later,
}


def near_the_edge(edges: Sequence[Edge]) -> str:
    """Name the records near the edge, by why they are near it."""
    return sentences(_at_edge(edge) for edge in edges)


def _at_edge(edge: Edge) -> str:
    names = names_of(edge.entries)
    if edge.role != Role.OUTSIDE:
        return _EDGES[edge.role](names)
    sentence = _(
        "Outside the stated choices, but counted if the text means “%(option)s”: %(names)s."
    )
    return sentence % {"option": edge.option, "names": names}


def abounding(tried: int, fitting: int) -> str:
    """Say that other ways to count fit too easily for any of them to be an explanation."""
    sentence = ngettext(
        "%(fitting)s of %(tried)s other ways to count gives the published number, but they give "
        "most numbers near by as well, so none explains it.",
        "%(fitting)s of %(tried)s other ways to count give the published number, but they give "
        "most numbers near by as well, so none explains it.",
        fitting,
    )
    return sentence % {"fitting": _plain(fitting), "tried": _plain(tried)}


def not_together() -> str:
    """Say that a row's numbers can only be explained one by one."""
    return _("Each number can be explained by itself, but no one way to count gives all of them.")


def rivals(others: Sequence[RivalNumber]) -> str:
    """Name the publications that give another number for the same definition and day."""
    if not others:
        return ""
    said = clauses(
        _("%(number)s (%(publisher)s)") % {"number": other.words, "publisher": other.publisher}
        for other in others[:_NAMED]
    )
    sentence = ngettext(
        "For the same thing and day another publication gives another number: %(named)s.",
        "For the same thing and day other publications give other numbers: %(named)s.",
        len(others),
    )
    told = [sentence % {"named": said}]
    borne_out = next((other.publisher for other in others if other.is_borne_out), "")
    if borne_out:
        told.append(_("The records bear out %(publisher)s.") % {"publisher": borne_out})
    return sentences(told)


def only_itself() -> str:
    """Say that what the register holds comes from the figure's own publication."""
    return _(
        "What the register holds of this comes from the same publication; a publication is no "
        "witness to itself."
    )


def nothing_held(reading: Reading, day: date, *, of_period: bool) -> str:
    """Say that there are no records to count, or no report of the period that ends on the day."""
    figure = find_figure(reading.figure)
    said = {
        "day": said_day(day),
        "figure": str(figure.title),
        "definition": definition(figure, reading.choices),
    }
    if of_period:
        sentence = _(
            "The register holds nothing of this for a period that ends on %(day)s: %(figure)s "
            "(%(definition)s)."
        )
        return sentence % said
    return (
        _("The register holds nothing of this up to %(day)s: %(figure)s (%(definition)s).") % said
    )


def not_spoken_of() -> str:
    """Say that no figure here speaks of what was published."""
    return _("No register here speaks of this: the number is kept, but cannot be checked.")


def not_a_number(words: str) -> str:
    """Say that what was published is no number that could be counted."""
    return _("“%(words)s” is no number that can be counted.") % {"words": words}


def no_day() -> str:
    """Say that the publication gives no day."""
    return _("The publication gives no day, so it is not clear when to count.")


def guessing(reading: Reading) -> str:
    """Say that figure and choices were guessed, and how surely."""
    if not reading.guessed:
        return ""
    return _("Which figure is meant was guessed: %(figure)s, %(percent)s sure.") % {
        "figure": str(find_figure(reading.figure).title),
        "percent": format_percent(reading.sureness * 100, _language()),
    }
