"""Credentials made to mislead: each gets one clear answer, and none is taken for valid."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from openluban.learning.credentials.formats.contexts import CREDENTIALS_V1, CREDENTIALS_V2
from openluban.learning.credentials.formats.data_integrity import sign
from openluban.learning.credentials.formats.json_text import Document
from openluban.learning.credentials.formats.jwt import sign_jwt
from openluban.learning.credentials.formats.keys import did_key_signing_key, multikey
from openluban.learning.credentials.formats.multibase import base64url
from openluban.learning.credentials.tests.make_signed import (
    AT,
    COLLEGE,
    HOST,
    SIGNED,
    key_of,
    make_credential,
    make_signed,
    make_trust,
)
from openluban.learning.credentials.verification.report import Outcome, Verdict
from openluban.learning.credentials.verification.verify import verify

Given = bytes | str | Document
STRANGER = did_key_signing_key(key_of("stranger").private)


def signed_with(**words: Any) -> Document:
    return make_signed() | words


def proof_with(**words: Any) -> Document:
    signed = make_signed()
    return signed | {"proof": signed["proof"] | words}


def forged(**words: Any) -> Document:
    """Return what a stranger signed in the issuer's name."""
    return sign(make_credential(**words), STRANGER, created=SIGNED)


def stolen_name() -> Document:
    """Return what a stranger signed, whose proof names the issuer's key."""
    signed = forged()
    method = key_of(HOST).verification_method
    return signed | {"proof": signed["proof"] | {"verificationMethod": method}}


def invented_key() -> Document:
    key = did_key_signing_key(STRANGER.private)
    own = sign(make_credential(), key, created=SIGNED)
    method = f"{HOST}#{multikey(key.private.public_key())}"
    return own | {"proof": own["proof"] | {"verificationMethod": method}}


def swapped() -> Document:
    """Return the claims of one credential under the proof of another."""
    other = make_signed(make_credential(id="https://luban.example/awards/2"))
    return make_signed() | {"proof": other["proof"]}


def moved_end() -> Document:
    """Return an expired credential whose end was moved to where a reader may not look."""
    signed = make_signed(make_credential(valid_until=SIGNED))
    end = signed.pop("validUntil")
    return signed | {"https://www.w3.org/2018/credentials#validUntil": {
        "@value": end, "@type": "http://www.w3.org/2001/XMLSchema#dateTime"}}  # fmt: skip


def end_in_old_words() -> Document:
    """Return an expired credential with the contexts of a version that writes its end otherwise."""
    signed = make_signed(make_credential(valid_until=SIGNED))
    context = [CREDENTIALS_V1 if each == CREDENTIALS_V2 else each for each in signed["@context"]]
    return signed | {"@context": context}


def token(header: Document, claims: Document | None = None, signature: str = "AA") -> str:
    plain = claims or make_credential()
    parts = [base64url(json.dumps(part).encode()) for part in (header, plain)]
    return ".".join([*parts, signature])


def token_for_a_shared_secret() -> str:
    """Return a token signed with the public key, as if that were a secret both share."""
    import hmac  # noqa: PLC0415

    header = {"alg": "HS256", "kid": key_of(HOST).verification_method}
    unsigned = token(header).rpartition(".")[0]
    secret = key_of(HOST).private.public_key().public_bytes_raw()
    return f"{unsigned}.{base64url(hmac.digest(secret, unsigned.encode(), 'sha256'))}"


def token_of(**header: Any) -> str:
    return token({"alg": "EdDSA", "kid": key_of(HOST).verification_method} | header)


def token_with_key_inside() -> str:
    text = sign_jwt(make_credential(), STRANGER)
    header, claims, _signature = text.split(".")
    named = {"alg": "EdDSA", "jwk": json.loads(_plain(header))["jwk"]}
    unsigned = f"{base64url(json.dumps(named).encode())}.{claims}"
    return f"{unsigned}.{base64url(STRANGER.private.sign(unsigned.encode()))}"


def _plain(part: str) -> bytes:
    from base64 import urlsafe_b64decode  # noqa: PLC0415

    return urlsafe_b64decode(part + "==")


def token_that_contradicts_itself() -> str:
    claims = make_credential() | {"iss": COLLEGE}
    return token({"alg": "EdDSA", "kid": key_of(HOST).verification_method}, claims)


def token_with_secret_key() -> str:
    return token_of(kid="", jwk={"kty": "OKP", "crv": "Ed25519", "x": "AA", "d": "AA"})


