"""What a form says about a person, read and held against the rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from openluban.kernel.dates import ImpreciseDate, NotADate, typed_date
from openluban.kernel.refusals import Problem
from openluban.learning.learners.rules.names import Name, name_of
from openluban.learning.learners.rules.words import ContactKind, NameKind, Sex

_LIMITS = {"note": 2_000, "birth_place": 200, "language": 20}
_LIMIT = 120
_OLDEST = 110
NAME_PARTS = ("family", "given", "middle")


@dataclass(frozen=True, slots=True)
class Details:
    """All that is written about a person."""

    names: tuple[Name, ...]
    born_on: ImpreciseDate | None = None
    birth_place: str = ""
    sex: Sex = Sex.NOT_KNOWN
    language: str = ""
    note: str = ""
    contacts: tuple[tuple[ContactKind, str], ...] = ()


def read_details(cells: Mapping[str, str], *, today: date) -> tuple[Details, list[Problem]]:
    """Read ``passport_family``, ``local_given``, ``born_on``, ``contact_email`` and so on.

    Problems name the field and the rule, and never repeat what was entered.
    """
    problems = [
        Problem("too_long", _("This is too long."), name)
        for name, value in cells.items()
        if len(value) > _LIMITS.get(name, _LIMIT)
    ]
    names = tuple(name for kind in NameKind if (name := _name(cells, kind)) is not None)
    if not names:
        sentence = _("Give a name in at least one script: family name, given name, or both.")
        problems.append(Problem("name_missing", sentence, "passport_family"))
    born_on, wrong = _birth(cells.get("born_on", ""), today)
    sex = cells.get("sex") or Sex.NOT_KNOWN
    if sex not in {each.value for each in Sex}:
        problems.append(Problem("unknown_sex", _("Choose one of the four codes."), "sex"))
        sex = Sex.NOT_KNOWN
    contacts = tuple(
        (kind, value)
        for kind in ContactKind
        if (value := cells.get(f"contact_{kind.value}", "").strip())
    )
    if any(kind == ContactKind.EMAIL and "@" not in value for kind, value in contacts):
        sentence = _("An e-mail address has an @ in it.")
        problems.append(Problem("not_an_address", sentence, "contact_email"))
    said = {name: cells.get(name, "").strip() for name in ("birth_place", "language", "note")}
    details = Details(names, born_on, sex=Sex(sex), contacts=contacts, **said)
    return details, [*problems, *wrong]


def _name(cells: Mapping[str, str], kind: NameKind) -> Name | None:
    parts = {part: cells.get(f"{kind.value}_{part}", "") for part in NAME_PARTS}
    if not any(part.strip() for part in parts.values()):
        return None
    return name_of(kind, language=cells.get(f"{kind.value}_language", "").strip().lower(), **parts)


def _birth(text: str, today: date) -> tuple[ImpreciseDate | None, list[Problem]]:
    if not text.strip():
        return None, []
    try:
        born = typed_date(text)
    except NotADate:
        sentence = _("Write a day, a month or a year: 2006-05-04, 2006-05 or 2006.")
        return None, [Problem("not_a_date", sentence, "born_on")]
    if born.earliest > today or born.earliest.year < today.year - _OLDEST:
        sentence = _("Nobody who learns here was born then.")
        return None, [Problem("impossible_birth", sentence, "born_on")]
    return born, []
