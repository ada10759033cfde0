"""Panels that modules add to records' pages."""

from collections.abc import Iterator

import pytest
from django.test import Client

from openluban.foundation.registers import panels
from openluban.foundation.registers.panels import Filled, Panel, declare_panel, panels_of
from openluban.foundation.registers.queries.values import ChangedValue
from openluban.foundation.registers.tests.make import make_country
from openluban.foundation.registers.tests.reading import text_of
from openluban.kernel.actor import Actor

pytestmark = pytest.mark.django_db


def _fill(record: object, actor: Actor, language: str) -> Filled:
    return {"changes": [ChangedValue("Told", "", f"{record} for {actor.kind} in {language}")]}


def _nothing(record: object, actor: Actor, language: str) -> Filled:
    return None


@pytest.fixture
def declared() -> Iterator[list[Panel]]:
    """Declare two panels on countries' pages, and take them away again."""
    shown = Panel(key="one", title="Invented", template="registers/changes.html", fill=_fill)
    silent = Panel(
        key="two", title="Silent", template="registers/changes.html", fill=_nothing, order=1
    )
    before = list(panels._PANELS["countries"])
    yield [declare_panel("countries", shown), declare_panel("countries", silent)]
    panels._PANELS["countries"][:] = before


def test_a_panel_is_shown_with_what_it_was_filled_with(
    client: Client, declared: list[Panel]
) -> None:
    make_country()
    text = text_of(client.get("/countries/kz/"))
    assert "Invented Told after: kz for public in en" in text
    assert "Silent" not in text


def test_panels_come_in_their_order_and_once(declared: list[Panel]) -> None:
    assert [panel.key for panel in panels_of("countries")] == ["two", "one"]
    with pytest.raises(ValueError, match="twice"):
        declare_panel("countries", declared[0])
