"""Status lists, second signatures and registers made to mislead."""

import gzip
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from openluban.learning.credentials.formats.data_integrity import co_sign, sign
from openluban.learning.credentials.formats.json_text import Document
from openluban.learning.credentials.formats.keys import multikey
from openluban.learning.credentials.formats.multibase import base64url
from openluban.learning.credentials.tests.make_signed import (
    AT,
    COLLEGE,
    HOST,
    LIST,
    PAUSES,
    SIGNED,
    key_of,
    make_issuer,
    make_list,
    make_signed,
    make_trust,
    published,
)
from openluban.learning.credentials.verification.report import Outcome, Verdict
from openluban.learning.credentials.verification.trust import Trust
from openluban.learning.credentials.verification.verify import verify


def _changed_list(**words: Any) -> Document:
    made = make_list()
    return made | {"credentialSubject": made["credentialSubject"] | words}


def _resigned(**words: Any) -> Document:
    made = _changed_list(**words)
    return sign({word: each for word, each in made.items() if word != "proof"}, key_of(HOST),
                created=SIGNED)  # fmt: skip


def _packed(data: bytes) -> str:
    return "u" + base64url(gzip.compress(data))


def _list_of(key_owner: str) -> Document:
    made = make_list()
    plain = {word: each for word, each in made.items() if word != "proof"}
    return sign(plain | {"issuer": key_owner}, key_of(key_owner), created=SIGNED)


LISTS: list[tuple[str, Callable[[], Document], str]] = [
    ("changed", lambda: _changed_list(encodedList=make_list(3)["credentialSubject"]["encodedList"]),
     "list_not_proven"),
    ("not signed", lambda: {word: each for word, each in make_list().items() if word != "proof"},
     "list_not_proven"),
    ("of another issuer", lambda: _list_of(COLLEGE), "list_of_another"),
    ("a bomb", lambda: _resigned(encodedList=_packed(bytes(200_000_000))), "list_bomb"),
    ("too short", lambda: _resigned(encodedList=_packed(bytes(100))), "list_too_short"),
    ("cut off", lambda: _resigned(encodedList=_packed(bytes(16_384))[:-8]), "bad_list"),
    ("no gzip", lambda: _resigned(encodedList="u" + base64url(bytes(100))), "bad_list"),
    ("no text", lambda: _resigned(encodedList=7), "bad_list"),
    ("of no known purpose", lambda: _resigned(statusPurpose="mood"), "unknown_purpose"),
    ("no list", make_signed, "no_list"),
    ("out of date", lambda: make_list(valid_until=SIGNED), "list_outdated"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "code"), [case[1:] for case in LISTS], ids=[c[0] for c in LISTS])
def test_a_list_that_cannot_be_relied_on_never_says_not_revoked(
    given: Callable[[], Document], code: str
) -> None:
    pauses = make_list(purpose="suspension", url=PAUSES)
    college = make_issuer(COLLEGE, keys=(published(key_of(COLLEGE)),))
    trust = make_trust(make_issuer(), college, lists={LIST: given(), PAUSES: pauses})
    report = verify(make_signed(), at=AT, trust=trust)
    assert report.verdict is not Verdict.VALID
    assert code in report.codes(Outcome.BAD) + report.codes(Outcome.UNKNOWN)


def test_a_second_signature_that_is_forged_spoils_the_whole() -> None:
    both = co_sign(make_signed(), key_of(COLLEGE), created=SIGNED)
    trust = make_trust(make_issuer(), make_issuer(COLLEGE, keys=(published(key_of(COLLEGE)),)))
    assert verify(both, at=AT, trust=trust).verdict is Verdict.VALID
    both["proof"][1]["proofValue"] = both["proof"][0]["proofValue"]
    assert verify(both, at=AT, trust=trust).verdict is Verdict.NOT_VALID


def test_a_key_of_another_kind_in_the_register_is_not_used() -> None:
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    other = published(key_of(HOST))
    issuer = make_issuer(keys=(type(other)(other.fragment, multikey(key)),))
    report = verify(make_signed(), at=AT, trust=make_trust(issuer))
    assert "wrong_kind_of_key" in report.codes(Outcome.BAD)


def test_nobody_is_trusted_without_a_register() -> None:
    report = verify(make_signed(), at=AT, trust=Trust())
    assert report.verdict is Verdict.NOT_KNOWN
    assert "key_not_at_hand" in report.codes(Outcome.UNKNOWN)
