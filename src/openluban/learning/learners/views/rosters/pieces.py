"""What a plan looks like on a page."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from openluban.foundation.sheets.sheet import Sheet
from openluban.foundation.ui.filter_pieces import Choice
from openluban.foundation.ui.form_pieces import FieldView
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Cell, Column, Row, TableView
from openluban.kernel.numerals import format_day, format_number
from openluban.learning.learners.formats.headings import Meaning, recognised
from openluban.learning.learners.formats.school_sheets import COLUMN, MADE
from openluban.learning.learners.use_cases.rosters.plan import (
    MOST_SHOWN,
    NEW_TRAINING,
    Conflict,
    Difference,
    Plan,
)

_MOST_NEWCOMERS = 20


def kind_words() -> dict[str, str]:
    """Return what is counted, in words."""
    return {
        "cohorts": _("Cohorts"),
        "persons": _("Learners"),
        "enrolments": _("Enrolments"),
        "marks": _("Marks of learners"),
    }


def rule_words() -> dict[str, str]:
    """Return why a file does not have its way, in words."""
    return {
        "set_by_hand": _("somebody set this by hand"),
        "may_not_follow": _("this state may not follow the present one"),
        "other_person": _("under this number stands somebody else"),
        "other_course": _("it is on another course here"),
    }


def field_words() -> dict[str, str]:
    """Return what changes, in words."""
    return {
        "name": _("name"),
        "passport_name": _("name in the passport"),
        "local_name": _("name at home"),
        "chinese_name": _("Chinese name"),
        "other_name": _("other name"),
        "born_on": _("date of birth"),
        "sex": _("sex"),
        "email": _("e-mail address"),
        "phone": _("telephone"),
        "number": _("number"),
        "starts_on": _("first day"),
        "ends_on": _("last day"),
        "cohort": _("cohort"),
        "state": _("state"),
        "state_on": _("day of the state"),
        "enrolled_on": _("day of enrolment"),
        "score": _("mark"),
        "out_of": _("out of"),
        "on": _("day"),
        "remark": _("remark"),
        "course": _("course"),
        "person": _("learner"),
    }


def meaning_words() -> dict[Meaning, str]:
    """Return what a column can hold, in words."""
    return {
        Meaning.LEFT_OUT: _("nothing that is kept here"),
        Meaning.NUMBER: _("the school's number"),
        Meaning.PASSPORT_NAME: _("name in the passport"),
        Meaning.FAMILY: _("family name in the passport"),
        Meaning.GIVEN: _("given name in the passport"),
        Meaning.MIDDLE: _("middle name in the passport"),
        Meaning.LOCAL_NAME: _("name at home"),
        Meaning.LOCAL_FAMILY: _("family name at home"),
        Meaning.LOCAL_GIVEN: _("given name at home"),
        Meaning.LOCAL_MIDDLE: _("patronymic"),
        Meaning.CHINESE_NAME: _("Chinese name"),
        Meaning.BORN: _("date of birth"),
        Meaning.SEX: _("sex"),
        Meaning.EMAIL: _("e-mail address"),
        Meaning.PHONE: _("telephone"),
        Meaning.PROGRAMME: _("programme"),
        Meaning.GROUP: _("group"),
        Meaning.STATE: _("state"),
        Meaning.SINCE: _("day of the state"),
    }


def plan_pieces(plan: Plan) -> dict[str, Any]:
    """Return the tables that show a plan, and whether there is anything to apply."""
    return {
        "counts": _counts(plan),
        "differences": _differences(plan.differences) if plan.differences else None,
        "differences_many": len(plan.differences),
        "conflicts": [_conflict(each) for each in plan.conflicts[:MOST_SHOWN]],
        "conflicts_many": len(plan.conflicts),
        "erased": plan.erased[:MOST_SHOWN],
        "likely": plan.likely[:MOST_SHOWN],
        "newcomers": _newcomers(plan),
        "left_out": _left_out(plan),
        "files_left_out": plan.roster.files_left_out,
        "changes_something": not plan.is_empty,
    }


def left_words() -> dict[str, str]:
    """Return what files hold that has no place here, in words."""
    return {
        "classes of other schools": _("classes of other schools"),
        "ends of enrollments": _("ends of enrolments: the standard does not say why they ended"),
        "enrollments in other schools": _("enrolments in other schools"),
        "enrollments of the erased": _("enrolments of those who were erased"),
        "enrollments of those who do not learn": _("places in classes of those who do not learn"),
        "enrollments of those who are not known here": _(
            "enrolments of those who are not known here"
        ),
        "enrollments that are not known here": _("enrolments that are not known here"),
        "enrollments that are said twice": _("enrolments that are said twice"),
        "results beyond their scale": _("results beyond their scale"),
        "results of those who are not enrolled": _("results of those who are not enrolled"),
        "results without a score": _("results without a score"),
        "users who are not known here": _("people who are not known here"),
        "users who do not learn": _("people who neither learn nor teach"),
        "users who teach": _(
            "teachers: no accounts are made of them; an administrator gives them sign-ins"
        ),
    }


def _left_out(plan: Plan) -> list[dict[str, str]]:
    """Return what has no place here: in words, or as the file has it."""
    words, language = left_words(), page_language()
    for what in plan.left_out:
        if what.startswith(COLUMN):
            words[what] = _("column “%(name)s”") % {"name": what.removeprefix(COLUMN)}
    return [
        {"words": words.get(what, ""), "code": what, "count": format_number(number, language)}
        for what, number in sorted(plan.left_out.items())
    ]


def _counts(plan: Plan) -> TableView:
    words = {
        "new": _("New"),
        "changed": _("Changed"),
        "unchanged": _("Unchanged"),
        "kept": _("Kept"),
        "missing": _("Missing"),
        "back": _("There again"),
    }
    told = [key for key in words if any(found[key] for found in plan.counts.values())]
    columns = (
        Column("kind", _("What")),
        *(Column(key, words[key], numeric=True) for key in told),
    )
    language, kinds = page_language(), kind_words()
    rows = tuple(
        Row((Cell(kinds[kind]), *(Cell(format_number(found[key], language)) for key in told)))
        for kind, found in plan.counts.items()
        if any(found.values())
    )
    return TableView(_("What the file would change"), columns, rows)


def _newcomers(plan: Plan) -> TableView | None:
    """Return the first of those who would be entered."""
    language = page_language()
    columns = (
        Column("name", _("Names")),
        Column("born", _("Born on")),
        Column("id", _("Id in the file")),
    )
    rows = tuple(
        Row(
            (
                Cell(", ".join(name.full for name in person.names) or "–"),
                Cell(format_day(person.born_on.text, language) if person.born_on else "–"),
                Cell("" if id_.startswith(MADE) else id_),
            )
        )
        for id_, person in islice(plan.persons.items(), _MOST_NEWCOMERS)
    )
    if not rows:
        return None
    return TableView(_("The first of the new learners"), columns, rows, caption_shown=True)


def _differences(differences: list[Difference]) -> TableView:
    columns = (
        Column("row", _("Row"), numeric=True),
        Column("who", _("Whose")),
        Column("field", _("What")),
        Column("old", _("Here")),
        Column("new", _("In the file")),
    )
    words = field_words()
    rows = tuple(
        Row(
            (
                Cell(str(each.row)),
                Cell(each.label or "–"),
                Cell(words.get(name, name)),
                Cell(old or "–"),
                Cell(new or "–"),
            )
        )
        for each in differences[:MOST_SHOWN]
        for name, old, new in each.fields
    )
    return TableView(_("Field by field"), columns, rows)


def _conflict(each: Conflict) -> dict[str, Any]:
    return {
        "id": each.id,
        "row": each.row,
        "label": each.label or "–",
        "field": field_words().get(each.field, each.field),
        "here": each.here or "–",
        "said": each.said or "–",
        "why": rule_words().get(each.rule, each.rule),
        "may_overwrite": each.may_overwrite,
        "is_overwritten": each.is_overwritten,
    }


def _programmes(plan: Plan, chosen: str) -> Iterable[Choice]:
    reader = page_language()
    for key, (_pk, name) in sorted(plan.known.programmes.items()):
        spoken, words = name.best(reader)
        lang = "" if spoken == reader else spoken
        yield Choice(key, words or key, selected=key == chosen, lang=lang)


def course_fields(plan: Plan) -> list[FieldView]:
    """Return a field for every course of the file: what it is here."""
    keys = {pk: key for key, (pk, _name) in plan.known.programmes.items()}
    fields = []
    for course in plan.roster.courses:
        programme, _training = plan.courses[course.id]
        chosen = keys.get(programme or 0, "")
        if not course.title and not chosen:
            continue
        training = Choice(NEW_TRAINING, _("a training course"), selected=not chosen)
        fields.append(
            FieldView(
                f"course:{course.id}",
                course.title or course.id,
                "choice",
                chosen or NEW_TRAINING,
                choices=(*_programmes(plan, chosen), training),
            )
        )
    return fields


def programme_field(plan: Plan) -> FieldView | None:
    """Return the field for the programme of everybody, where the file has learners without one."""
    if all(course.title for course in plan.roster.courses):
        return None
    chosen = plan.choices.programme
    return FieldView(
        "programme",
        _("Programme of those for whom the file has none"),
        "choice",
        chosen,
        choices=(Choice("", "—", selected=not chosen), *_programmes(plan, chosen)),
    )


def meaning_fields(sheet: Sheet, request: HttpRequest) -> list[FieldView]:
    """Return a field for every column: what it holds, as recognised or as said."""
    usual, words = recognised(sheet.header), meaning_words()
    fields = []
    for number, heading in enumerate(sheet.header):
        name = f"column:{number}"
        chosen = request.POST.get(name, usual[heading].value)
        choices = tuple(
            Choice(meaning.value, text, selected=meaning.value == chosen)
            for meaning, text in words.items()
        )
        fields.append(FieldView(name, heading, "choice", chosen, choices=choices))
    return fields
