"""What sources say against each other."""

from typing import Any

import pytest

from openluban.foundation.evidence.claiming import Word
from openluban.foundation.evidence.models import Claim
from openluban.foundation.registers.errors import ReasonMissing
from openluban.foundation.registers.tests.make import AT, make_gate, make_workshop, the
from openluban.foundation.registers.use_cases.claim import claim_fields, prefer_claim
from openluban.kernel.actor import Actor
from openluban.kernel.refusals import Invalid, NotAllowed, NotFound

KEY = "kz-ektu-opened"
AGAINST = Word("gates", KEY, "Xinhua 2024", "low", "", "passed_on", "2023-11", "contradicts")


def _claims(actor: Actor, *words: Word) -> list[Claim]:
    make_workshop()
    make_gate()
    claim_fields(words=words, actor=actor, at=AT)
    return list(Claim.objects.order_by("id"))


def _gate() -> Any:
    return the("gates").model.objects.get(key=KEY)


def test_the_preferred_value_becomes_the_records(officer: Actor) -> None:
    (claim,) = _claims(officer, AGAINST)
    prefer_claim(claim_id=claim.pk, reason="it was there", actor=officer, at=AT)
    assert _gate().passed_on.text == "2023-11"
    claim.refresh_from_db()
    assert (claim.preferred_by, claim.preferred_because) == (officer.key, "it was there")


def test_only_one_claim_of_a_field_is_preferred(officer: Actor) -> None:
    other = AGAINST._replace(source="EKTU 2023", value="2023-10")
    first, second = _claims(officer, AGAINST, other)
    prefer_claim(claim_id=first.pk, reason="a", actor=officer, at=AT)
    prefer_claim(claim_id=second.pk, reason="b", actor=officer, at=AT)
    first.refresh_from_db()
    assert first.preferred_by == ""
    assert _gate().passed_on.text == "2023-10"


def test_a_word_against_a_record_disputes_it_until_somebody_decides(officer: Actor) -> None:
    (claim,) = _claims(officer, AGAINST._replace(field="", value=""))
    assert _gate().is_disputed
    prefer_claim(claim_id=claim.pk, reason="a denial by the ministry", actor=officer, at=AT)
    assert not _gate().is_disputed


def test_preferring_needs_a_reason(officer: Actor) -> None:
    (claim,) = _claims(officer, AGAINST)
    with pytest.raises(ReasonMissing):
        prefer_claim(claim_id=claim.pk, reason="", actor=officer, at=AT)


def test_an_unknown_claim_is_not_found(officer: Actor) -> None:
    with pytest.raises(NotFound):
        prefer_claim(claim_id=4711, reason="a", actor=officer, at=AT)


def test_a_value_that_breaks_a_rule_is_not_preferred(officer: Actor) -> None:
    (claim,) = _claims(officer, AGAINST._replace(value="the spring"))
    with pytest.raises(Invalid):
        prefer_claim(claim_id=claim.pk, reason="a", actor=officer, at=AT)
    assert _gate().passed_on.text == "2023-12-09"


def test_contributors_neither_claim_nor_prefer(officer: Actor, contributor: Actor) -> None:
    (claim,) = _claims(officer, AGAINST)
    with pytest.raises(NotAllowed):
        claim_fields(words=[AGAINST], actor=contributor, at=AT)
    with pytest.raises(NotAllowed):
        prefer_claim(claim_id=claim.pk, reason="a", actor=contributor, at=AT)


def test_a_claim_about_nothing_known_is_refused(officer: Actor) -> None:
    with pytest.raises(Invalid) as refused:
        claim_fields(words=[AGAINST], actor=officer, at=AT)
    assert refused.value.problems[0].rule == "unknown_reference"
    with pytest.raises(NotFound):
        claim_fields(words=[AGAINST._replace(register="unicorns")], actor=officer, at=AT)
