"""Saying why: sentences that a press officer understands, in the reader's language."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from openluban.foundation.figures.declaring import Figure, find_figure
from openluban.foundation.figures.series import Entry
from openluban.foundation.figures.wording import definition, option_words
from openluban.kernel.dates import ImpreciseDate
from openluban.kernel.numerals import format_day, format_number
from openluban.publishing.published.candidates import Counting
from openluban.publishing.published.verdicts import Reading

_NAMED = 5


def _language() -> str:
    return get_language() or "en"


def said_day(day: date) -> str:
    """Return a day in the reader's convention."""
    return format_day(day.isoformat(), _language())


def names_of(entries: Sequence[Entry]) -> str:
    """Return the names of the first records and how many more there are."""
    named = "; ".join(entry.title(_language()) for entry in entries[:_NAMED])
    left = len(entries) - _NAMED
    if left <= 0:
        return named
    more = ngettext("%(named)s and %(left)s more", "%(named)s and %(left)s more", left)
    return more % {"named": named, "left": left}


def said_value(figure: Figure, choices: dict[str, str], value: Decimal | None) -> str:
    """Return a value with its unit."""
    if value is None:
        return _("no number")
    return figure.unit_for(choices).phrase(value, _language())


def agreeing(reading: Reading, choices: dict[str, str], day: date, value: Decimal) -> str:
    """Say that the register gives what was published."""
    figure = find_figure(reading.figure)
    return _("The register gives %(value)s on %(day)s (%(definition)s).") % {
        "value": said_value(figure, choices, value),
        "day": said_day(day),
        "definition": definition(figure, choices),
    }


def imprecise_note(entries: Sequence[Entry], day: date) -> str:
    """Say which of the records may have begun only after the day: their dates are imprecise."""
    late = [entry for entry in entries if entry.latest > day]
    if not late:
        return ""
    sentence = ngettext(
        "%(number)s of the records has only a month or a year: %(names)s.",
        "%(number)s of the records have only a month or a year: %(names)s.",
        len(late),
    )
    return sentence % {"number": len(late), "names": names_of(late)}


def _said_changes(figure: Figure, stated_day: date, found: Counting) -> str:
    said = []
    for key in found.changed:
        if key == "at":
            said.append(_said_shift(stated_day, found.day))
        else:
            choice = next(c for c in figure.all_choices if c.key == key)
            said.append(
                _("with “%(option)s”") % {"option": option_words(choice, found.choices[key])}
            )
    return _(" and ").join(said)


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
    return sentence % {"day": said_day(other), "days": days}


def explaining(
    reading: Reading,
    stated_day: date,
    base: tuple[dict[str, str], Decimal | None],
    found: Counting,
    counts: tuple[int, int],
) -> str:
    """Say which other way to count gives what was published; ``counts``: tried and fitting."""
    figure = find_figure(reading.figure)
    choices, value = base
    return _(
        "As stated, the register gives %(base)s on %(day)s. It gives %(value)s %(changes)s. "
        "Of %(tried)s other ways to count that were tried, %(hits)s fit."
    ) % {
        "base": said_value(figure, choices, value),
        "day": said_day(stated_day),
        "value": said_value(figure, found.choices, found.value),
        "changes": _said_changes(figure, stated_day, found),
        "tried": counts[0],
        "hits": counts[1],
    }


def moved(added: Sequence[Entry], removed: Sequence[Entry]) -> str:
    """Say which records another way to count adds and leaves out."""
    said = []
    if added:
        said.append(_("This adds: %(names)s.") % {"names": names_of(added)})
    if removed:
        said.append(_("This leaves out: %(names)s.") % {"names": names_of(removed)})
    return " ".join(said)


def differing(reading: Reading, choices: dict[str, str], day: date, value: Decimal) -> str:
    """Say what the register gives instead."""
    figure = find_figure(reading.figure)
    return _("The register gives %(value)s on %(day)s (%(definition)s).") % {
        "value": said_value(figure, choices, value),
        "day": said_day(day),
        "definition": definition(figure, choices),
    }


def gap(low: Decimal, high: Decimal, value: Decimal) -> str:
    """Say by how much the register's number misses the published one."""
    if value < low:
        short = low - value
        return _(
            "That is %(gap)s fewer than published: records are missing here, or the text counts "
            "more widely."
        ) % {"gap": _plain(short)}
    return _(
        "That is %(gap)s more than published: the text counts more narrowly, or there are too "
        "many records here."
    ) % {"gap": _plain(value - high)}


def _plain(number: Decimal) -> str:
    return format_number(number, _language())


def newest_report(counted: Sequence[Entry]) -> str:
    """Say of which day the newest report is that the register holds from elsewhere."""
    newest = max(counted, key=lambda entry: entry.begins)
    day = ImpreciseDate(newest.begins, newest.latest).text
    return _("The newest report from elsewhere is of %(day)s.") % {
        "day": format_day(day, _language())
    }


def near_the_edge(kinds: Sequence[tuple[str, Sequence[Entry]]]) -> str:
    """Name the records near the edge, by why they are near it."""
    words = {
        "imprecise": _("Dates known only to the month or year: %(names)s."),
        "disputed": _("Disputed: %(names)s."),
        "unsure": _("Of low or medium confidence: %(names)s."),
        "later": _("Counted only shortly after: %(names)s."),
        "outside": _("Just outside the stated choices: %(names)s."),
    }
    said = [words[kind] % {"names": names_of(list(found))} for kind, found in kinds if found]
    return " ".join(said)


def abounding(tried: int, hits: int) -> str:
    """Say that other ways to count fit too easily for any of them to be an explanation."""
    return _(
        "%(hits)s of %(tried)s other ways to count would give it, but they would give most numbers "
        "near by as well, so none explains it."
    ) % {"hits": hits, "tried": tried}


def not_together() -> str:
    """Say that a row's numbers can only be explained one by one."""
    return _("Each number can be explained by itself, but no one way to count gives all of them.")


def rivals(named: Sequence[tuple[str, str]], *, borne_out: str) -> str:
    """Name the publications that give another number for the same definition and day."""
    said = "; ".join(f"{publisher}: {number}" for publisher, number in named[:_NAMED])
    sentence = _("Another publication gives another number for the same thing and day: %(named)s.")
    text = sentence % {"named": said}
    if borne_out:
        text += " " + _("The records bear out %(publisher)s.") % {"publisher": borne_out}
    return text


def only_itself() -> str:
    """Say that what the register holds comes from the figure's own publication."""
    return _(
        "What the register holds of this comes from the same publication; a publication is no "
        "witness to itself."
    )


def nothing_held(reading: Reading, choices: dict[str, str]) -> str:
    """Say that there are no records to count."""
    figure = find_figure(reading.figure)
    return _("The register holds no records for this by that day: %(figure)s (%(definition)s).") % {
        "figure": str(figure.title),
        "definition": definition(figure, choices),
    }


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
    figure = find_figure(reading.figure)
    return _("Which figure is meant was guessed (%(figure)s; %(percent)s sure).") % {
        "figure": str(figure.title),
        "percent": f"{int(reading.sureness * 100)} %",
    }
