"""An officer's word on what was proposed."""

import pytest

from openluban.foundation.history.models import Entry
from openluban.foundation.registers.errors import ChangedMeanwhile, NotWaiting, ReasonMissing
from openluban.foundation.registers.models import Proposal
from openluban.foundation.registers.record import Standing
from openluban.foundation.registers.tests.make import AT, make_country, make_workshop, the
from openluban.foundation.registers.use_cases.decide import accept_proposal, decline_proposal
from openluban.foundation.registers.use_cases.edit import edit_record
from openluban.foundation.search.finding import find
from openluban.kernel.actor import PUBLIC, Actor
from openluban.kernel.refusals import Invalid, NotAllowed


def _proposed(contributor: Actor) -> Proposal:
    make_workshop(actor=contributor)
    return Proposal.objects.get()


def _change(contributor: Actor, **cells: str) -> Proposal:
    make_workshop()
    proposal = edit_record(
        register_key="workshops", key="kz-ektu", cells=cells, actor=contributor, at=AT
    )
    assert isinstance(proposal, Proposal)
    return proposal


def test_a_new_record_counts_once_it_is_taken_over(officer: Actor, contributor: Actor) -> None:
    proposal = _proposed(contributor)
    assert not find("kazakhstan luban", actor=PUBLIC).hits
    record = accept_proposal(proposal_id=proposal.pk, actor=officer, at=AT)
    record.refresh_from_db()
    assert record.is_shown
    assert find("kazakhstan luban", actor=PUBLIC).hits
    proposal.refresh_from_db()
    assert (proposal.state, proposal.decided_at) == ("accepted", AT)


def test_a_change_is_made_once_it_is_taken_over(officer: Actor, contributor: Actor) -> None:
    proposal = _change(contributor, latitude="50")
    record = accept_proposal(proposal_id=proposal.pk, actor=officer, at=AT)
    assert (str(record.latitude), record.version) == ("50.000000", 2)


def test_a_declined_record_stays_with_its_reason_and_counts_nowhere(
    officer: Actor, contributor: Actor
) -> None:
    proposal = _proposed(contributor)
    decline_proposal(proposal_id=proposal.pk, reason="it is a school", actor=officer, at=AT)
    record = the("workshops").model.objects.get()
    assert record.standing == Standing.DECLINED
    assert not record.is_shown
    entry = Entry.objects.about("workshops", "kz-ektu").first()
    assert entry is not None
    assert (entry.action, entry.reason) == ("registers.declined", "it is a school")


def test_a_declined_change_leaves_the_record_as_it_was(officer: Actor, contributor: Actor) -> None:
    proposal = _change(contributor, latitude="50")
    decline_proposal(proposal_id=proposal.pk, reason="no", actor=officer, at=AT)
    assert the("workshops").model.objects.get().version == 1


def test_a_proposal_made_on_an_older_version_is_not_taken_over_blindly(
    officer: Actor, contributor: Actor
) -> None:
    proposal = _change(contributor, latitude="50")
    edit_record(
        register_key="workshops", key="kz-ektu", cells={"latitude": "49"}, actor=officer, at=AT
    )
    with pytest.raises(ChangedMeanwhile):
        accept_proposal(proposal_id=proposal.pk, actor=officer, at=AT)
    proposal.refresh_from_db()
    assert proposal.state == "waiting"


def test_a_change_that_breaks_a_rule_by_now_is_refused(officer: Actor, contributor: Actor) -> None:
    make_country("uz", "Uzbekistan")
    proposal = _change(contributor, country="uz")
    the("countries").model.objects.filter(key="uz").update(retired_at=AT)
    with pytest.raises(Invalid):
        accept_proposal(proposal_id=proposal.pk, actor=officer, at=AT)


def test_nobody_decides_twice(officer: Actor, contributor: Actor) -> None:
    proposal = _proposed(contributor)
    accept_proposal(proposal_id=proposal.pk, actor=officer, at=AT)
    with pytest.raises(NotWaiting):
        decline_proposal(proposal_id=proposal.pk, reason="late", actor=officer, at=AT)


def test_declining_needs_a_reason(officer: Actor, contributor: Actor) -> None:
    proposal = _proposed(contributor)
    with pytest.raises(ReasonMissing):
        decline_proposal(proposal_id=proposal.pk, reason=" ", actor=officer, at=AT)


def test_contributors_do_not_decide(contributor: Actor) -> None:
    proposal = _proposed(contributor)
    with pytest.raises(NotAllowed):
        accept_proposal(proposal_id=proposal.pk, actor=contributor, at=AT)
    with pytest.raises(NotAllowed):
        decline_proposal(proposal_id=proposal.pk, reason="x", actor=contributor, at=AT)
