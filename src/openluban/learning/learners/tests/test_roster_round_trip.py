"""What leaves comes back and changes nothing; sheets as schools make them are taken over."""

from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from openluban.foundation.history.models import Entry
from openluban.foundation.sheets.problems import UnreadableSheet
from openluban.foundation.sheets.reading import read_sheet
from openluban.kernel.actor import PUBLIC, Actor
from openluban.kernel.refusals import NotAllowed
from openluban.learning.learners.formats.headings import Meaning
from openluban.learning.learners.formats.oneroster.learners import roster_of
from openluban.learning.learners.formats.oneroster.problems import UnfitPackage
from openluban.learning.learners.formats.oneroster.reading import read_package
from openluban.learning.learners.formats.school_sheets import roster_of_sheet
from openluban.learning.learners.models.enrolments import Enrolment
from openluban.learning.learners.models.marks import Mark
from openluban.learning.learners.models.persons import Person
from openluban.learning.learners.models.places import Cohort
from openluban.learning.learners.tests.make import (
    AT,
    make_cohort,
    make_enrolment,
    make_learner,
    make_place,
    make_programme,
    make_registrar,
)
from openluban.learning.learners.use_cases.export_roster import export_roster
from openluban.learning.learners.use_cases.import_roster import WhichProgramme, import_roster
from openluban.learning.learners.use_cases.rosters.plan import Choices, Plan

PLACE = "tj-ttu"
HEADER = "学号,姓名,护照姓名,ФИО,出生日期,性别,专业,班级,状态,日期\n"
ROW = "S-1,张伟,ZHANG WEI,Чжан Вэй,2005年3月8日,男,p-1,M-26,在读,2026-09-01\n"


@pytest.fixture
def registrar() -> Actor:
    """Return the registrar of a workshop that teaches programme p-1."""
    make_programme(make_place(PLACE), "p-1")
    return make_registrar(scope=PLACE)


def _take_sheet(text: str, actor: Actor, *, is_whole: bool = False, programme: str = "") -> Plan:
    sheet = read_sheet(text.encode(), filename="x.csv")
    roster = roster_of_sheet(sheet, source="school", file="x.csv", is_whole=is_whole)
    choices = Choices(programme=programme)
    return import_roster(roster=roster, workshop=PLACE, choices=choices, actor=actor, at=AT)


def _full_house() -> None:
    place = make_place(PLACE)
    programme = make_programme(place, "p-1")
    one = make_cohort(place, "M-26", programme=programme)
    two = make_cohort(place, "M-25", programme=programme, starts_on="2025-09-01")
    Cohort.objects.filter(pk=two.pk).update(ends_on="2026-06-30")
    first = make_enrolment(make_learner(place), cohort=one)
    make_enrolment(
        make_learner(place, born_on="2004-11"),
        ("enrolled", "2025-09-01"),
        ("completed", "2026-06-30"),
        ("certified", "2026-07-01"),
        cohort=two,
    )
    make_enrolment(
        make_learner(place, born_on=""), ("applied", "2026-08-01"), programme=programme.pk
    )
    Mark.objects.create(
        enrolment=first, title="Sorter", score="41.5", out_of="50", on="2026-10-01",
        by="hand", remark="well built", recorded_at=AT,
    )  # fmt: skip
    Mark.objects.create(enrolment=first, stage="build", on="2026-10-02", by="hand", recorded_at=AT)


@pytest.mark.django_db
def test_files_of_oneroster_that_leave_change_nothing_when_they_come_back(
    registrar: Actor,
) -> None:
    _full_house()
    data = export_roster(workshop=PLACE, form="oneroster", actor=registrar, at=AT)
    package = read_package(data, filename="x.zip")
    roster = roster_of(package, source=package.manifest.system_code, file="x.zip")
    plan = import_roster(roster=roster, workshop=PLACE, choices=Choices(), actor=registrar, at=AT)
    assert [each.fields for each in plan.differences] == []
    assert plan.conflicts == []
    assert plan.is_empty
    assert plan.counts["persons"]["unchanged"] == 3
    assert plan.counts["marks"]["unchanged"] == 1


@pytest.mark.django_db
def test_a_workbook_that_leaves_changes_nothing_when_it_comes_back(registrar: Actor) -> None:
    _full_house()
    data = export_roster(workshop=PLACE, form="xlsx", actor=registrar, at=AT)
    sheet = read_sheet(data, filename="x.xlsx")
    roster = roster_of_sheet(sheet, source="school", file="x.xlsx")
    plan = import_roster(roster=roster, workshop=PLACE, choices=Choices(), actor=registrar, at=AT)
    assert [each.fields for each in plan.differences] == []
    assert plan.conflicts == []
    assert plan.is_empty
    assert plan.counts["enrolments"]["unchanged"] == 3


