"""What is said of sound credentials, and of those whose time, key or standing is over."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.translation import override

from openluban.learning.credentials.formats import data_integrity
from openluban.learning.credentials.formats.data_integrity import co_sign, sign
from openluban.learning.credentials.formats.json_text import Document
from openluban.learning.credentials.formats.jwt import sign_jwt
from openluban.learning.credentials.formats.keys import did_key_signing_key
from openluban.learning.credentials.formats.multibase import base58
from openluban.learning.credentials.formats.open_badges import credential
from openluban.learning.credentials.formats.refusals import Unfit
from openluban.learning.credentials.tests.make_signed import (
    AT,
    COLLEGE,
    HOST,
    LIST,
    PAUSES,
    SIGNED,
    key_of,
    make_award,
    make_credential,
    make_issuer,
    make_list,
    make_signed,
    make_trust,
    published,
)
from openluban.learning.credentials.verification.report import Outcome, Report, Subject, Verdict
from openluban.learning.credentials.verification.trust import Trust
from openluban.learning.credentials.verification.verify import verify

HOUR = timedelta(hours=1)


def judged(document: Document | str, trust: Trust | None = None, **more: Any) -> Report:
    return verify(document, at=AT, trust=trust or make_trust(), **more)


def test_a_sound_credential_is_valid_and_says_what_it_says() -> None:
    report = judged(make_signed())
    assert report.verdict is Verdict.VALID
    assert report.codes(Outcome.GOOD) == (
        "signature_good",
        "issuer_known",
        "in_force",
        "not_in_revocation",
        "not_in_suspension",
        "open_badge",
    )
    assert report.told.recipient == "Зарина Раҳимова 扎丽娜"
    assert (report.told.achievement, report.told.issuer) == ("Mechatronics", "Host college")
    assert report.told.valid_from == SIGNED


def test_days_and_names_are_in_the_language_of_the_reader() -> None:
    report = judged(make_signed())
    with override("ru"):
        assert "20 сентября 2026" in report.of(Subject.STATUS)[0].sentence
        assert not report.of(Subject.STATUS)[0].sentence.endswith("..")
        assert "Принимающий колледж" in report.of(Subject.ISSUER)[0].sentence


@pytest.mark.parametrize(("index", "code"), [(7, "in_revocation"), (8, "not_in_revocation")])
def test_revoked_is_what_the_list_says(index: int, code: str) -> None:
    pauses = make_list(purpose="suspension", url=PAUSES)
    report = judged(make_signed(), make_trust(lists={LIST: make_list(index), PAUSES: pauses}))
    assert report.of(Subject.STATUS)[0].code == code
    assert (report.verdict is Verdict.NOT_VALID) == (index == 7)


def test_suspended_is_said_as_suspended() -> None:
    lists = {LIST: make_list(), PAUSES: make_list(7, purpose="suspension", url=PAUSES)}
    assert judged(make_signed(), make_trust(lists=lists)).codes(Outcome.BAD) == ("in_suspension",)


def test_without_the_list_revocation_is_open() -> None:
    report = judged(make_signed(), make_trust(lists={}))
    assert report.verdict is Verdict.NOT_KNOWN
    assert report.codes(Outcome.UNKNOWN) == ("list_not_at_hand", "list_not_at_hand")


def test_a_list_is_read_once_for_many() -> None:
    trust = make_trust()
    judged(make_signed(), trust)
    read = dict(trust.memory)
    judged(make_signed(), trust)
    assert trust.memory == read
    assert len(read) == 2


def test_an_issuer_that_only_arithmetic_knows_is_open() -> None:
    key = did_key_signing_key(key_of("x").private)
    award = make_award(issuer=replace(make_award().issuer, id=key.controller), statuses=())
    report = judged(sign(make_credential_of(award), key, created=SIGNED))
    assert report.codes(Outcome.GOOD)[0] == "signature_good"
    assert report.codes(Outcome.UNKNOWN) == ("issuer_not_known",)


def make_credential_of(award: Any) -> Document:
    return credential(award)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"since": SIGNED - HOUR}, ""),
        ({"since": SIGNED + HOUR}, "out_of_period"),
        ({"until": SIGNED + HOUR}, ""),
        ({"until": SIGNED - HOUR}, "out_of_period"),
        ({"compromised": True}, "compromised_key"),
    ],
)
def test_a_key_counts_in_its_time_only(more: dict[str, Any], code: str) -> None:
    issuer = make_issuer(keys=(published(key_of(HOST), **more), published(key_of(HOST, 2))))
    lists = {
        url: sign(_plain(make_list(purpose=purpose, url=url)), key_of(HOST, 2), created=SIGNED)
        for url, purpose in ((LIST, "revocation"), (PAUSES, "suspension"))
    }
    report = judged(make_signed(), make_trust(issuer, lists=lists))
    assert report.codes(Outcome.BAD) == ((code,) if code else ())
    token = sign_jwt(make_credential(), key_of(HOST), issued_at=SIGNED)
    report = judged(token, make_trust(issuer, lists=lists))
    assert report.codes(Outcome.BAD) == ((code,) if code else ())


def _plain(signed: Document) -> Document:
    return {word: each for word, each in signed.items() if word != "proof"}


def test_after_a_change_of_keys_both_generations_verify() -> None:
    old = published(key_of(HOST), until=SIGNED + HOUR)
    new = published(key_of(HOST, 2), since=SIGNED + HOUR)
    trust = make_trust(make_issuer(keys=(old, new)))
    later = sign(make_credential(), key_of(HOST, 2), created=SIGNED + 2 * HOUR)
    assert judged(make_signed(), trust).verdict is Verdict.VALID
    assert judged(later, trust).verdict is Verdict.VALID


def test_a_proof_without_a_day_does_not_count_for_a_key_put_aside() -> None:
    issuer = make_issuer(keys=(published(key_of(HOST), until=AT),))
    digest = data_integrity.statements_digest(make_credential())
    options = {
        "type": "DataIntegrityProof",
        "verificationMethod": key_of(HOST).verification_method,
        "cryptosuite": "eddsa-rdfc-2022",
        "proofPurpose": "assertionMethod",
    }
    value = key_of(HOST).private.sign(
        data_integrity._digest_of_options(options, "eddsa-rdfc-2022") + digest
    )
    document = make_credential() | {"proof": options | {"proofValue": "z" + base58(value)}}
    assert judged(document).verdict is Verdict.VALID
    assert "undated_proof" in judged(document, make_trust(issuer)).codes(Outcome.BAD)


def test_an_issuer_that_is_recognised_no_longer_is_not_good_after_that_day() -> None:
    trust = make_trust(make_issuer(recognised_by="The alliance", until=date(2026, 8, 1)))
    assert "issuer_no_longer" in judged(make_signed(), trust).codes(Outcome.BAD)
    trust = make_trust(make_issuer(recognised_by="The alliance", until=date(2026, 12, 1)))
    report = judged(make_signed(), trust)
    assert report.verdict is Verdict.VALID
    assert "The alliance" in report.of(Subject.ISSUER)[0].sentence


def test_a_key_newer_than_what_is_known_is_open_and_not_wrong() -> None:
    document = sign(make_credential(), key_of(HOST, 2), created=SIGNED)
    assert "not_its_key" in judged(document).codes(Outcome.BAD)
    older = make_trust(made_at=SIGNED - HOUR)
    assert "key_not_at_hand" in judged(document, older).codes(Outcome.UNKNOWN)


def test_two_issuers_on_one_certificate_are_both_named() -> None:
    both = co_sign(make_signed(), key_of(COLLEGE), created=SIGNED)
    college = make_issuer(COLLEGE, keys=(published(key_of(COLLEGE)),))
    report = judged(both, make_trust(make_issuer(), college))
    assert report.verdict is Verdict.VALID
    assert "College" in report.of(Subject.COSIGNER)[0].sentence
    stranger = judged(both)
    assert stranger.of(Subject.COSIGNER)[0].code == "also_signed_by_stranger"
    assert stranger.verdict is Verdict.VALID


def test_signing_twice_with_one_key_is_refused() -> None:
    with pytest.raises(Unfit, match=r"."):
        co_sign(make_signed(), key_of(HOST), created=SIGNED)
    with pytest.raises(Unfit, match=r"."):
        sign(make_signed(), key_of(HOST), created=SIGNED)
    with pytest.raises(Unfit, match=r"."):
        co_sign(make_credential(), key_of(HOST), created=SIGNED)


def test_a_token_that_counts_from_before_its_key_was_made_is_sound() -> None:
    issuer = make_issuer(keys=(published(key_of(HOST), since=SIGNED + HOUR),))
    token = sign_jwt(make_credential(statuses=()), key_of(HOST))
    assert judged(token, make_trust(issuer)).verdict is Verdict.VALID
