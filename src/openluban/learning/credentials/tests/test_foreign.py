"""Others verify what we sign, and we what they sign."""

import pytest

from openluban.learning.credentials.formats.data_integrity import co_sign, sign
from openluban.learning.credentials.formats.json_text import Document
from openluban.learning.credentials.formats.keys import SigningKey, did_key_signing_key
from openluban.learning.credentials.formats.open_badges import Recipient
from openluban.learning.credentials.formats.status_list import status_list_credential
from openluban.learning.credentials.tests.make_signed import AT, SIGNED, key_of, make_credential
from openluban.learning.credentials.verification.report import Outcome
from openluban.learning.credentials.verification.trust import Trust
from openluban.learning.credentials.verification.verify import verify
from tests.harness.foreign import NotAtHand, ask_foreign


def _own(document: Document, key: SigningKey) -> Document:
    issuer = document["issuer"]
    named = {**issuer, "id": key.controller} if isinstance(issuer, dict) else key.controller
    return sign(document | {"issuer": named}, key, created=SIGNED)


def test_ours_verify_with_theirs_and_theirs_with_ours() -> None:
    key, other = (did_key_signing_key(key_of(name).private) for name in ("one", "two"))
    plain = make_credential()
    several = make_credential(
        name="Второе 第二", evidence=(), results=(), recipient=Recipient("urn:uuid:1")
    )
    lists = status_list_credential(
        "https://luban.example/s/1", key.controller, "revocation", [3], valid_from=SIGNED
    )
    ours = [_own(each, key) for each in (plain, several, lists)]
    ours.append(co_sign(ours[0], other, created=SIGNED))
    changed = ours[0] | {"name": "Doctor"}
    try:
        answer = ask_foreign(verify=[*ours, changed], issue=[plain, several, lists])
    except NotAtHand as reason:
        pytest.skip(str(reason))
    assert [each["verified"] for each in answer["verified"]] == [True] * 4 + [False], answer
    for theirs in answer["issued"]:
        report = verify(theirs, at=AT.replace(year=2999), trust=Trust())
        assert "signature_good" in report.codes(Outcome.GOOD), theirs
        report = verify(theirs | {"id": "urn:x"}, at=AT.replace(year=2999), trust=Trust())
        assert "bad_signature" in report.codes(Outcome.BAD)
