"""Signing second, and correcting: two persons, the same contents."""

import pytest
from django.db import IntegrityError, transaction

from openluban.foundation.history.models import Entry
from openluban.foundation.registers.tests.make import make_contributor, make_officer
from openluban.kernel.actor import PUBLIC
from openluban.publishing.briefings import errors
from openluban.publishing.briefings.models import BriefingText, Edition
from openluban.publishing.briefings.public import waiting_for
from openluban.publishing.briefings.queries.integrity import is_intact
from openluban.publishing.briefings.tests.make import (
    AT,
    SUMMIT_EVE,
    make_edition,
    make_signers,
    make_text,
    make_texts,
    make_world,
    move,
)
from openluban.publishing.briefings.use_cases.confirm_publication import confirm_publication
from openluban.publishing.briefings.use_cases.correct import correct
from openluban.publishing.briefings.use_cases.propose_publication import propose_publication
from openluban.publishing.briefings.use_cases.withdraw_request import withdraw_request

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def world() -> None:
    make_world()


def test_the_second_signature_needs_a_second_person_and_the_same_contents() -> None:
    make_texts()
    first, second = make_signers()
    with pytest.raises(errors.NothingWaiting):
        confirm_publication(briefing_key="sco", signed_digest="", actor=second, at=AT)
    request = propose_publication(briefing_key="sco", day=SUMMIT_EVE, actor=first, at=AT)
    with pytest.raises(errors.NeedsSecondPerson):
        confirm_publication(briefing_key="sco", signed_digest=request.digest, actor=first, at=AT)
    with pytest.raises(errors.ChangedSinceSigned):
        confirm_publication(briefing_key="sco", signed_digest="sha256:0", actor=second, at=AT)
    assert not Edition.objects.exists()
    edition = confirm_publication(
        briefing_key="sco", signed_digest=request.digest, actor=second, at=AT
    )
    assert (edition.first_signer, edition.second_signer) == (first.key, second.key)
    with pytest.raises(errors.NothingWaiting):
        confirm_publication(briefing_key="sco", signed_digest=request.digest, actor=second, at=AT)


@pytest.mark.parametrize("change", ["text", "figure", "fault", "language"])
def test_what_changed_since_the_first_signature_is_not_published(change: str) -> None:
    make_texts()
    first, second = make_signers()
    request = propose_publication(briefing_key="sco", day=SUMMIT_EVE, actor=first, at=AT)
    if change == "figure":
        move("kz-one", "fr")
    elif change == "language":
        BriefingText.objects.filter(language="ru").delete()
    else:
        make_text("# Other" if change == "text" else "no title")
    with pytest.raises(errors.ChangedSinceSigned):
        confirm_publication(briefing_key="sco", signed_digest=request.digest, actor=second, at=AT)
    withdraw_request(briefing_key="sco", reason="Text mended", actor=second, at=AT)
    with pytest.raises(errors.NothingWaiting):
        withdraw_request(briefing_key="sco", actor=second, at=AT)
    assert Entry.objects.about("briefings", "sco")[0].reason == "Text mended"


def test_a_request_that_was_tampered_with_is_not_published() -> None:
    make_texts()
    first, second = make_signers()
    request = propose_publication(briefing_key="sco", day=SUMMIT_EVE, actor=first, at=AT)
    request.statement["figures"][0]["value"] = "99"
    request.save()
    with pytest.raises(errors.ChangedSinceSigned):
        confirm_publication(briefing_key="sco", signed_digest=request.digest, actor=second, at=AT)


def test_the_database_too_wants_two_persons_and_a_reason() -> None:
    edition = make_edition()
    for wrong in (
        {"number": 2, "reason": ""},
        {"number": 2, "reason": "x", "second_signer": edition.first_signer},
        {"number": 1},
    ):
        copy = Edition.objects.get()
        copy.pk = None
        for name, value in wrong.items():
            setattr(copy, name, value)
        with pytest.raises(IntegrityError), transaction.atomic():
            copy.save()


def test_a_correction_needs_a_reason_and_a_difference() -> None:
    former = make_edition()
    first, second = make_officer("Ivan"), make_officer("Mei")
    given = {"briefing_key": "sco", "day": SUMMIT_EVE, "actor": first, "at": AT}
    with pytest.raises(errors.AlreadyPublished):
        propose_publication(**given)  # type: ignore[arg-type]
    with pytest.raises(errors.CorrectionReasonMissing):
        correct(reason="  ", **given)  # type: ignore[arg-type]
    with pytest.raises(errors.NothingToCorrect):
        correct(reason="Why", **given)  # type: ignore[arg-type]
    move("kz-one", "fr")
    request = correct(reason="It stands in France.", **given)  # type: ignore[arg-type]
    edition = confirm_publication(
        briefing_key="sco", signed_digest=request.digest, actor=second, at=AT
    )
    assert (edition.number, edition.reason) == (2, "It stands in France.")
    assert edition.statement["corrects"] == {"edition": 1, "digest": former.digest}
    assert edition.titles["en"] == "There are 2 workshops"
    assert is_intact(Edition.objects.get(number=1))


def test_every_deed_is_in_the_history() -> None:
    make_edition()
    actions = [entry.action for entry in Entry.objects.about("briefings", "sco")]
    assert actions == [
        "briefings.published",
        "briefings.signed_first",
        *["briefings.text_written"] * 3,
    ]


def test_what_waits_is_told_to_everybody_who_may_sign_but_the_first() -> None:
    make_texts()
    first, second = make_signers()
    assert waiting_for(second) == []
    propose_publication(briefing_key="sco", day=SUMMIT_EVE, actor=first, at=AT)
    (waiting,) = waiting_for(second, "ru")
    assert (waiting.briefing, waiting.language) == ("sco", "ru")
    assert waiting.title == "Работают 3 мастерские Лу Баня"
    assert waiting.url == "/briefings/sco/publish/"
    assert waiting_for(first) == []
    assert waiting_for(make_contributor()) == []
    assert waiting_for(PUBLIC) == []
