"""Gates in their order, and what is missing or due."""

from openluban.kernel.dates import ImpreciseDate
from openluban.network.workshops.rules import evaluation_due, gate_states, last_reported

DAY = ImpreciseDate.read("2020-05")


def test_an_opened_workshop_misses_what_no_source_tells_of() -> None:
    states = dict(gate_states({"opened": DAY, "agreement": DAY, "site": None}))

    assert states["opened"] == states["agreement"] == states["site"] == "done"
    assert states["equipment"] == states["teaching"] == "missing"
    assert states["accepted"] == "due"
    assert "renewed" not in states


def test_a_workshop_in_preparation_has_its_next_gates_before_it() -> None:
    states = dict(gate_states({"memorandum": DAY}))

    assert states["memorandum"] == "done"
    assert states["agreement"] == states["opened"] == "due"
    assert "accepted" not in states


def test_suspended_and_closed_end_it() -> None:
    assert ("closed", "ended") in gate_states({"opened": DAY, "closed": DAY})


def test_gates_stand_in_their_usual_order() -> None:
    order = [gate for gate, _state in gate_states({"recognised": DAY, "opened": DAY})]

    assert order.index("site") < order.index("opened") < order.index("recognised")


def test_the_evaluation_is_due_four_years_after_opening() -> None:
    assert evaluation_due(DAY) == "2024"
    assert evaluation_due(None) == ""


def test_last_reported_is_the_newest_publication() -> None:
    assert last_reported(["2020-05", "", "2021", "2020-12-31"]) == "2021"
    assert last_reported([]) == ""
