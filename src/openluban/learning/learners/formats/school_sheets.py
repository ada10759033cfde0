"""One sheet as schools make it: a learner a row, columns by their headings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext_lazy as _

from openluban.foundation.sheets.problems import excerpt
from openluban.foundation.sheets.sheet import Sheet
from openluban.kernel.refusals import Problem
from openluban.learning.learners.formats.headings import (
    Meaning,
    day_of,
    plain,
    recognised,
    said_twice,
    sex_named,
    state_named,
)
from openluban.learning.learners.formats.oneroster.cells import is_day
from openluban.learning.learners.formats.oneroster.problems import MOST_TOLD, UnfitPackage
from openluban.learning.learners.formats.roster import (
    CohortSaid,
    CourseSaid,
    EnrolmentSaid,
    NameSaid,
    PersonSaid,
    Roster,
)

_KINDS = frozenset({"persons", "enrolments"})
_LONGEST_NAME = 250
_LONGEST_NUMBER = 60
_SENTENCES = {
    "sheet.no_name": _("There is no name in this row."),
    "sheet.no_day": _("“%(found)s” is no day. Write it as 2026-09-01 or 01.09.2026."),
    "sheet.no_state": _("“%(found)s” is no state that is known."),
    "sheet.no_sex": _("“%(found)s” is no sex that is known."),
    "sheet.too_long": _("This is longer than %(limit)s characters."),
    "sheet.said_twice": _("Row %(first)s has the same learner on the same course."),
    "sheet.other_person": _("Row %(first)s has the same number with another name or birth date."),
    "sheet.meant_twice": _("Two columns cannot both be “%(found)s”."),
    "sheet.no_names": _("No column holds names. Say which one does."),
}
_NAMES = (
    ("passport", Meaning.PASSPORT_NAME, Meaning.FAMILY, Meaning.GIVEN, Meaning.MIDDLE),
    ("local", Meaning.LOCAL_NAME, Meaning.LOCAL_FAMILY, Meaning.LOCAL_GIVEN, Meaning.LOCAL_MIDDLE),
    ("chinese", Meaning.CHINESE_NAME, Meaning.LEFT_OUT, Meaning.LEFT_OUT, Meaning.LEFT_OUT),
)
MADE = "made-"
"""Begins the id of a learner whom the sheet gives none."""
COLUMN = "column "
"""Stands before the heading of a column among what was left out."""
_NAMING = frozenset(meaning for name in _NAMES for meaning in name[1:]) - {Meaning.LEFT_OUT}


@dataclass(frozen=True, slots=True)
class _Line:
    row: int
    said: Mapping[Meaning, str]

    def of(self, meaning: Meaning) -> str:
        return self.said.get(meaning, "")


def roster_of_sheet(
    sheet: Sheet,
    *,
    source: str,
    file: str,
    meanings: Mapping[str, Meaning] | None = None,
    is_whole: bool = False,
) -> Roster:
    """Return what a sheet says; ``meanings`` say what columns hold, else their headings do.

    ``is_whole``: it holds everybody of its source; else nobody is missing from it.

    :raises UnfitPackage: rows or columns cannot be made sense of; the first faults are named
    """
    meant = dict(recognised(sheet.header) if meanings is None else meanings)
    _check(meant)
    roster = Roster(source, file, whole=_KINDS if is_whole else frozenset())
    for heading, meaning in meant.items():
        if meaning == Meaning.LEFT_OUT:
            roster.left_out[f"{COLUMN}{excerpt(heading)}"] = len(sheet.rows)
    maker = _Maker(roster)
    for number, cells in sheet.rows:
        said = {meaning: cells[name].strip() for name, meaning in meant.items() if meaning}
        maker.take(_Line(number, said))
    if maker.problems:
        raise UnfitPackage(maker.problems)
    return roster


def _check(meant: Mapping[str, Meaning]) -> None:
    twice = said_twice(list(meant.values()))
    if twice is not None:
        raise UnfitPackage([_problem("sheet.meant_twice", None, twice, found=twice.value)])
    if _NAMING.isdisjoint(meant.values()):
        raise UnfitPackage([_problem("sheet.no_names", 1, "")])


def _problem(rule: str, row: int | None, field: str, **details: object) -> Problem:
    told = {
        name: excerpt(value) if isinstance(value, str) else value for name, value in details.items()
    }
    return Problem(rule, _SENTENCES[rule], field, row, told)


class _Maker:
    """Takes rows one by one and gathers what is wrong with them."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        self.problems: list[Problem] = []
        self._persons: dict[str, tuple[int, object]] = {}
        self._places: dict[str, int] = {}
        self._courses: set[str] = set()
        self._cohorts: set[str] = set()

    def take(self, line: _Line) -> None:
        """Take a row as a learner on a course."""
        before = len(self.problems)
        self.problems += list(_faults(line))[: MOST_TOLD - before]
        if len(self.problems) > before or len(self.problems) >= MOST_TOLD:
            return
        names = tuple(_names(line))
        born = day_of(line.of(Meaning.BORN)) or ""
        id_ = line.of(Meaning.NUMBER) or _made_id(names, born)
        if not self._is_new(line, id_, (names, born)):
            return
        course, cohort = self._place(line)
        enrolment = f"{id_}@{cohort or course}"
        if enrolment in self._places:
            first = self._places[enrolment]
            self.problems.append(_problem("sheet.said_twice", line.row, "", first=first))
            return
        self._places[enrolment] = line.row
        since = day_of(line.of(Meaning.SINCE)) or ""
        state = state_named(line.of(Meaning.STATE)) if line.of(Meaning.STATE) else None
        self.roster.enrolments.append(
            EnrolmentSaid(
                _short(enrolment),
                line.row,
                id_,
                cohort,
                course,
                begins="" if state else since,
                state=state,
                state_on=since if state else "",
            )
        )

    def _is_new(self, line: _Line, id_: str, who: tuple[tuple[NameSaid, ...], str]) -> bool:
        """Note a learner on first sight; test that the row is about the same one otherwise."""
        names, born = who
        if id_ in self._persons:
            first, other = self._persons[id_]
            if other != who:
                self.problems.append(
                    _problem("sheet.other_person", line.row, Meaning.NUMBER, first=first)
                )
            return other == who
        self._persons[id_] = (line.row, who)
        sex = line.of(Meaning.SEX)
        number = line.of(Meaning.NUMBER)
        self.roster.persons.append(
            PersonSaid(
                id_,
                line.row,
                names,
                born or None,
                sex_named(sex) if sex else None,
                line.of(Meaning.EMAIL),
                line.of(Meaning.PHONE),
                "" if _is_key(number) else number,
            )
        )
        return True

    def _place(self, line: _Line) -> tuple[str, str]:
        """Return the ids of course and cohort, both noted on first sight."""
        title, group = line.of(Meaning.PROGRAMME), line.of(Meaning.GROUP)
        course = _short(f"course:{plain(title)}")
        if course not in self._courses:
            self._courses.add(course)
            self.roster.courses.append(CourseSaid(course, title, title))
        if not group:
            return course, ""
        cohort = _short(f"group:{plain(group)}@{plain(title)}")
        if cohort not in self._cohorts:
            self._cohorts.add(cohort)
            self.roster.cohorts.append(CohortSaid(cohort, line.row, group, course, ""))
        return course, cohort


