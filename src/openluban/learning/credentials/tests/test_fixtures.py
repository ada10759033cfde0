"""The fixtures of the 1EdTech validator are judged as their names say."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from openluban.learning.credentials.formats.did import PublishedKey
from openluban.learning.credentials.formats.json_text import read_object
from openluban.learning.credentials.formats.jwt import read_jwt
from openluban.learning.credentials.formats.keys import multikey, read_jwk
from openluban.learning.credentials.formats.refusals import Unfit
from openluban.learning.credentials.tests.suites import suite
from openluban.learning.credentials.verification.carriers import carried
from openluban.learning.credentials.verification.proving import signer_of
from openluban.learning.credentials.verification.report import Outcome, Report, Verdict
from openluban.learning.credentials.verification.trust import StatusCopy, Trust, TrustedIssuer
from openluban.learning.credentials.verification.verify import verify

AT = datetime(2026, 9, 20, 12, tzinfo=UTC)
_FOLDER = "inspector-vc/src/test/resources/ob30"
_LIST = (
    "https://raw.githubusercontent.com/1EdTech/digital-credentials-public-validator/refs/heads/"
    "main/inspector-vc/src/test/resources/ob30/bit-string-list/testlist"
)
_SOUND = [
    "endorsement-valid.json", "simple.json", "simple.1ob", "simple_v1.json",
    "simple-context-alias.json", "simple-context-version.json", "simple-did-key-method.json",
    "simple-did-web-method.json", "simple-json.png", "simple-json.svg", "simple-jwt.png",
    "simple-jwt.svg", "simple-jwt_v1.png", "simple-jwt_v1.svg",
]  # fmt: skip
_UNSOUND = {
    "bit-string-list/credential-status-revoked.json": "in_revocation",
    "bit-string-list/credential-status-revoked-blank-nodes.json": "in_revocation",
    "complete.json": "bad_signature",
    "complete_v1.json": "expired",
    "endorsement-err-schema-status-refresh.json": "not_its_key",
    "simple-err-context.json": "undefined_term",
    "simple-err-credential-subject-achievement-result-description-type.json": "undefined_term",
    "simple-err-credential-subject-identifier-type.json": "undefined_term",
    "simple-err-credential-subject-profile-type.json": "undefined_term",
    "simple-err-credential-subject-result-type.json": "undefined_term",
    "simple-err-credential-subject-type.json": "undefined_term",
    "simple-err-evidence-type.json": "undefined_term",
    "simple-err-expired.json": "expired",
    "simple-err-issued.json": "not_yet",
    "simple-err-issuer-otheridentifier-type.json": "undefined_term",
    "simple-err-issuer-parentorg-type.json": "undefined_term",
    "simple-err-issuer-type.json": "undefined_term",
    "simple-err-issuer.json": "no_issuer",
    "simple-err-proof-method.json": "not_its_key",
    "simple-err-proof-method-no-scheme.json": "not_by_issuer",
    "simple-err-proof-method-unknown-did-method.json": "not_by_issuer",
    "simple-err-proof-method-unknown-scheme.json": "not_by_issuer",
    "simple-err-proof-value.json": "bad_signature",
    "simple-err-type.json": "undefined_term",
    "simple-noproof.json": "not_signed",
    "simple.jwt": "bad_shape",
    "velocity.jwt": "not_by_issuer",
}
_OPEN = {
    # What we do not check is said to be open: other kinds of proofs and lists.
    "credential-status-revoked.json": "status_kind_not_known",
    "sd/derivedcredential.json": "unknown_suite",
    "simple-eddsa-2022.json": "unknown_suite",
    "simple-multiple-proofs.json": "unknown_suite",
}


def trust(folder: Path) -> Trust:
    """Trust whoever signed a sound fixture, with the key that its proof or token names."""
    keys: dict[str, set[str]] = {}
    for name in [*_SOUND, *_UNSOUND, *_OPEN]:
        for did, key in _named(folder / name):
            keys.setdefault(did, set()).add(key)
    issuers = {
        did: TrustedIssuer(did, {}, tuple(PublishedKey(key, key) for key in sorted(its)))
        for did, its in keys.items()
    }
    listed = read_object((folder / "bit-string-list" / "testlist").read_bytes())
    return Trust(issuers, {_LIST: StatusCopy(listed, AT)}, made_at=AT)


def _named(place: Path) -> list[tuple[str, str]]:
    try:
        found = carried(place.read_bytes())
    except Unfit:
        return []
    signer = signer_of(found.document)
    if found.token:
        jwk = found.token.header.get("jwk")
        return [(signer, multikey(read_jwk(jwk)))] if jwk else []
    if not signer.startswith(("https:", "urn:", "did:web")) or "err" in place.name:
        return []
    return [(signer, key) for key in re.findall(r"[#:](z6Mk\w{44})\"", place.read_text("latin-1"))]


def judged(name: str) -> Report:
    folder = suite("digital-credentials-public-validator", _FOLDER)
    return verify((folder / name).read_bytes(), at=AT, trust=trust(folder))


@pytest.mark.parametrize("name", _SOUND)
def test_sound_ones_are_valid(name: str) -> None:
    report = judged(name)
    assert report.verdict is Verdict.VALID, [each.code for each in report.checks]


@pytest.mark.parametrize(("name", "code"), _UNSOUND.items())
def test_unsound_ones_are_not_valid_for_the_reason_in_their_name(name: str, code: str) -> None:
    report = judged(name)
    assert report.verdict is Verdict.NOT_VALID
    assert code in report.codes(Outcome.BAD)


@pytest.mark.parametrize(("name", "code"), _OPEN.items())
def test_what_is_not_checked_here_is_open_and_never_valid(name: str, code: str) -> None:
    report = judged(name)
    assert report.verdict is not Verdict.VALID
    assert code in report.codes(Outcome.UNKNOWN)


def test_no_fixture_is_left_out() -> None:
    folder = suite("digital-credentials-public-validator", _FOLDER)
    there = {place.relative_to(folder).as_posix() for place in folder.rglob("*") if place.is_file()}
    assert there == {*_SOUND, *_UNSOUND, *_OPEN, "bit-string-list/testlist"}
    assert read_jwt((folder / "simple.jwt").read_text()).algorithm == "RS256"
