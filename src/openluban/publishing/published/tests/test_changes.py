"""One change of the register changes figure, page, API and reconciliation together."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from openluban.foundation.figures.reading import read_figure
from openluban.foundation.registers.record import Audience
from openluban.foundation.registers.tests.make import AT, enter, make_contributor, make_officer
from openluban.foundation.registers.use_cases.edit import edit_record
from openluban.foundation.registers.use_cases.end import set_audience
from openluban.publishing.published.queries import reconciled
from openluban.publishing.published.verdicts import Verdict

pytestmark = pytest.mark.usefixtures("register")

CHOICES = {"bloc": "sco_members_and_partners", "led_from": "tianjin"}
EVE = date(2025, 8, 29)


def seen() -> dict[str, Any]:
    """Return the number of workshops as every door gives it."""
    asked = {**CHOICES, "at": EVE.isoformat()}
    client = Client()
    page = " ".join(client.get("/figures/workshops/", asked).content.decode().split())
    verdict = client.get("/api/v1/reconciliation/f001").json()
    list_page = client.get("/reconciliation/f001/").content.decode()
    return {
        "figure": read_figure("workshops", CHOICES, at=EVE).value,
        "page": int(page.split('class="number">')[1].split("<")[0]),
        "api": client.get("/api/v1/figures/workshops", asked).json()["value"],
        "reconciliation": verdict["computed"],
        "on its page": 9 if "the register gives 9 workshops" in list_page else None,
    }


def verdict_of(key: str) -> Verdict:
    return next(one.verdict for one in reconciled() if one.stated.id == key)


def test_a_workshop_that_moves_to_another_country_moves_every_number() -> None:
    assert set(seen().values()) == {9}
    assert verdict_of("F002") == Verdict.AGREES
    edit_record(
        register_key="workshops",
        key="tj-ttu",
        cells={"country": "fr"},
        actor=make_officer(),
        at=AT,
    )
    after = seen()
    assert {after[door] for door in ("figure", "page", "api", "reconciliation")} == {8}
    assert after["on its page"] is None
    assert verdict_of("F002") != Verdict.AGREES


def test_what_is_proposed_changes_nothing() -> None:
    before, verdicts = seen(), [(one.verdict, one.reason) for one in reconciled()]
    contributor = make_contributor("Carl", "tute")
    edit_record(
        register_key="workshops", key="tj-ttu", cells={"country": "fr"}, actor=contributor, at=AT
    )
    enter("workshops", actor=contributor, key="uz-new", name_en="A new one", country="uz")
    assert seen() == before
    assert [(one.verdict, one.reason) for one in reconciled()] == verdicts


def test_what_is_internal_counts_nowhere() -> None:
    set_audience(
        register_key="workshops",
        key="tj-ttu",
        audience=Audience.INTERNAL,
        actor=make_officer(),
        at=AT,
    )
    after = seen()
    assert {after[door] for door in ("figure", "page", "api", "reconciliation")} == {8}
    assert not any(
        "Tajikistan Luban Workshop" in one.reason
        for one in reconciled()
        if one.stated.scope == "SCO"
    )


def test_a_published_figure_that_is_internal_is_on_no_page() -> None:
    set_audience(
        register_key="published",
        key="f001",
        audience=Audience.INTERNAL,
        actor=make_officer(),
        at=AT,
    )
    assert Client().get("/reconciliation/f001/").status_code == 404
    assert Client().get("/api/v1/reconciliation/f001").status_code == 404
    assert all(one.stated.id != "F001" for one in reconciled())