def _is_key(number: str) -> bool:
    """Test whether a number is the record's own key, as our exports have it."""
    return len(number) == 26 and number.isalnum() and number.islower()  # noqa: PLR2004


def _short(id_: str) -> str:
    """Return an id that fits; a long one is made short and stays distinct."""
    return id_ if len(id_) <= 100 else f"{id_[:60]}-{sha256(id_.encode()).hexdigest()[:32]}"  # noqa: PLR2004


def _made_id(names: Sequence[NameSaid], born: str) -> str:
    """Return an id for a learner whom the sheet gives no number: it changes with their name.

    Whoever is renamed is then new, and proposed as a duplicate; nobody is taken for another.
    """
    said = "\x1f".join(
        [born, *(f"{each.kind} {each.full} {each.family}{each.given}" for each in names)]
    )
    return f"{MADE}{sha256(said.casefold().encode()).hexdigest()[:24]}"


def _names(line: _Line) -> Iterator[NameSaid]:
    for kind, whole, family, given, middle in _NAMES:
        full, parts = line.of(whole), [line.of(each) for each in (given, family, middle) if each]
        if full:
            yield NameSaid(full=full, kind=kind)
        elif any(parts):
            yield NameSaid(given=parts[0], family=parts[1], middle=parts[2], kind=kind)


def _faults(line: _Line) -> Iterator[Problem]:
    if not any(line.of(meaning) for meaning in _NAMING):
        yield _problem("sheet.no_name", line.row, "")
    for meaning in (Meaning.BORN, Meaning.SINCE):
        text = line.of(meaning)
        day = day_of(text) if text else "2000-01-01"
        is_exact = meaning == Meaning.SINCE
        if day is None or not is_day(day if is_exact else f"{day}-01"[:10]):
            yield _problem("sheet.no_day", line.row, meaning, found=text)
    state, sex = line.of(Meaning.STATE), line.of(Meaning.SEX)
    if state and state_named(state) is None:
        yield _problem("sheet.no_state", line.row, Meaning.STATE, found=state)
    if sex and sex_named(sex) is None:
        yield _problem("sheet.no_sex", line.row, Meaning.SEX, found=sex)
    for meaning, text in line.said.items():
        limit = _LONGEST_NUMBER if meaning == Meaning.NUMBER else _LONGEST_NAME
        if len(text) > limit:
            yield _problem("sheet.too_long", line.row, meaning, limit=limit)
