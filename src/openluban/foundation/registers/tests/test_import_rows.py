"""Importing a sheet: previewed, then applied whole or not at all."""

from typing import Any

import pytest

from openluban.foundation.evidence.models import Claim
from openluban.foundation.history.models import Entry
from openluban.foundation.registers.errors import AlreadyThere
from openluban.foundation.registers.tests.make import (
    AT,
    make_country,
    make_workshop,
    sheet_of,
    the,
)
from openluban.foundation.registers.use_cases.end import retire_record
from openluban.foundation.registers.use_cases.import_rows import (
    Outcome,
    import_rows,
    preview_import,
)
from openluban.foundation.search.finding import find
from openluban.kernel.actor import PUBLIC, SYSTEM, Actor
from openluban.kernel.refusals import Invalid, NotAllowed, NotFound

ROWS = [
    {"key": "kz-ektu", "name_en": "Oskemen Workshop", "country": "kz", "source": "EKTU 2025"},
    {"key": "kz-enu", "name_en": "Astana Workshop", "country": "KZ", "source": "ENU 2025"},
]


def _import(actor: Actor, rows: list[dict[str, str]]) -> Outcome:
    sheet = sheet_of(rows)
    return import_rows(register_key="workshops", sheet=sheet, actor=actor, at=AT)


def _counts(outcome: Outcome) -> tuple[int, int, int]:
    return outcome.new, outcome.changed, outcome.unchanged


def test_new_changed_and_unchanged_rows_are_told_apart(officer: Actor) -> None:
    make_country()
    assert _counts(_import(officer, ROWS)) == (2, 0, 0)
    again = [ROWS[0], ROWS[1] | {"name_en": "Astana Luban Workshop"}]
    assert _counts(_import(officer, again)) == (0, 1, 1)


def test_a_preview_says_the_same_and_writes_nothing(officer: Actor) -> None:
    make_workshop()
    sheet = sheet_of(ROWS)
    outcome = preview_import(register_key="workshops", sheet=sheet, actor=officer, at=AT)
    assert _counts(outcome) == (1, 1, 0)
    samples = dict(outcome.samples)
    assert samples["kz-ektu"]["name"][0] == {"en": "Kazakhstan Luban Workshop"}
    assert the("workshops").model.objects.count() == 1
    assert Entry.objects.about("workshops", "kz-ektu").count() == 1


def test_history_evidence_and_search_come_along(officer: Actor) -> None:
    make_country()
    _import(officer, ROWS)
    assert Entry.objects.about("workshops", "kz-enu").get().action == "registers.imported"
    assert Claim.objects.filter(record="kz-enu").count() == 1
    assert find("astana", actor=PUBLIC).hits


def test_columns_that_are_absent_stay_as_they_are(officer: Actor) -> None:
    make_workshop(latitude="49.95")
    _import(officer, [{"key": "kz-ektu", "name_en": "Other"}])
    record = the("workshops").model.objects.get()
    assert str(record.latitude) == "49.950000"  # type: ignore[attr-defined]
    assert record.version == 2


def test_languages_whose_columns_are_absent_stay_as_they_are(officer: Actor) -> None:
    make_workshop(name_zh="鲁班工坊", name_other="kk: Шеберхана", name_ours="zh")
    _import(officer, [{"key": "kz-ektu", "name_en": "Oskemen Workshop"}])
    record: Any = the("workshops").model.objects.get()
    assert record.name.stored() == {
        "en": "Oskemen Workshop",
        "zh-hans": "鲁班工坊",
        "kk": "Шеберхана",
        "@ours": ["zh-hans"],
    }
    assert record.sort_name == "oskemen workshop"
    _import(officer, [{"key": "kz-ektu", "name_ru": "Мастерская", "name_ours": ""}])
    record.refresh_from_db()
    assert record.name.wordings["zh-hans"] == "鲁班工坊"
    assert record.name.wordings["ru"] == "Мастерская"
    assert not record.name.ours


@pytest.mark.parametrize(
    ("row", "field", "rule"),
    [
        ({"key": "x", "name_en": "A", "country": "xx"}, "country", "unknown_reference"),
        ({"key": "x", "name_en": "", "country": "kz"}, "name", "required"),
        ({"key": "x y", "name_en": "A", "country": "kz"}, "key", "bad_key"),
        ({"key": "kz-ektu", "name_en": "A", "country": "kz"}, "key", "duplicate_key"),
    ],
)
def test_one_bad_row_and_nothing_is_written(
    officer: Actor, row: dict[str, str], field: str, rule: str
) -> None:
    make_country()
    with pytest.raises(Invalid) as refused:
        _import(officer, [*ROWS, row | {"source": ""}])
    problem = refused.value.problems[0]
    assert (problem.row, problem.field, problem.rule) == (4, field, rule)
    assert not the("workshops").model.objects.exists()
    assert not Claim.objects.exists()


def test_a_new_record_needs_every_required_column(officer: Actor) -> None:
    with pytest.raises(Invalid) as refused:
        _import(officer, [{"key": "kz-ektu", "name_en": "A"}])
    problem = refused.value.problems[0]
    assert (problem.field, problem.rule) == ("country", "required")


def test_what_was_retired_is_not_brought_back(officer: Actor) -> None:
    make_workshop()
    retire_record(register_key="workshops", key="kz-ektu", reason="x", actor=officer, at=AT)
    with pytest.raises(Invalid) as refused:
        _import(officer, ROWS)
    assert refused.value.problems[0].rule == "retired"


def test_what_the_database_knows_already_is_refused_whole(officer: Actor) -> None:
    row = {"name_en": "K", "alpha2": "kz", "alpha3": "kaz", "numeric": "398"}
    sheet = sheet_of([row | {"key": "a"}, row | {"key": "b"}])
    with pytest.raises(AlreadyThere):
        import_rows(register_key="countries", sheet=sheet, actor=officer, at=AT)


def test_contributors_do_not_import(contributor: Actor) -> None:
    make_country()
    with pytest.raises(NotAllowed):
        _import(contributor, ROWS)
    sheet = sheet_of(ROWS)
    with pytest.raises(NotAllowed):
        preview_import(register_key="workshops", sheet=sheet, actor=contributor, at=AT)


@pytest.mark.django_db
def test_an_unknown_register_is_not_found() -> None:
    with pytest.raises(NotFound):
        import_rows(register_key="unicorns", sheet=sheet_of(ROWS), actor=SYSTEM, at=AT)
