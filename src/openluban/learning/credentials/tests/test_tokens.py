"""An award as a token: the same credential, checked like it, and never signed otherwise."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from openluban.foundation.registers.tests.make import client_of
from openluban.kernel.actor import SYSTEM
from openluban.learning.credentials.errors import NoKey, NoToken
from openluban.learning.credentials.formats.jwt import read_jwt
from openluban.learning.credentials.formats.keys import read_jwk, read_multikey
from openluban.learning.credentials.formats.multibase import base64url, read_base64url
from openluban.learning.credentials.keeping import destroy_private_key
from openluban.learning.credentials.linking import secret_of
from openluban.learning.credentials.models.awards import Award
from openluban.learning.credentials.models.issuers import Issuer
from openluban.learning.credentials.queries.awards import token_of
from openluban.learning.credentials.queries.trusting import trust_of_this_site
from openluban.learning.credentials.rules import Deed
from openluban.learning.credentials.tests.make import (
    AT,
    COLLEGE,
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
from openluban.learning.credentials.use_cases.keep_keys import replace_key, report_compromised
from openluban.learning.credentials.use_cases.share import share
from openluban.learning.credentials.use_cases.sign_anew import sign_anew
from openluban.learning.credentials.verification.report import Report, Verdict
from openluban.learning.credentials.verification.verify import verify
from openluban.learning.learners.tests.make import make_learner_account

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)


@pytest.fixture
def award() -> Award:
    make_all()
    return award_one(wish=wish(), enrolment=make_graduate().key, actor=SYSTEM, at=AT)


def parts_of(token: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return header and claims of a token."""
    header, claims, _signature = token.split(".")
    return json.loads(read_base64url(header)), json.loads(read_base64url(claims))


def judged(token: str, at: Any = LATER) -> Report:
    """Return what this installation finds."""
    return verify(token, at=at, trust=trust_of_this_site(at))


def test_a_token_has_what_open_badges_asks_for(award: Award) -> None:
    header, claims = parts_of(token_of(award.key, at=LATER))
    document = json.loads(bytes(award.document))
    key = award.signed_with
    assert header["alg"] == "EdDSA"
    assert header["typ"] == "JWT"
    assert header["kid"] == f"{key.did}#{key.name}"
    assert read_jwk(header["jwk"]) == read_multikey(key.public_key)
    assert claims["iss"] == document["issuer"]["id"] == key.did
    assert claims["jti"] == document["id"] == award.uuid.urn
    assert claims["sub"] == document["credentialSubject"]["id"]
    assert claims["nbf"] == claims["iat"] == int(AT.timestamp())
    assert "exp" not in claims
    assert "vc" not in claims


def test_its_end_stands_in_it_too(award: Award) -> None:
    award.achievement.valid_months = 6
    award.achievement.save()
    graduate = make_graduate("SECOND")
    ending = award_one(wish=wish(), enrolment=graduate.key, actor=SYSTEM, at=AT)
    assert ending.valid_until is not None
    token = token_of(ending.key, at=LATER)
    assert parts_of(token)[1]["exp"] == int(ending.valid_until.timestamp())
    assert judged(token).verdict is Verdict.VALID
    assert judged(token, ending.valid_until).verdict is Verdict.NOT_VALID


def test_it_is_the_same_credential_and_the_same_token_each_time(award: Award) -> None:
    document = json.loads(bytes(award.document))
    token = token_of(award.key, at=LATER)
    assert token == token_of(award.key, at=LATER + timedelta(days=30))
    assert read_jwt(token).credential == {
        word: value for word, value in document.items() if word != "proof"
    }
    assert judged(token).verdict is judged(bytes(award.document).decode()).verdict is Verdict.VALID


@pytest.mark.parametrize("deed", [Deed.REVOKE, Deed.SUSPEND])
def test_taking_the_award_back_takes_its_token_back(award: Award, deed: Deed) -> None:
    token = token_of(award.key, at=LATER)
    change_state(award=award.key, deed=deed, reason="A mistake.", actor=SYSTEM, at=LATER)
    assert judged(token).verdict is Verdict.NOT_VALID
    assert judged(token_of(award.key, at=LATER)).verdict is Verdict.NOT_VALID


def test_a_later_key_says_when_it_signed(award: Award) -> None:
    before = token_of(award.key, at=AT)
    replace_key(issuer=HOST, reason="Yearly.", actor=SYSTEM, at=LATER)
    at = LATER + timedelta(days=1)
    token = token_of(award.key, at=at)
    assert parts_of(token)[1]["iat"] == int(at.timestamp())
    assert parts_of(token)[0]["kid"] != parts_of(before)[0]["kid"]
    assert parts_of(token)[1] | {"iat": 0} == parts_of(before)[1] | {"iat": 0}
    for each in (before, token):
        assert judged(each, at).verdict is Verdict.VALID
    Issuer.objects.filter(key=HOST).update(closed_on="2026-09-21")
    with pytest.raises(NoToken):
        token_of(award.key, at=at)


def test_what_a_stolen_key_signed_is_no_token_until_it_is_signed_anew(award: Award) -> None:
    before = token_of(award.key, at=AT)
    key = award.signed_with.name
    report_compromised(issuer=HOST, key=key, reason="Stolen.", actor=SYSTEM, at=LATER)
    with pytest.raises(NoToken):
        token_of(award.key, at=LATER)
    assert judged(before).verdict is Verdict.NOT_VALID
    sign_anew(issuer=HOST, actor=SYSTEM, at=LATER)
    assert judged(token_of(award.key, at=LATER)).verdict is Verdict.VALID


