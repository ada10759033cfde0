"""Changing a record."""

from typing import Any

import pytest

from openluban.foundation.history.models import Entry
from openluban.foundation.registers.errors import (
    AlreadyRetired,
    AlreadyThere,
    ChangedMeanwhile,
    NothingChanged,
)
from openluban.foundation.registers.models import Proposal
from openluban.foundation.registers.tests.make import (
    AT,
    enter,
    make_country,
    make_workshop,
    the,
)
from openluban.foundation.registers.use_cases.edit import edit_record
from openluban.foundation.registers.use_cases.end import retire_record
from openluban.foundation.search.finding import find
from openluban.kernel.actor import PUBLIC, Actor
from openluban.kernel.refusals import Invalid, NotAllowed, NotFound


def _edit(actor: Actor, key: str = "kz-ektu", version: int | None = None, **cells: str) -> Any:
    return edit_record(
        register_key="workshops", key=key, cells=cells, version=version, actor=actor, at=AT
    )


def test_an_officer_changes_only_what_is_given(officer: Actor) -> None:
    make_workshop(latitude="49.95", aliases="en: EKTU")
    changed = _edit(officer, name_en="Oskemen Luban Workshop")
    assert str(changed.name) == "Oskemen Luban Workshop"
    assert changed.sort_name == "oskemen luban workshop"
    assert str(changed.latitude) == "49.950000"
    assert changed.version == 2


def test_history_says_before_and_after(officer: Actor) -> None:
    make_workshop(latitude="49.95")
    edit_record(
        register_key="workshops",
        key="kz-ektu",
        cells={"latitude": "50"},
        reason="measured",
        actor=officer,
        at=AT,
    )
    entry = Entry.objects.about("workshops", "kz-ektu").first()
    assert entry is not None
    assert entry.changes == {"latitude": ["49.95", "50"]}
    assert entry.reason == "measured"


def test_search_finds_the_new_name_and_not_the_old(officer: Actor) -> None:
    make_workshop(name_en="Oldtown Workshop")
    _edit(officer, name_en="Newtown Workshop")
    assert find("newtown", actor=PUBLIC).hits
    assert not find("oldtown", actor=PUBLIC).hits


def test_a_contributor_proposes_and_nothing_changes(contributor: Actor) -> None:
    make_workshop()
    proposal = _edit(contributor, name_en="Better", audience="internal")
    assert isinstance(proposal, Proposal)
    assert proposal.cells == {"name_en": "Better"}
    assert proposal.base_version == 1
    found = the("workshops").model.objects.get()
    assert (str(found.name), found.version) == ("Kazakhstan Luban Workshop", 1)  # type: ignore[attr-defined]


def test_the_same_values_are_no_change(officer: Actor) -> None:
    make_workshop()
    with pytest.raises(NothingChanged):
        _edit(officer, name_en="Kazakhstan Luban Workshop")


def test_who_saw_an_older_version_is_told(officer: Actor) -> None:
    make_workshop()
    _edit(officer, latitude="50", version=1)
    with pytest.raises(ChangedMeanwhile):
        _edit(officer, latitude="51", version=1)


def test_what_was_retired_stays_as_it_is(officer: Actor) -> None:
    make_workshop()
    retire_record(register_key="workshops", key="kz-ektu", reason="twice", actor=officer, at=AT)
    with pytest.raises(AlreadyRetired):
        _edit(officer, latitude="50")


def test_a_broken_rule_changes_nothing(officer: Actor) -> None:
    make_workshop()
    with pytest.raises(Invalid):
        _edit(officer, latitude="500")
    assert the("workshops").model.objects.get().version == 1


def test_what_another_record_says_already_is_refused(officer: Actor) -> None:
    make_country()
    make_country("uz", "Uzbekistan")
    with pytest.raises(AlreadyThere):
        edit_record(
            register_key="countries", key="uz", cells={"alpha2": "kz"}, actor=officer, at=AT
        )


def test_the_public_may_not_change(officer: Actor) -> None:
    make_workshop(actor=officer)
    with pytest.raises(NotAllowed):
        _edit(PUBLIC, latitude="50")


def test_a_contributor_does_not_know_of_what_others_proposed(
    contributor: Actor, stranger: Actor
) -> None:
    make_workshop(actor=contributor)
    with pytest.raises(NotFound):
        _edit(stranger, latitude="50")


def test_rules_over_the_row_see_what_was_not_sent(officer: Actor) -> None:
    make_country()
    enter("blocs", key="sco", name_en="SCO", kind="organisation")
    enter("memberships", key="m", bloc="sco", country="kz", kind="member", since="2001")
    with pytest.raises(Invalid):
        edit_record(
            register_key="memberships", key="m", cells={"until": "1999"}, actor=officer, at=AT
        )
