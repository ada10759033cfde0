"""Recipients, presentations, other kinds of proofs, and what is missing."""

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from openluban.learning.credentials.formats import data_integrity
from openluban.learning.credentials.formats.json_text import Document
from openluban.learning.credentials.formats.jwt import sign_jwt
from openluban.learning.credentials.formats.keys import did_key_signing_key, multikey
from openluban.learning.credentials.formats.multibase import base58
from openluban.learning.credentials.formats.open_badges import credential
from openluban.learning.credentials.tests.make_signed import (
    AT,
    EMAIL,
    HOST,
    key_of,
    make_award,
    make_credential,
    make_signed,
    make_trust,
)
from openluban.learning.credentials.verification.report import Outcome, Report, Subject, Verdict
from openluban.learning.credentials.verification.trust import Trust
from openluban.learning.credentials.verification.verify import verify

RELATED = {"id": "https://a.example/", "digestSRI": "sha384-x"}


def judged(document: Document | str, trust: Trust | None = None, **more: Any) -> Report:
    return verify(document, at=AT, trust=trust or make_trust(), **more)


def make_credential_of(award: Any) -> Document:
    return credential(award)


@pytest.mark.parametrize(
    ("recipient", "outcome"),
    [
        (("emailAddress", EMAIL), Outcome.GOOD),
        (("emailAddress", "other@example.org"), Outcome.BAD),
        (("phoneNumber", "1"), Outcome.UNKNOWN),
        (("name", "Зарина Раҳимова 扎丽娜"), Outcome.GOOD),
    ],
)
def test_whose_it_is_can_be_asked(recipient: tuple[str, str], outcome: Outcome) -> None:
    report = judged(make_signed(), recipient=recipient)
    assert report.of(Subject.RECIPIENT)[0].outcome is outcome
    assert EMAIL not in str(report.as_json())


def test_presentations_are_judged_part_by_part() -> None:
    parts = [
        make_signed(),
        sign_jwt(make_credential(), key_of(HOST)),
        {
            "@context": "https://www.w3.org/ns/credentials/v2",
            "type": "EnvelopedVerifiableCredential",
            "id": "data:application/vc+jwt," + sign_jwt(make_credential(), key_of(HOST)),
        },
    ]
    plain = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "verifiableCredential": parts,
    }
    report = judged(plain)
    assert [part.verdict for part in report.parts] == [Verdict.VALID] * 3
    assert report.verdict is Verdict.VALID
    assert report.codes(Outcome.NOTE) == ("presentation_not_signed",)


def test_a_presentation_is_signed_by_its_holder() -> None:
    holder = did_key_signing_key(key_of("holder").private)
    plain = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "holder": holder.controller,
        "verifiableCredential": [make_signed()],
    }
    options = {
        "type": "DataIntegrityProof",
        "created": "2026-09-02T00:00:00Z",
        "verificationMethod": holder.verification_method,
        "cryptosuite": "eddsa-rdfc-2022",
        "proofPurpose": "authentication",
    }
    signed = data_integrity._digest_of_options(options, "eddsa-rdfc-2022")
    signed += data_integrity.statements_digest(plain)
    value = "z" + base58(holder.private.sign(signed))
    whole = plain | {"proof": options | {"proofValue": value}}
    assert judged(whole).verdict is Verdict.VALID
    assert judged(whole | {"holder": "did:key:z6Mk"}).verdict is Verdict.NOT_VALID


def test_a_presentation_need_not_name_its_holder() -> None:
    presenter = did_key_signing_key(key_of("holder").private)
    plain = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "verifiableCredential": [make_signed()],
    }
    options = {
        "type": "DataIntegrityProof",
        "created": "2026-09-02T00:00:00Z",
        "verificationMethod": presenter.verification_method,
        "cryptosuite": "eddsa-rdfc-2022",
        "proofPurpose": "authentication",
    }
    signed = data_integrity._digest_of_options(options, "eddsa-rdfc-2022")
    signed += data_integrity.statements_digest(plain)
    value = "z" + base58(presenter.private.sign(signed))
    proof = options | {"proofValue": value}
    whole = plain | {"proof": proof}
    assert judged(whole).verdict is Verdict.VALID
    assert "bad_signature" in judged(whole | {"id": "urn:uuid:1"}).codes(Outcome.BAD)
    other = key_of("did:web:x.example").verification_method
    changed = whole | {"proof": proof | {"verificationMethod": other}}
    assert judged(changed).verdict is Verdict.NOT_KNOWN