def _changed(award: Award, **words: Any) -> bytes:
    return json.dumps(json.loads(bytes(award.document)) | words).encode()


@pytest.mark.parametrize(
    "broken",
    [
        lambda award: _changed(award, name="Doctor"),
        lambda award: _changed(award, id="urn:uuid:0b1c2d3e-4f50-4162-8374-95a6b7c8d9e0"),
        lambda award: _changed(award, proof=[]),
        lambda award: _changed(award, proof=[{"type": "none"}]),
        lambda _award: b"",
        lambda _award: b"[]",
    ],
)
def test_what_the_database_holds_is_not_signed_unless_it_was(award: Award, broken: Any) -> None:
    Award.objects.filter(pk=award.pk).update(document=broken(award))
    with pytest.raises(NoToken):
        token_of(award.key, at=LATER)


def test_the_document_of_another_award_is_not_signed(award: Award) -> None:
    other = award_one(wish=wish(), enrolment=make_graduate("OTHER").key, actor=SYSTEM, at=AT)
    Award.objects.filter(pk=award.pk).update(document=bytes(other.document))
    with pytest.raises(NoToken):
        token_of(award.key, at=LATER)


def test_without_a_key_or_under_another_name_there_is_none(award: Award) -> None:
    settings_of_site = settings.LUBAN_SITE_URL
    try:
        settings.LUBAN_SITE_URL = "https://luban.example"
        replace_key(issuer=HOST, reason="A new address.", actor=SYSTEM, at=LATER)
        with pytest.raises(NoToken):
            token_of(award.key, at=LATER)
    finally:
        settings.LUBAN_SITE_URL = settings_of_site
    current = award.issuer.keys.get(until=None)
    destroy_private_key(award.issuer_id, current.name)
    with pytest.raises(NoKey):
        token_of(award.key, at=LATER)


def test_where_two_signed_the_token_is_the_first_ones() -> None:
    make_all()
    agree_to_sign(achievement=MECHATRONICS, issuer=HOST, co_issuer=COLLEGE, actor=SYSTEM, at=AT)
    both = wish(co_issuer=COLLEGE)
    award = award_one(wish=both, enrolment=make_graduate().key, actor=SYSTEM, at=AT)
    token = token_of(award.key, at=LATER)
    assert parts_of(token)[0]["kid"].startswith(award.signed_with.did)
    assert judged(token).verdict is Verdict.VALID


def test_it_is_offered_given_and_taken_back_in(award: Award, tmp_path: Path) -> None:
    account = make_learner_account(award.person)
    link = share(award=award.key, actor=account, at=AT)
    own, issuer = client_of(account), client_of(make_awarder())
    places = (
        (own, f"/my-awards/{award.key}/"),
        (issuer, f"/awards/{award.key}/"),
        (Client(), f"/shared/{secret_of(link)}/"),
    )
    given = set()
    for client, url in places:
        assert "signed token (JWT)" in client.get(url).text
        answer = client.get(f"{url}credential.jwt")
        assert answer["Content-Type"] == "application/jwt"
        assert answer["Content-Disposition"].endswith('mechatronics-2026-09-12.jwt"')
        given.add(answer.content)
    assert len(given) == 1
    file = tmp_path / "award.jwt"
    file.write_bytes(given.pop())
    with pytest.raises(SystemExit) as ended:
        call_command("verify", str(file))
    assert ended.value.code == 0
    handed_in = SimpleUploadedFile("award.jwt", file.read_bytes())
    assert "It is genuine and valid." in Client().post("/verify/", {"file": handed_in}).text
    Award.objects.filter(pk=award.pk).update(document=_changed(award, name="Doctor"))
    refused = own.get(f"/my-awards/{award.key}/credential.jwt")
    assert refused.status_code == 409
    assert "cannot be given as a token" in refused.text


@pytest.mark.parametrize(
    ("header", "claims", "code"),
    [
        ({"typ": "at+jwt"}, {}, "bad_header"),
        ({"typ": 7}, {}, "bad_header"),
        ({"alg": "none"}, {}, "bad_algorithm"),
        ({"alg": "HS256"}, {}, "bad_algorithm"),
        ({"alg": "ES256"}, {}, "wrong_kind_of_key"),
        ({"kid": "did:web:elsewhere.example#key"}, {}, "not_by_issuer"),
        ({}, {"jti": "urn:uuid:0b1c2d3e-4f50-4162-8374-95a6b7c8d9e0"}, "contradiction"),
        ({}, {"sub": "urn:other"}, "contradiction"),
        ({}, {"iss": "did:web:elsewhere.example"}, "contradiction"),
        ({}, {"exp": "soon"}, "no_moment"),
        ({}, {"name": "Doctor"}, "bad_signature"),
        ({}, {"exp": 9_999_999_999}, "bad_signature"),
    ],
)
def test_a_token_that_was_meddled_with_is_not_valid(
    award: Award, header: dict[str, Any], claims: dict[str, Any], code: str
) -> None:
    token = token_of(award.key, at=LATER)
    said = parts_of(token)
    changed = [
        json.dumps(old | new).encode() for old, new in zip(said, (header, claims), strict=True)
    ]
    unsigned = ".".join(map(base64url, changed))
    report = judged(f"{unsigned}.{token.rpartition('.')[2]}")
    assert report.verdict is Verdict.NOT_VALID
    assert code in [check.code for check in report.checks]
