"""What becomes of awards that are out: taken back, issued anew, shown, erased."""

import json
from typing import Any

import pytest

from openluban.foundation.access.sealing import erase
from openluban.foundation.history.models import Entry
from openluban.kernel.actor import PUBLIC, SYSTEM, Actor
from openluban.kernel.refusals import NotFound
from openluban.learning.credentials.errors import (
    NotPossibleNow,
    NotThere,
    NotYourIssuer,
    ReasonMissing,
)
from openluban.learning.credentials.formats.status_list import read_status_list
from openluban.learning.credentials.keeping import destroy_private_key
from openluban.learning.credentials.linking import secret_of
from openluban.learning.credentials.models.awards import Award, Sharing
from openluban.learning.credentials.queries.awards import lines_of
from openluban.learning.credentials.queries.own import held_awards
from openluban.learning.credentials.queries.signed import signed_credential
from openluban.learning.credentials.rules import Deed, bit_at
from openluban.learning.credentials.tests.make import (
    AT,
    COLLEGE,
    DAY,
    HOST,
    MECHATRONICS,
    make_all,
    make_awarder,
    make_graduate,
    wish,
)
from openluban.learning.credentials.use_cases.agree import agree_to_sign
from openluban.learning.credentials.use_cases.award import award_one
from openluban.learning.credentials.use_cases.change_state import change_state
from openluban.learning.credentials.use_cases.forget import forget_recipient
from openluban.learning.credentials.use_cases.reissue import reissue
from openluban.learning.credentials.use_cases.share import share, stop_sharing
from openluban.learning.learners.public import NameKind, PersonName
from openluban.learning.learners.tests.make import make_learner_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def award() -> Award:
    make_all()
    return award_one(wish=wish(), enrolment=make_graduate().key, actor=SYSTEM, at=AT)


def told(award: Award) -> tuple[bool, bool]:
    """Return whether the signed lists say that an award is revoked, and suspended."""
    award.status_list.refresh_from_db()
    lists = (award.status_list.revocation_list, award.status_list.suspension_list)
    read = (read_status_list(json.loads(bytes(each))) for each in lists)
    revoked, suspended = (bit_at(bytes(each.bits), award.position) for each in read)
    return revoked, suspended


def change(award: Award, deed: Deed, actor: Actor = SYSTEM, reason: str = "A mistake.") -> Award:
    """Do something to an award."""
    return change_state(award=award.key, deed=deed, reason=reason, actor=actor, at=AT)


def test_suspended_reinstated_revoked(award: Award) -> None:
    assert told(award) == (False, False)
    assert change(award, Deed.SUSPEND).state == Award.State.SUSPENDED
    assert told(award) == (False, True)
    assert change(award, Deed.REINSTATE).state == Award.State.VALID
    assert told(award) == (False, False)
    assert change(award, Deed.REVOKE).state == Award.State.REVOKED
    assert told(award) == (True, False)
    for deed in Deed:
        with pytest.raises(NotPossibleNow):
            change(award, deed)


def test_the_reason_is_told_to_who_awards_and_goes_with_the_recipient(award: Award) -> None:
    irina = make_awarder()
    change(award, Deed.REVOKE, irina, reason="She copied RAKHIMOV’s drawing.")
    line = lines_of(award)[0]
    assert (line.who, line.why) == ("Irina", "She copied RAKHIMOV’s drawing.")
    kept = Entry.objects.about("awards", award.key)[0]
    assert "RAKHIMOV" not in json.dumps(kept.changes) + kept.reason
    erase(award.person.key)
    assert lines_of(award)[0].why == ""


def test_who_may_not_take_it_back(award: Award) -> None:
    for actor in (PUBLIC, make_awarder("Chen", COLLEGE)):
        with pytest.raises(NotFound):
            change(award, Deed.REVOKE, actor)
    with pytest.raises(ReasonMissing):
        change(award, Deed.REVOKE, reason=" ")
    with pytest.raises(ReasonMissing):
        reissue(award=award.key, reason="", actor=SYSTEM, at=AT)


