"""Figures of trade."""

from datetime import date
from decimal import Decimal

import pytest

from openluban.directory.places.public import Bloc
from openluban.directory.places.tests.make import AT, text
from openluban.foundation.figures.reading import read_figure
from openluban.relations.trade.models import TradeValue

pytestmark = pytest.mark.django_db


def make_value(start: str, end: str, value: str, **rest: object) -> TradeValue:
    """Make a value of Tianjin's trade with SCO countries, in the widest sense."""
    bloc, _new = Bloc.objects.get_or_create(
        key="sco", defaults={"name": text("SCO"), "kind": "organisation", "changed_at": AT}
    )
    given = {
        "reporter": text("Tianjin"),
        "partner": text("SCO countries"),
        "partner_bloc": bloc,
        "partner_kinds": ["member", "observer", "dialogue_partner"],
        "flow": "total",
        "commodity": text("all goods"),
        "unit": "cny",
        **rest,
    }
    return TradeValue.objects.create(
        period_start=start, period_end=end, value=Decimal(value), changed_at=AT, **given
    )


def value(at: date, **choices: str) -> Decimal | None:
    return read_figure("trade_value", choices, at=at).value


def test_the_newest_period_that_had_ended_is_the_value_never_their_sum() -> None:
    make_value("2025-01", "2025-06", "46640000000")
    make_value("2025-01", "2025-07", "53370000000")

    assert value(date(2025, 7, 30)) == Decimal("46640000000")
    assert value(date(2025, 7, 31)) == Decimal("53370000000")
    assert value(date(2025, 6, 29)) is None


def test_a_single_month_is_another_period() -> None:
    make_value("2025-01", "2025-07", "53370000000")
    make_value("2025-07", "2025-07", "6730000000")

    assert value(date(2025, 8, 1), period="month") == Decimal("6730000000")
    assert value(date(2025, 8, 1)) == Decimal("53370000000")


def test_units_partners_and_goods_never_mix() -> None:
    make_value("2025-01", "2025-06", "1")
    make_value("2025-01", "2025-06", "2", unit="usd")
    make_value("2025-01", "2025-06", "3", partner_kinds=["member"])
    make_value("2025-01", "2025-06", "4", commodity=text("bicycles"), unit="piece")
    day = date(2025, 7, 1)

    assert value(day) == 1
    assert value(day, unit="usd") == 2
    assert value(day, partners="sco_members") == 3
    assert value(day, goods="bicycles", unit="piece") == 4
    assert read_figure("trade_value", {"unit": "usd"}, at=day).unit.key == "usd"


def test_growth_is_the_reporters_word() -> None:
    make_value("2025-01", "2025-07", "53370000000", change_percent=Decimal("5.2"))

    assert read_figure("trade_growth", {}, at=date(2025, 8, 1)).value == Decimal("5.2")