def token_with_weak_key() -> str:
    key = rsa.generate_private_key(65_537, 1024)  # noqa: S505 - that it is weak is the point
    numbers = key.public_key().public_numbers()
    jwk = {"kty": "RSA", "n": base64url(numbers.n.to_bytes(128)), "e": "AQAB"}
    return token_of(alg="RS256", kid="", jwk=jwk)


def token_of_another_kind_of_key() -> str:
    return token_of(alg="RS256")


def deep(levels: int) -> str:
    return '{"a":' * levels + "1" + "}" * levels


def cyclic_context() -> Document:
    inner: Document = {"@context": CREDENTIALS_V2}
    for _ in range(100):
        inner = {"@context": [inner]}
    return signed_with(**{"@context": [CREDENTIALS_V2, inner]})


def with_status_of_another_kind() -> Document:
    status = {"id": "https://luban.example/status#x", "type": "Profile"}
    return make_signed(make_credential() | {"credentialStatus": status})


def presented(*parts: Any, **words: Any) -> Document:
    return {"@context": [CREDENTIALS_V2], "type": ["VerifiablePresentation"],
            "verifiableCredential": list(parts)} | words  # fmt: skip


def many_keys() -> str:
    """Return so many keys that comparing each with all others would take a day."""
    keys = [f'"{number:x}":0' for number in range(300_000)]
    return "{" + ",".join([*keys, keys[-1]]) + "}"