def test_the_second_signer_sees_it_and_takes_nothing_back() -> None:
    make_all()
    chen = make_awarder("Chen", COLLEGE)
    agree_to_sign(achievement=MECHATRONICS, issuer=HOST, co_issuer=COLLEGE, actor=chen, at=AT)
    award = award_one(
        wish=wish(co_issuer=COLLEGE), enrolment=make_graduate().key, actor=SYSTEM, at=AT
    )
    with pytest.raises(NotYourIssuer):
        change(award, Deed.REVOKE, chen)


def test_issued_anew_with_the_name_of_today(award: Award) -> None:
    PersonName.objects.filter(person=award.person, kind=NameKind.PASSPORT).update(
        full="RAHIMOV FARRUKH"
    )
    actor = make_learner_account(award.person)
    link = share(award=award.key, actor=actor, at=AT)
    new = reissue(award=award.key, reason="Name as in the new passport.", actor=SYSTEM, at=AT)
    award.refresh_from_db()
    assert (award.state, new.state) == (Award.State.SUPERSEDED, Award.State.VALID)
    assert (award.ended_on, new.awarded_on) == (DAY, DAY)
    assert new.replaces == award
    assert new.edition == award.edition
    assert told(award) == (True, False)
    assert told(new) == (False, False)
    shown = signed_credential(secret_of(link))
    assert shown is not None
    assert "RAHIMOV" in shown
    with pytest.raises(NotPossibleNow):
        reissue(award=award.key, reason="Again.", actor=SYSTEM, at=AT)


def test_sharing_is_the_recipients_choice(award: Award) -> None:
    farrukh = make_learner_account(award.person)
    for actor in (PUBLIC, SYSTEM, make_awarder()):
        with pytest.raises(NotFound):
            share(award=award.key, actor=actor, at=AT)
    link = share(award=award.key, actor=farrukh, at=AT)
    assert secret_of(share(award=award.key, actor=farrukh, at=AT)) == secret_of(link)
    assert len(secret_of(link)) >= 43
    assert signed_credential(secret_of(link)) == bytes(award.document).decode()
    for wrong in ("", award.key, secret_of(link)[:-1], "x" * 5000):
        assert signed_credential(wrong) is None
    stop_sharing(award=award.key, actor=farrukh, at=AT)
    assert signed_credential(secret_of(link)) is None
    assert secret_of(share(award=award.key, actor=farrukh, at=AT)) != secret_of(link)
    assert secret_of(link) not in str([each.changes for each in Entry.objects.all()])


def test_an_award_is_taken_along_with_its_document(award: Award) -> None:
    (held,) = held_awards(award.person_id)
    assert held["achievement"] == award.achievement.key
    assert held["document"] == bytes(award.document).decode()
    assert held["awarded_on"] == award.awarded_on.isoformat()


def test_of_somebody_erased_nothing_is_left_but_the_count(award: Award) -> None:
    farrukh = make_learner_account(award.person)
    link = share(award=award.key, actor=farrukh, at=AT)
    assert forget_recipient(person=award.person_id, actor=SYSTEM, at=AT) == 1
    award.refresh_from_db()
    assert (award.state, bytes(award.document), award.ended_on) == (Award.State.ERASED, b"", None)
    assert told(award) == (True, False)
    assert signed_credential(secret_of(link)) is None
    assert not Sharing.objects.exists()
    with pytest.raises(NotFound):
        share(award=award.key, actor=farrukh, at=AT)
    assert forget_recipient(person=award.person_id, actor=SYSTEM, at=AT) == 0


def test_a_lost_key_keeps_nobody_from_being_erased(award: Award) -> None:
    destroy_private_key(award.issuer_id, award.signed_with.name)
    forget_recipient(person=award.person_id, actor=SYSTEM, at=AT)
    award.status_list.refresh_from_db()
    assert bit_at(bytes(award.status_list.revoked), award.position)


def test_nobody_is_issued_anew_who_is_gone(award: Award) -> None:
    changed: dict[str, Any] = {"erased_at": AT}
    type(award.person).objects.filter(pk=award.person_id).update(**changed)
    with pytest.raises(NotThere):
        reissue(award=award.key, reason="Name.", actor=SYSTEM, at=AT)
