"""The register of what is taught with, its figures, and who sees what."""

from datetime import date

import pytest

from openluban.foundation.figures.reading import read_figure
from openluban.foundation.registers.record import Audience
from openluban.foundation.registers.tests.make import enter, sheet_of
from openluban.foundation.registers.use_cases.end import set_audience
from openluban.foundation.registers.use_cases.import_rows import import_rows
from openluban.kernel.actor import PUBLIC, SYSTEM
from openluban.kernel.refusals import Invalid
from openluban.teaching.library.public import publish_text, supersede_text
from openluban.teaching.library.tests.make import make_text, make_unit
from openluban.teaching.uses.models import UnitUse
from openluban.teaching.uses.queries.standing import (
    UseStanding,
    holding,
    standings_of_uses,
    uses_visible,
)
from openluban.teaching.uses.rules import Lag
from openluban.teaching.uses.tests.make import AT, make_place, make_taught_unit, make_use

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ({"version": 3}, "never_published"),
        ({"language": "kk"}, "never_published"),
        ({"language": "klingon"}, "unknown_language"),
        ({"until": "2026-01"}, "ends_before_it_begins"),
        ({"programme": "welding"}, "another_workshops_programme"),
        ({"since": ""}, "required"),
    ],
)
def test_what_cannot_have_been_taught_is_refused(cells: dict[str, str], rule: str) -> None:
    make_taught_unit()
    make_place()
    make_place("other", country="tj")
    enter("programmes", key="welding", name_en="W", workshop="other", category="manufacturing")
    with pytest.raises(Invalid) as refused:
        make_use(**cells)  # type: ignore[arg-type]
    assert [each.rule for each in refused.value.problems] == [rule]


def test_of_a_unit_without_texts_here_any_version_may_be_taught() -> None:
    make_unit()
    make_place()
    assert make_use(version=7).text_version == 7


def test_a_programme_of_the_workshop_is_kept() -> None:
    make_taught_unit()
    make_place()
    enter("programmes", key="welding", name_en="W", workshop="ektu", category="manufacturing")
    assert make_use(programme="welding").programme.key == "welding"


def test_a_spreadsheet_comes_in_and_a_wrong_row_stops_it() -> None:
    make_taught_unit()
    make_place()
    row = {"key": "a", "workshop": "ektu", "unit": "sorter.safety", "language": "ru"}
    rest = {"text_version": "1", "since": "2026-09", "source": "Timetable 2026"}
    import_rows(register_key="unit-uses", sheet=sheet_of([row | rest]), actor=SYSTEM, at=AT)
    assert UnitUse.objects.get().since.text == "2026-09"
    wrong = [row | rest | {"key": "b", "since": "2026"}, row | rest | {"text_version": "9"}]
    with pytest.raises(Invalid):
        import_rows(register_key="unit-uses", sheet=sheet_of(wrong), actor=SYSTEM, at=AT)
    assert UnitUse.objects.count() == 1


def stand(*uses: UnitUse) -> list[UseStanding]:
    """Return how uses stand."""
    of_these = UnitUse.objects.filter(pk__in=[each.pk for each in uses])
    return standings_of_uses(of_these.order_by("pk"))


def test_superseding_changes_no_record_and_the_standing_says_so() -> None:
    unit = make_taught_unit()
    make_place()
    old, new, translated = (
        make_use("old"),
        make_use("new", version=2),
        make_use("ru", language="ru"),
    )
    before = [each.version for each in UnitUse.objects.order_by("pk")]
    found = stand(old, new, translated)
    assert [(each.lag, each.published, each.is_stale) for each in found] == [
        (Lag.OLDER, 2, False),
        (Lag.NEWEST, 2, False),
        (Lag.NEWEST, 1, True),
    ]
    edition = ("zh-hans", 2)
    supersede_text(unit_key=unit.key, edition=edition, reason="Wrong.", actor=SYSTEM, at=AT)
    assert stand(new)[0].lag == Lag.WITHDRAWN
    draft = make_text(unit, body="# 安全\n\n断电。\n")
    edition = ("zh-hans", draft.version)
    publish_text(unit_key=unit.key, edition=edition, without_review="x", actor=SYSTEM, at=AT)
    assert stand(new)[0].lag == Lag.OLDER
    assert [each.version for each in UnitUse.objects.order_by("pk")] == before


@pytest.mark.parametrize(
    ("since", "until", "is_held"),
    [
        ("2026-08", "", True),
        ("2026-08", "2026-09", True),  # it may end on the last day of the month
        ("2026-08", "2026-09-01", False),
        ("2026-09-02", "", False),
    ],
)
def test_what_is_taught_on_a_day(since: str, until: str, *, is_held: bool) -> None:
    make_taught_unit()
    make_place()
    make_use(since=since, until=until)
    assert holding(uses_visible(PUBLIC), date(2026, 9, 1)).exists() is is_held


def test_nobody_learns_of_an_internal_unit_by_its_use() -> None:
    unit = make_taught_unit()
    make_place()
    make_use()
    assert uses_visible(PUBLIC).count() == 1
    set_audience(
        register_key="units", key=unit.key, audience=Audience.INTERNAL, actor=SYSTEM, at=AT
    )
    assert uses_visible(PUBLIC).count() == 0


def value(key: str, on: str, **choices: str) -> int:
    """Return a figure on a day."""
    return int(read_figure(key, choices, at=date.fromisoformat(on)).value or 0)


def test_figures_count_terms_and_each_thing_once() -> None:
    make_taught_unit()
    make_taught_unit("other.start")
    make_place()
    make_place("second", country="tj")
    make_use("a", since="2026-02", until="2026-09-01")
    make_use("b", since="2026-09-01", version=2)
    make_use("c", language="ru", since="2026-09-15", workshop="second")
    make_use("d", unit="other.start", since="2026-09-15", workshop="second")
    assert value("units_in_use", "2026-01-31") == 0
    assert value("units_in_use", "2026-02-01") == 1
    assert value("units_in_use", "2026-02-01", precision="strict") == 0
    assert value("units_in_use", "2026-09-01") == 1
    assert value("units_in_use", "2026-09-15") == 2
    assert value("units_in_use", "2026-09-15", language="ru") == 1
    assert value("units_in_use", "2026-09-15", workshop="ektu") == 1
    assert value("units_in_use", "2026-09-15", bloc="tj") == 2
    assert value("workshops_with_materials", "2026-09-14") == 1
    assert value("workshops_with_materials", "2026-09-15") == 2
    assert value("workshops_with_materials", "2026-09-15", language="zh-hans") == 2
    set_audience(register_key="unit-uses", key="b", audience=Audience.INTERNAL, actor=SYSTEM, at=AT)
    assert value("workshops_with_materials", "2026-09-15") == 1