@pytest.mark.django_db
def test_synthetic_learners_leave_only_on_request_and_it_is_written_down(
    registrar: Actor,
) -> None:
    make_enrolment(make_learner(make_place(PLACE), is_synthetic=True))
    sizes = []
    for with_synthetic in (False, True):
        data = export_roster(
            workshop=PLACE,
            form="oneroster",
            actor=registrar,
            at=AT,
            with_synthetic=with_synthetic,
        )
        sizes.append(len(read_package(data, filename="x.zip").table("users")))
    assert sizes == [0, 1]
    assert Entry.objects.filter(action="learners.roster_exported").count() == 2
    with pytest.raises(NotAllowed):
        export_roster(workshop=PLACE, form="oneroster", actor=PUBLIC, at=AT)


@pytest.mark.django_db
def test_a_sheet_in_three_scripts_becomes_a_learner(registrar: Actor) -> None:
    plan = _take_sheet(HEADER + ROW, registrar)
    person = Person.objects.get()
    assert set(person.names.values_list("kind", "full")) == {
        ("chinese", "张伟"),
        ("passport", "ZHANG WEI"),
        ("local", "Чжан Вэй"),
    }
    assert (str(person.born_on), person.sex) == ("2005-03-08", "1")
    enrolment = Enrolment.objects.get()
    assert enrolment.cohort is not None
    assert (enrolment.cohort.name, enrolment.state) == ("M-26", "enrolled")
    assert plan.counts["persons"]["new"] == 1
    assert _take_sheet(HEADER + ROW, registrar).is_empty
    more = ROW.replace("S-1", "S-2").replace("2005年3月8日", "01.02.2004")
    assert _take_sheet(HEADER + more, registrar).counts["persons"]["missing"] == 0
    plan = _take_sheet(HEADER + more, registrar, is_whole=True)
    assert plan.counts["persons"]["missing"] == 1


@pytest.mark.django_db
def test_a_sheet_without_a_programme_asks_for_one(registrar: Actor) -> None:
    text = "Name,Birthday\nAda Lovelace,1815-12-10\n"
    with pytest.raises(WhichProgramme):
        _take_sheet(text, registrar)
    _take_sheet(text, registrar, programme="p-1")
    assert Enrolment.objects.get().programme.key == "p-1"  # type: ignore[union-attr]
    assert _take_sheet(text, registrar, programme="p-1").is_empty


@pytest.mark.parametrize(
    ("text", "rule", "row", "field"),
    [
        (HEADER + ROW.replace("张伟,ZHANG WEI,Чжан Вэй", ",,"), "sheet.no_name", 2, ""),
        (HEADER + ROW.replace("2005年3月8日", "8/3/2005"), "sheet.no_day", 2, "born"),
        (HEADER + ROW.replace("2005年3月8日", "2005年2月31日"), "sheet.no_day", 2, "born"),
        (HEADER + ROW.replace("2026-09-01", "2026-09"), "sheet.no_day", 2, "since"),
        (HEADER + ROW.replace("在读", "谁知道"), "sheet.no_state", 2, "state"),
        (HEADER + ROW.replace(",男,", ",甲,"), "sheet.no_sex", 2, "sex"),
        (HEADER + ROW.replace("张伟", "张" * 300), "sheet.too_long", 2, "chinese_name"),
        (HEADER + ROW + ROW, "sheet.said_twice", 3, ""),
        (HEADER + ROW + ROW.replace("张伟", "王伟"), "sheet.other_person", 3, "number"),
        ("Group,Status\nM-26,active\n", "sheet.no_names", 1, ""),
    ],
)
def test_what_is_wrong_with_a_sheet_is_said_with_its_row(
    text: str, rule: str, row: int, field: str
) -> None:
    sheet = read_sheet(text.encode(), filename="x.csv")
    with pytest.raises(UnfitPackage) as refused:
        roster_of_sheet(sheet, source="school", file="x.csv")
    found = refused.value.problems[0]
    assert (found.rule, found.row, found.field) == (rule, row, field)
    assert "%(" not in str(found)


def test_two_columns_cannot_mean_the_same() -> None:
    sheet = read_sheet(b"One,Two\na,b\n", filename="x.csv")
    meanings = {"One": Meaning.GROUP, "Two": Meaning.GROUP}
    with pytest.raises(UnfitPackage):
        roster_of_sheet(sheet, source="school", file="x.csv", meanings=meanings)


def test_a_workbook_with_real_dates_is_read() -> None:

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Name", "Date of birth"])
    sheet.append(["Ada Lovelace", date(1990, 12, 10)])
    file = BytesIO()
    book.save(file)
    found = roster_of_sheet(
        read_sheet(file.getvalue(), filename="x.xlsx"), source="s", file="x.xlsx"
    )
    assert found.persons[0].born == "1990-12-10"


_CELL = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=12)


@given(st.lists(st.lists(_CELL, min_size=10, max_size=10), max_size=6))
def test_any_rows_are_taken_or_refused(rows: list[list[str]]) -> None:
    lines = "".join(
        ",".join(f'"{cell.replace(chr(34), "")}"' for cell in row) + "\n" for row in rows
    )
    try:
        sheet = read_sheet((HEADER + lines).encode(), filename="x.csv", encoding="utf-8")
        roster = roster_of_sheet(sheet, source="school", file="x.csv")
    except (UnreadableSheet, UnfitPackage):
        return
    assert len(roster.enrolments) <= len(rows)
