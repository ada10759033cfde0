"""Ports and routes are kept as they are reported."""

import pytest

from openluban.directory.places.tests.make import AT, make_country
from openluban.foundation.registers.use_cases.enter import enter_record
from openluban.gateway.corridor.models import Port, Route
from openluban.kernel.actor import SYSTEM
from openluban.kernel.refusals import Invalid

pytestmark = pytest.mark.django_db


def test_a_port_has_its_country_and_kind() -> None:
    make_country("kz")
    cells = {"key": "horgos", "name_en": "Horgos", "country": "kz", "kind": "border_crossing"}

    enter_record(register_key="ports", cells=cells, actor=SYSTEM, at=AT)

    assert Port.objects.get().kind == Port.Kind.BORDER_CROSSING


def test_a_route_may_carry_a_reported_number_with_its_unit_in_words() -> None:
    cells = {
        "kind": "rail_route",
        "name_en": "Tianjin to Tashkent",
        "figure": "50",
        "unit_en": "containers",
        "opened_on": "2025-05-20",
    }

    enter_record(register_key="routes", cells=cells, actor=SYSTEM, at=AT)

    route = Route.objects.get()
    assert (route.figure, str(route.unit), str(route.opened_on)) == (50, "containers", "2025-05-20")


def test_a_number_that_is_none_is_refused() -> None:
    cells = {"kind": "rail_route", "name_en": "A route", "figure": "about fifty"}

    with pytest.raises(Invalid) as refused:
        enter_record(register_key="routes", cells=cells, actor=SYSTEM, at=AT)

    assert refused.value.problems[0].rule == "not_a_number"