def test_signatures_on_p256_are_checked_too() -> None:
    private = ec.generate_private_key(ec.SECP256R1())
    did = f"did:key:{multikey(private.public_key())}"
    document = make_credential() | {"issuer": did, "credentialStatus": []}
    options = {
        "type": "DataIntegrityProof",
        "verificationMethod": f"{did}#{multikey(private.public_key())}",
        "cryptosuite": "ecdsa-rdfc-2019",
        "proofPurpose": "assertionMethod",
    }
    signed = data_integrity._digest_of_options(options, "ecdsa-rdfc-2019")
    signed += data_integrity.statements_digest(document)
    r, s = decode_dss_signature(private.sign(signed, ec.ECDSA(SHA256())))
    value = "z" + base58(r.to_bytes(32) + s.to_bytes(32))
    report = judged(document | {"proof": options | {"proofValue": value}})
    assert "signature_good" in report.codes(Outcome.GOOD)
    report = judged(document | {"name": "x", "proof": options | {"proofValue": value}})
    assert "bad_signature" in report.codes(Outcome.BAD)


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ({"issuer": {"id": HOST, "name": "x"}}, "issuer.type"),
        ({"credentialSubject": {"id": "urn:x", "type": "AchievementSubject"}}, "achievement"),
        ({"credentialSubject": [{"id": "urn:x"}, {"id": "urn:y"}]}, "credentialSubject"),
        ({"credentialSubject": {}}, "credentialSubject"),
        ({"credentialSubject": [{"id": "urn:x"}, {}]}, "credentialSubject"),
        ({"credentialSchema": {"type": "JsonSchema"}}, "credentialSchema.id"),
        ({"credentialSchema": {"type": "JsonSchema", "id": "here"}}, "credentialSchema.id"),
        ({"relatedResource": ["https://a.example/"]}, "relatedResource"),
        ({"relatedResource": {"digestSRI": "sha384-x"}}, "relatedResource.id"),
        ({"relatedResource": [RELATED, RELATED]}, "relatedResource.id"),
        ({"relatedResource": {"id": "https://a.example/"}}, "relatedResource.digestSRI"),
        ({"evidence": [{"id": "urn:x"}]}, "evidence.type"),
        ({"credentialStatus": {"id": "urn:x"}}, "credentialStatus.type"),
        ({"type": ["OpenBadgeCredential"]}, "type"),
        ({"@context": ["https://www.w3.org/ns/credentials/v2"]}, "@context"),
    ],
)
def test_what_is_missing_is_named(words: Document, place: str) -> None:
    found = judged(make_credential() | words).of(Subject.SHAPE)[0]
    assert found.outcome is Outcome.BAD
    assert place in found.sentence


def test_files_elsewhere_are_not_compared_and_it_says_so() -> None:
    report = judged(make_credential() | {"relatedResource": RELATED})
    assert report.of(Subject.SHAPE)[0].outcome is Outcome.GOOD
    assert "related_not_compared" in report.codes(Outcome.NOTE)


def test_a_newer_one_or_endorsements_are_mentioned() -> None:
    endorsement = {"@context": ["https://www.w3.org/ns/credentials/v2"], "id": "urn:e",
                   "type": ["VerifiableCredential", "EndorsementCredential"]}  # fmt: skip
    award = make_award(
        also={
            "refreshService": {
                "id": "https://luban.example/new",
                "type": "1EdTechCredentialRefresh",
            },
            "endorsement": [endorsement],
        }
    )
    report = judged(make_credential_of(award))
    assert report.codes(Outcome.NOTE) == ("may_be_refreshed", "endorsements_not_checked")