CASES: list[tuple[str, Callable[[], Given], str]] = [
    ("nothing", lambda: "", "nothing"),
    ("no text", lambda: b"\xff\xfe\x00", "not_readable"),
    ("too much text", lambda: "{" + " " * 5_000_000 + "}", "too_large"),
    ("no JSON", lambda: "{'a': 1}", "not_json"),
    ("no object", lambda: "[]", "no_object"),
    ("a key twice", lambda: '{"type": "A", "type": "B"}', "key_twice"),
    ("a key twice among many", many_keys, "key_twice"),
    ("deep JSON", lambda: deep(60), "too_deep"),
    ("JSON deeper than a stack", lambda: deep(200_000), "too_deep"),
    ("no number", lambda: '{"a": NaN}', "unsafe_number"),
    ("a number too large", lambda: '{"a": 1e400}', "unsafe_number"),
    ("a number of many digits", lambda: '{"a": ' + "9" * 5_000 + "}", "unsafe_number"),
    ("half a sign", lambda: '{"a": "\\ud800"}', "half_sign"),
    ("no proof", make_credential, "not_signed"),
    ("an empty proof", lambda: signed_with(proof=[]), "not_signed"),
    ("a proof that is a word", lambda: signed_with(proof="good"), "bad_proof"),
    ("eleven proofs", lambda: signed_with(proof=[make_signed()["proof"]] * 11), "too_many_proofs"),
    ("a changed name", lambda: signed_with(name="Doctor"), "bad_signature"),
    ("a changed mark", lambda: json.dumps(make_signed()).replace('"95"', '"96"'), "bad_signature"),
    ("no end any more", lambda: {word: each for word, each in make_signed(
        make_credential(valid_until=SIGNED)).items() if word != "validUntil"}, "bad_signature"),
    ("another's claims", swapped, "bad_signature"),
    ("signed by a stranger", forged, "not_by_issuer"),
    ("the issuer's key named by a stranger", stolen_name, "bad_signature"),
    ("a key that the issuer never had", invented_key, "not_its_key"),
    ("a proof for signing in", lambda: proof_with(proofPurpose="authentication"), "wrong_purpose"),
    ("a proof without purpose", lambda: proof_with(proofPurpose=7), "bad_proof"),
    ("a proof of tomorrow", lambda: proof_with(created="2999-01-01T00:00:00Z"), "signed_in_future"),
    ("a proof of no day", lambda: proof_with(created="2026-02-30T00:00:00Z"), "no_moment"),
    ("a proof that ended", lambda: proof_with(expires="2026-09-02T00:00:00Z"), "proof_expired"),
    ("a short signature", lambda: proof_with(proofValue="z3"), "bad_proof"),
    ("a signature of other signs", lambda: proof_with(proofValue="z0OIl"), "not_base58"),
    ("an endless signature", lambda: proof_with(proofValue="z" + "2" * 100_000), "not_base58"),
    ("an extra word in the proof", lambda: proof_with(note="trust me"), "undefined_term"),
    ("a chain of proofs", lambda: proof_with(previousProof="urn:uuid:1"), "proof_chain"),
    ("an unknown kind of proof", lambda: proof_with(cryptosuite="quantum-2030"), "unknown_suite"),
    ("no address of the key", lambda: proof_with(verificationMethod="z6Mk"), "not_by_issuer"),
    ("a word that is not signed", lambda: signed_with(grade="A"), "undefined_term"),
    ("a remote context", lambda: signed_with(**{"@context": [
        CREDENTIALS_V2, "http://169.254.169.254/latest"]}), "unknown_context"),
    ("words of its own", lambda: signed_with(**{"@context": [
        CREDENTIALS_V2, {"name": "https://schema.org/description"}]}), "own_context"),
    ("a context within a context", cyclic_context, "too_deep"),
    ("an end where nobody looks", moved_end, "foreign_keyword"),
    ("an end in older words", end_in_old_words, "expired"),
    ("a type under another name", lambda: signed_with(**{"@type": "Trusted"}), "foreign_keyword"),
    ("no type", lambda: {word: each for word, each in make_signed().items() if word != "type"},
     "undefined_term"),
    ("expired", lambda: make_signed(make_credential(valid_until=SIGNED)), "expired"),
    ("not yet in force", lambda: make_signed(make_credential(
        valid_from=AT.replace(year=2040))), "not_yet"),
    ("an end that is no date", lambda: signed_with(validUntil="soon"), "no_moment"),
    ("a token signed by nobody", lambda: token({"alg": "none"}, signature=""), "bad_algorithm"),
    ("a token with a shared secret", token_for_a_shared_secret, "bad_algorithm"),
    ("a token that asks for more", lambda: token_of(crit=["b64"], b64=False), "bad_header"),
    ("a token of two parts", lambda: "eyJh.eyJh", "not_json"),
    ("a token of other signs", lambda: "eyJhbGciOiJFZERTQSJ9.e30.A=A", "not_base64url"),
    ("a token with another key inside", token_with_key_inside, "not_its_key"),
    ("a token with a secret key inside", token_with_secret_key, "secret_key"),
    ("a token with a weak key inside", token_with_weak_key, "weak_key"),
    ("a token for another kind of key", token_of_another_kind_of_key, "wrong_kind_of_key"),
    ("a token not signed so", token_of, "bad_signature"),
    ("a token that contradicts itself", token_that_contradicts_itself, "contradiction"),
    ("a token of a stranger", lambda: sign_jwt(make_credential(), STRANGER), "not_by_issuer"),
    ("a place beyond the list", lambda: _with_status(statusListIndex="9999999"), "no_such_place"),
    ("a place below nothing", lambda: _with_status(statusListIndex="-1"), "bad_status"),
    ("a place in other digits", lambda: _with_status(statusListIndex="٧"), "bad_status"),
    ("a list for something else", lambda: _with_status(statusPurpose="suspension"), "bad_status"),
    ("a list nobody has", lambda: _with_status(
        statusListCredential="https://evil.example/clean"), "list_not_at_hand"),
    ("a status of another kind", with_status_of_another_kind, "status_kind_not_known"),
    ("a presentation of nothing", presented, "nothing_presented"),
    ("a presentation in words of nobody", lambda: presented(
        make_signed(), **{"@context": ["https://example.org/"]}), "bad_shape"),
    ("a presentation of a thousand", lambda: presented(*["x"] * 1_000), "bad_presentation"),
    ("a presentation in itself", lambda: presented(presented(make_signed())), "nested"),
    ("an empty envelope", lambda: presented(
        {"type": "EnvelopedVerifiableCredential", "id": "data:text/html,hello"}), "bad_envelope"),
    ("a presentation of a forgery", lambda: presented(forged()), "not_by_issuer"),
]  # fmt: skip


def _with_status(**words: Any) -> Document:
    document = make_credential()
    entry = document["credentialStatus"][0] | {"id": "https://luban.example/status#x"} | words
    return make_signed(document | {"credentialStatus": [entry]})


@pytest.mark.parametrize(("given", "code"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_each_gets_a_clear_answer(given: Callable[[], Given], code: str) -> None:
    report = verify(given(), at=AT, trust=make_trust())
    assert report.verdict is not Verdict.VALID
    assert code in report.codes(Outcome.BAD) + report.codes(Outcome.UNKNOWN)
    assert all(each.sentence for each in report.checks)
    assert json.dumps(report.as_json())


def test_what_all_of_them_began_with_is_valid() -> None:
    for given in (
        make_signed(),
        json.dumps(make_signed()),
        sign_jwt(make_credential(), key_of(HOST)),
    ):
        assert verify(given, at=AT, trust=make_trust()).verdict is Verdict.VALID
