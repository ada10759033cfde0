"""What was done with a learner, in the reader's words."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from openluban.foundation.ui.languages import language_name, page_language
from openluban.foundation.ui.record_pieces import ChangeView, History, HistoryEntryView
from openluban.kernel.dates import NotADate
from openluban.kernel.numerals import format_day
from openluban.learning.learners.queries.reading import Deed, Whole
from openluban.learning.learners.wording import (
    ACTIONS,
    NUMBERS,
    PURPOSES,
    ROUTES,
    SEXES,
    STAGES,
    STATES,
    day,
)

_LABELS: Mapping[str, Any] = {
    "workshop": gettext_lazy("Workshop"),
    "route": gettext_lazy("Route"),
    "programme": gettext_lazy("Programme"),
    "training": gettext_lazy("Training course"),
    "cohort": gettext_lazy("Cohort"),
    "state": gettext_lazy("State"),
    "on": gettext_lazy("Day"),
    "purpose": gettext_lazy("To what"),
    "text": gettext_lazy("Text that was read"),
    "names": gettext_lazy("Names"),
    "born_on": gettext_lazy("Born on"),
    "birth_place": gettext_lazy("Born in"),
    "sex": gettext_lazy("Sex"),
    "language": gettext_lazy("Language"),
    "note": gettext_lazy("Note"),
    "contacts": gettext_lazy("Contacts"),
    "mark": gettext_lazy("Mark"),
    "stage": gettext_lazy("Stage of the project"),
    "number": pgettext_lazy("of a document", "Number"),
    "kind": gettext_lazy("What it is"),
    "china": gettext_lazy("Study in China"),
    "with": gettext_lazy("The other record"),
    "from": gettext_lazy("The other record"),
}
_CODES: Mapping[str, Mapping[str, Any]] = {
    "route": ROUTES,
    "state": STATES,
    "purpose": PURPOSES,
    "sex": SEXES,
    "stage": STAGES,
    "kind": NUMBERS,
}


def _day(text: str) -> str:
    try:
        return day(text)
    except NotADate:
        return text


_READ: Mapping[str, Callable[[str], str]] = {
    "on": _day,
    "born_on": _day,
    "language": lambda tag: language_name(tag, page_language()),
}


def history_of(whole: Whole) -> History | None:
    """Return what was done, newest first; None where nothing is to be told."""
    if not whole.deeds:
        return None
    names = _names_of(whole)
    return History(tuple(_entry(deed, names) for deed in whole.deeds))


def _names_of(whole: Whole) -> dict[tuple[str, str], str]:
    """Return the names of what the person is enrolled on, by field and key."""
    reader = page_language()
    found = {("workshop", whole.person.workshop.key): whole.person.workshop.name.best(reader)[1]}
    for each in whole.enrolments:
        found["workshop", each.workshop.key] = each.workshop.name.best(reader)[1]
        if each.programme is not None:
            found["programme", each.programme.key] = each.programme.name.best(reader)[1]
        if each.training is not None:
            found["training", each.training.key] = each.training.name.best(reader)[1]
        if each.cohort is not None:
            found["cohort", each.cohort.key] = each.cohort.name
    return found


def _entry(deed: Deed, names: Mapping[tuple[str, str], str]) -> HistoryEntryView:
    entry = deed.entry
    moment = timezone.localtime(entry.happened_at)
    who = "OpenLuban" if entry.actor_kind == "system" else deed.who or _("erased person")
    changes = dict(deed.changes)
    reason = changes.pop("reason", ("", ""))[1]
    return HistoryEntryView(
        moment.isoformat(),
        f"{format_day(moment.date().isoformat(), page_language())}, {moment:%H:%M}",
        who,
        ACTIONS.get(entry.action, entry.action),
        reason,
        tuple(
            ChangeView(
                _LABELS.get(name, name.replace("_", " ")),
                _said(name, before, names),
                _said(name, after, names),
            )
            for name, (before, after) in changes.items()
            if name != "enrolment" and (before or after)
        ),
    )


def _said(name: str, value: str, names: Mapping[tuple[str, str], str]) -> str:
    if not value:
        return ""
    if name in _READ:
        return _READ[name](value)
    if name in _CODES:
        return str(_CODES[name].get(value, value))
    return names.get((name, value)) or value
