"""What the registers of standards take and what they refuse."""

from string import ascii_lowercase

import pytest

from openluban.foundation.registers.errors import AlreadyThere
from openluban.foundation.registers.tests.make import make_contributor, sheet_of
from openluban.foundation.registers.use_cases.edit import edit_record
from openluban.foundation.registers.use_cases.import_rows import import_rows
from openluban.kernel.actor import SYSTEM
from openluban.kernel.refusals import Invalid
from openluban.teaching.standards.models import Clause, Competence, Recognition, Version
from openluban.teaching.standards.tests.make import (
    AT,
    enter,
    make_authority,
    make_clauses,
    make_step,
    make_version,
)

pytestmark = pytest.mark.django_db


def rules(caught: pytest.ExceptionInfo[Invalid]) -> list[tuple[str, str]]:
    return [(problem.rule, problem.field) for problem in caught.value.problems]


def test_languages_are_kept_as_tags_and_written_as_files_write_them() -> None:
    version = make_version("2023", languages="zh-CN | RU | ru")
    assert version.languages == ["zh-hans", "ru"]


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ({"languages": "Chinese language"}, "no_language"),
        (
            {"languages": " | ".join(f"aa{letter}" for letter in ascii_lowercase)},
            "too_many",
        ),
        ({"level": "9"}, "out_of_range"),
        ({"level": "4.5"}, "too_many_digits"),
        ({"issued_on": "2023-13"}, "impossible_date"),
    ],
)
def test_a_version_that_breaks_a_rule_is_refused(cells: dict[str, str], rule: str) -> None:
    with pytest.raises(Invalid) as caught:
        make_version("2023", **cells)
    assert rules(caught) == [(rule, next(iter(cells)))]
    assert not Version.objects.exists()


def test_an_edition_is_entered_once() -> None:
    make_version("2023")
    with pytest.raises(AlreadyThere):
        enter(
            "standard-versions", "again", name_en="Again", standard="mechatronics", edition="2023"
        )


def test_a_clause_does_not_stand_under_itself_and_has_a_number_of_its_own() -> None:
    make_version("2023")
    cells = {"standard_version": "mechatronics-2023", "text_en": "Scope", "position": "1"}
    with pytest.raises(Invalid) as caught:
        enter("clauses", "one", cells, number="1", parent_number="1")
    assert rules(caught) == [("under_itself", "parent_number")]
    enter("clauses", "one", cells, number="1")
    with pytest.raises(AlreadyThere):
        enter("clauses", "two", cells, number="1")
    assert Clause.objects.count() == 1


def test_a_step_does_not_expire_before_its_day() -> None:
    make_version("2023")
    with pytest.raises(Invalid) as caught:
        make_step("accredited", "2024-05-01", until="2024-04-30")
    assert rules(caught) == [("ends_before_it_begins", "until")]
    make_step("accredited", "2024-05-01", until="2024")


def test_accreditation_may_be_given_anew_and_no_other_state() -> None:
    make_version("2023")
    make_step("accredited", "2020")
    make_step("accredited", "2024")
    make_step("submitted", "2019")
    with pytest.raises(AlreadyThere):
        make_step("submitted", "2023")
    make_step("submitted", "2023", authority="another-ministry")
    assert Recognition.objects.count() == 4


def test_an_address_in_esco_is_one() -> None:
    make_version("2023")
    cells = {"name_en": "Assembles", "standard_version": "mechatronics-2023"}
    for wrong in (
        "javascript:alert(1)",
        "http://data.europa.eu/esco/skill/",
        "http://data.europa.eu.example/esco/skill/abc",
        "http://data.europa.eu/esco/skill/abc?x=<script>",
    ):
        with pytest.raises(Invalid) as caught:
            enter("competences", "one", cells, esco_uri=wrong)
        assert rules(caught) == [("no_esco", "esco_uri")]
    enter("competences", "one", cells, esco_uri="http://data.europa.eu/esco/skill/0b-7")
    assert Competence.objects.count() == 1


def test_an_unknown_occupation_names_the_nearest() -> None:
    make_version("2023")
    enter("occupations", "7412", code="7412", name_en="Electrical mechanics and fitters")
    with pytest.raises(Invalid, match="7412"):
        enter(
            "competences",
            "one",
            name_en="Assembles",
            standard_version="mechatronics-2023",
            occupation="7413",
        )


def test_a_step_is_edited_under_the_same_rules() -> None:
    make_version("2023")
    step = make_step("accredited", "2024-05-01")
    with pytest.raises(Invalid):
        edit_record(
            register_key="recognitions",
            key=step.key,
            cells={"until": "2023"},
            version=1,
            actor=SYSTEM,
            at=AT,
        )


def test_what_a_contributor_enters_waits_and_is_not_shown() -> None:
    make_version("2023")
    make_authority("college", "tj")
    made = enter(
        "recognitions",
        "one",
        actor=make_contributor("Farida", "college"),
        standard_version="mechatronics-2023",
        authority="college",
        state="draft",
    )
    made.refresh_from_db()
    assert made.standing == "proposed"
    assert not made.is_shown


def test_clauses_are_brought_in_as_a_file_whole_or_not_at_all() -> None:
    make_version("2023")
    rows = [
        {
            "key": f"c{n}",
            "standard_version": "mechatronics-2023",
            "number": number,
            "position": str(n),
        }
        | {"parent_number": "", "text_zh": "适用范围", "text_ru": "Применение"}
        for n, number in enumerate(("1", "1.1", "2"))
    ]
    outcome = import_rows(register_key="clauses", sheet=sheet_of(rows), actor=SYSTEM, at=AT)
    assert outcome.new == 3
    rows[1]["parent_number"] = "1.1"
    rows[0]["text_ru"] = "Область применения"
    with pytest.raises(Invalid):
        import_rows(register_key="clauses", sheet=sheet_of(rows), actor=SYSTEM, at=AT)
    assert Clause.objects.get(key="c0").text.wordings["ru"] == "Применение"


def test_makers_number_clauses_in_order() -> None:
    make_version("2023")
    make_clauses("mechatronics-2023", ("1", "Scope"), ("2", "Length"))
    assert [clause.number for clause in Clause.objects.order_by("position")] == ["1", "2"]
