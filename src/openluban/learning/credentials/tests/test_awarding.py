"""Awarding one person: what is signed, what is refused, what follows."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from openluban.foundation.history.models import Entry
from openluban.foundation.registers.tests.make import enter, make_officer
from openluban.foundation.registers.use_cases.edit import edit_record
from openluban.kernel.actor import PUBLIC, SYSTEM, Actor
from openluban.kernel.refusals import NotAllowed, NotFound
from openluban.learning.credentials.errors import (
    AnotherProgramme,
    AwardedAlready,
    InTheFuture,
    NoKey,
    NotAgreed,
    NotCompleted,
    NotThere,
    NotYourIssuer,
    SameIssuerTwice,
)
from openluban.learning.credentials.models.awards import Award
from openluban.learning.credentials.policies import issuers_for
from openluban.learning.credentials.queries.choosing import cohorts_for
from openluban.learning.credentials.roster import own_enrolments
from openluban.learning.credentials.tests.make import (
    AT,
    COLLEGE,
    DAY,
    HOST,
    MECHATRONICS,
    make_achievement,
    make_all,
    make_awarder,
    make_graduate,
    make_institutions,
    make_issuer,
    wish,
)
from openluban.learning.credentials.use_cases.agree import agree_to_sign, end_agreement
from openluban.learning.credentials.use_cases.award import award_one
from openluban.learning.learners.public import State
from openluban.learning.learners.tests.make import make_place, make_programme
from openluban.network.workshops.public import Party, Role

pytestmark = pytest.mark.django_db


def said(award: Award) -> dict[str, Any]:
    """Return what was signed."""
    document: dict[str, Any] = json.loads(bytes(award.document))
    return document


def test_a_graduate_is_awarded_and_becomes_certified() -> None:
    make_all()
    graduate, irina = make_graduate(), make_awarder()
    award = award_one(wish=wish(), enrolment=graduate.key, actor=irina, at=AT)
    document = said(award)
    assert document["name"] == "Mechatronics · 机电一体化 · Мехатроника"
    assert document["id"] == award.uuid.urn
    assert document["credentialSubject"]["identifier"][0]["identityHash"].startswith("RAKHIMOV")
    assert [each["statusPurpose"] for each in document["credentialStatus"]] == [
        "revocation",
        "suspension",
    ]
    graduate.refresh_from_db()
    assert (graduate.state, graduate.state_on) == (State.CERTIFIED, DAY)
    assert [each.state for each in graduate.states.order_by("pk")][-1] == State.CERTIFIED
    assert graduate.states.filter(until=None).count() == 1
    entry = Entry.objects.about("awards", award.key).get()
    assert entry.action == "credentials.awarded"
    assert "RAKHIMOV" not in json.dumps(entry.changes)


def test_the_recipient_is_named_only_if_they_and_the_issuer_wish_it() -> None:
    make_all()
    irina = make_awarder()
    silent = make_graduate("SILENT ONE", agrees=False)
    award = award_one(wish=wish(), enrolment=silent.key, actor=irina, at=AT)
    assert not award.is_named
    assert "SILENT" not in bytes(award.document).decode()
    edit_record(register_key="issuers", key=HOST, cells={"naming": "never"}, actor=SYSTEM, at=AT)
    other = make_graduate("NAMED ONE")
    award = award_one(wish=wish(), enrolment=other.key, actor=irina, at=AT)
    assert "NAMED" not in bytes(award.document).decode()


def test_what_was_awarded_keeps_the_wording_of_its_day() -> None:
    make_all()
    irina = make_awarder()
    first = award_one(wish=wish(), enrolment=make_graduate().key, actor=irina, at=AT)
    same = award_one(wish=wish(), enrolment=make_graduate("SECOND").key, actor=irina, at=AT)
    cells = {"criteria_en": "Complete it with a project."}
    edit_record(register_key="achievements", key=MECHATRONICS, cells=cells, actor=SYSTEM, at=AT)
    later = award_one(wish=wish(), enrolment=make_graduate("THIRD").key, actor=irina, at=AT)
    assert [each.edition.number for each in (first, same, later)] == [1, 1, 2]
    assert first.edition.wording["criteria"]["en"] == "Complete it."
    assert (
        "with a project" in said(later)["credentialSubject"]["achievement"]["criteria"]["narrative"]
    )


def test_an_achievement_that_expires_says_until_when() -> None:
    make_all()
    make_achievement("short", valid_months="6")
    irina, graduate = make_awarder(), make_graduate()
    asked = wish(achievement="short")
    award = award_one(wish=asked, enrolment=graduate.key, actor=irina, at=AT)
    assert said(award)["validUntil"] == "2027-03-12T00:00:00Z"
    with pytest.raises(AwardedAlready):
        award_one(wish=asked, enrolment=graduate.key, actor=irina, at=AT)
    after = AT + timedelta(days=200)
    again = award_one(wish=asked, enrolment=graduate.key, actor=irina, at=after)
    award.refresh_from_db()
    assert (award.state, again.state) == (Award.State.EXPIRED, Award.State.VALID)


def test_two_institutions_sign_one_certificate() -> None:
    make_all()
    irina, chen = make_awarder(), make_awarder("Chen", COLLEGE)
    graduate = make_graduate()
    both = wish(co_issuer=COLLEGE)
    with pytest.raises(NotAgreed):
        award_one(wish=both, enrolment=graduate.key, actor=irina, at=AT)
    agreed = {"achievement": MECHATRONICS, "issuer": HOST, "co_issuer": COLLEGE}
    with pytest.raises(NotYourIssuer):
        agree_to_sign(**agreed, actor=irina, at=AT)
    agree_to_sign(**agreed, actor=chen, at=AT)
    award = award_one(wish=both, enrolment=graduate.key, actor=irina, at=AT)
    document = said(award)
    methods = [proof["verificationMethod"] for proof in document["proof"]]
    assert [method.partition("#")[0].rpartition(":")[2] for method in methods] == [HOST, COLLEGE]
    creator = document["credentialSubject"]["achievement"]["creator"]
    assert creator["name"].startswith("The college")
    end_agreement(**agreed, actor=chen, at=AT)
    with pytest.raises(NotAgreed):
        award_one(wish=both, enrolment=make_graduate("NEXT").key, actor=irina, at=AT)
    with pytest.raises(NotFound):
        end_agreement(**agreed, actor=chen, at=AT)
    with pytest.raises(SameIssuerTwice):
        agree_to_sign(**{**agreed, "issuer": COLLEGE}, actor=chen, at=AT)
    with pytest.raises(NotFound):
        agree_to_sign(**{**agreed, "achievement": "nothing"}, actor=chen, at=AT)


def test_who_may_not() -> None:
    make_all()
    graduate = make_graduate()
    make_place("kz-ektu")
    elsewhere = make_awarder("Else", "kz-ektu")
    for actor in (PUBLIC, make_officer()):
        with pytest.raises(NotAllowed):
            award_one(wish=wish(), enrolment=graduate.key, actor=actor, at=AT)
    with pytest.raises(NotYourIssuer):
        award_one(wish=wish(), enrolment=graduate.key, actor=elsewhere, at=AT)
    irina = make_awarder()
    with pytest.raises(NotYourIssuer):
        award_one(wish=wish(issuer=COLLEGE), enrolment=graduate.key, actor=irina, at=AT)
    assert not Award.objects.exists()


def test_what_cannot_be_awarded() -> None:
    make_institutions()
    make_issuer(with_key=False)
    make_achievement()
    irina, graduate = make_awarder(), make_graduate()
    with pytest.raises(NoKey):
        award_one(wish=wish(), enrolment=graduate.key, actor=irina, at=AT)
    for changed in ({"achievement": "nothing"}, {"issuer": "nobody"}):
        with pytest.raises(NotFound):
            award_one(wish=wish(**changed), enrolment=graduate.key, actor=irina, at=AT)
    asked = wish(awarded_on=date(2026, 9, 21))
    with pytest.raises(InTheFuture):
        award_one(wish=asked, enrolment=graduate.key, actor=irina, at=AT)
    with pytest.raises(SameIssuerTwice):
        award_one(wish=wish(co_issuer=HOST), enrolment=graduate.key, actor=irina, at=AT)


def test_who_cannot_be_awarded() -> None:
    make_all()
    irina = make_awarder()
    learning = make_graduate("LEARNING", ("enrolled", "2025-09-01"))
    gone = make_graduate("GONE", ("enrolled", "2025-09-01"), ("withdrawn", "2026-01-01"))
    other = make_programme(make_place(), "welding")
    welder = make_graduate("WELDER")
    welder.programme = other
    welder.save()
    cases = (("nobody", NotThere), (gone.key, NotThere), (learning.key, NotCompleted))
    for key, refusal in (*cases, (welder.key, AnotherProgramme)):
        with pytest.raises(refusal):
            award_one(wish=wish(), enrolment=key, actor=irina, at=AT)
    far = make_awarder("Far", COLLEGE)
    make_place("kz-ektu")
    stranger = make_graduate("STRANGER")
    stranger.workshop = make_place("kz-ektu")
    stranger.save()
    with pytest.raises(NotThere):
        award_one(wish=wish(issuer=COLLEGE), enrolment=stranger.key, actor=far, at=AT)


def test_a_course_is_awarded_while_somebody_learns_and_certifies_nobody() -> None:
    make_all()
    programme = make_programme(make_place())
    enter("courses", key="sensors", name_en="Sensors", programme=programme.key)
    make_achievement("sensors", kind="course", course="sensors")
    learning = make_graduate("LEARNING", ("enrolled", "2025-09-01"))
    asked = wish(achievement="sensors")
    award_one(wish=asked, enrolment=learning.key, actor=make_awarder(), at=AT)
    learning.refresh_from_db()
    assert learning.state == State.ENROLLED


def _reaches(actor: Actor, at: datetime = AT) -> bool:
    return own_enrolments(actor, at).exists()


def test_an_institution_reaches_learners_where_it_teaches_while_it_does() -> None:
    make_all()
    make_graduate()
    irina, host, college = (
        make_awarder(),
        make_awarder("Homa", HOST),
        make_awarder("Chen", COLLEGE),
    )
    for actor in (irina, host, college):
        assert _reaches(actor)
    assert [each.key for each in issuers_for(irina, AT)] == [HOST]
    for number, role in enumerate((Role.ENTERPRISE, Role.SUPPLIER, Role.GOVERNMENT)):
        enter("institutions", key=f"other-{number}", name_en="Other", kind="enterprise")
        tie: dict[str, Any] = {"workshop": "tj-ttu", "institution": f"other-{number}", "role": role}
        enter("parties", key=f"other-{number}", **tie)
        assert not _reaches(make_awarder(f"Other {number}", f"other-{number}"))
    for party in Party.objects.filter(role__in=(Role.HOST, Role.LEAD_COLLEGE)):
        party.until = "2026-09-21"
        party.save()
    ended = datetime(2026, 9, 21, 12, 0, tzinfo=UTC)
    for actor in (host, college):
        assert _reaches(actor)
        assert not _reaches(actor, ended)
    # Whoever awards for the workshop itself still sees who learned there, and signs for nobody.
    assert _reaches(irina, ended)
    assert not issuers_for(irina, ended).exists()
    assert cohorts_for(college, ended) == []
    for party in Party.objects.filter(role=Role.HOST):
        party.since, party.until = "2026-10", None
        party.save()
    assert not _reaches(host)
    assert not issuers_for(irina, AT).exists()
    with pytest.raises(NotYourIssuer):
        award_one(wish=wish(), enrolment=make_graduate("B").key, actor=irina, at=AT)
