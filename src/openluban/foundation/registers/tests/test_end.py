"""Ending a record."""

from typing import Any

import pytest

from openluban.foundation.history.models import Entry
from openluban.foundation.registers.errors import (
    AlreadyRetired,
    ChangedMeanwhile,
    ReasonMissing,
)
from openluban.foundation.registers.record import Audience
from openluban.foundation.registers.tests.make import AT, make_workshop, the
from openluban.foundation.registers.use_cases.end import (
    close_record,
    retire_record,
    set_audience,
)
from openluban.foundation.search.finding import find
from openluban.kernel.actor import PUBLIC, Actor
from openluban.kernel.dates import ImpreciseDate
from openluban.kernel.refusals import NotAllowed, NotFound

ON = ImpreciseDate.read("2025-08")


def _close(actor: Actor, **given: Any) -> Any:
    asked: dict[str, Any] = {"key": "kz-ektu", "on": ON, "reason": "moved", "at": AT} | given
    return close_record(register_key="workshops", actor=actor, **asked)


def _retire(actor: Actor, **given: Any) -> Any:
    asked: dict[str, Any] = {"key": "kz-ektu", "reason": "entered twice", "at": AT} | given
    return retire_record(register_key="workshops", actor=actor, **asked)


def _hide(actor: Actor, **given: Any) -> Any:
    asked: dict[str, Any] = {"key": "kz-ektu", "audience": Audience.INTERNAL, "at": AT} | given
    return set_audience(register_key="workshops", actor=actor, **asked)


def test_a_closed_record_is_still_shown_with_its_last_day(officer: Actor) -> None:
    make_workshop()
    _close(officer)
    record: Any = the("workshops").model.objects.get()
    assert record.closed_on.text == "2025-08"
    assert record.is_shown


def test_a_retired_record_leaves_everything_but_its_history(officer: Actor) -> None:
    make_workshop()
    _retire(officer)
    assert not the("workshops").model.objects.shown().exists()
    assert not find("kazakhstan luban", actor=PUBLIC).hits
    entry = Entry.objects.about("workshops", "kz-ektu").first()
    assert entry is not None
    assert entry.reason == "entered twice"


def test_an_internal_record_leaves_what_is_public_and_comes_back(officer: Actor) -> None:
    make_workshop()
    _hide(officer)
    assert not find("kazakhstan luban", actor=PUBLIC).hits
    assert find("kazakhstan luban", actor=officer).hits
    _hide(officer, audience=Audience.PUBLIC)
    assert find("kazakhstan luban", actor=PUBLIC).hits


@pytest.mark.parametrize("deed", [_close, _retire])
def test_ending_needs_a_reason(officer: Actor, deed: Any) -> None:
    make_workshop()
    with pytest.raises(ReasonMissing):
        deed(officer, reason=" ")


@pytest.mark.parametrize("deed", [_close, _retire, _hide])
def test_what_was_retired_is_not_ended_again(officer: Actor, deed: Any) -> None:
    make_workshop()
    _retire(officer)
    with pytest.raises(AlreadyRetired):
        deed(officer)


@pytest.mark.parametrize("deed", [_close, _retire])
def test_who_saw_an_older_version_is_told(officer: Actor, deed: Any) -> None:
    make_workshop()
    with pytest.raises(ChangedMeanwhile):
        deed(officer, version=7)


@pytest.mark.parametrize("deed", [_close, _retire, _hide])
def test_an_unknown_record_is_not_found(officer: Actor, deed: Any) -> None:
    with pytest.raises(NotFound):
        deed(officer, key="nowhere")


@pytest.mark.parametrize("deed", [_close, _retire, _hide])
def test_contributors_end_nothing(contributor: Actor, deed: Any) -> None:
    make_workshop()
    with pytest.raises(NotAllowed):
        deed(contributor)
