"""Data Integrity proofs: a signature that lies within the JSON it signs.

Made: ``eddsa-rdfc-2022``. Checked besides: ``ecdsa-rdfc-2019`` (P-256) and the older
``Ed25519Signature2020``. All sign the digest of the proof's own statements and that of the
document's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from django.utils.translation import gettext_lazy as _

from openluban.learning.credentials.formats.contexts import DATA_INTEGRITY, ED25519_2020
from openluban.learning.credentials.formats.json_text import Document, sound
from openluban.learning.credentials.formats.keys import PublicKey, SigningKey
from openluban.learning.credentials.formats.moments import read_moment, written_moment
from openluban.learning.credentials.formats.multibase import base58, read_multibase
from openluban.learning.credentials.formats.rdf import canonical_statements
from openluban.learning.credentials.formats.refusals import Unfit

EDDSA, ECDSA, ED25519_SIGNATURE = "eddsa-rdfc-2022", "ecdsa-rdfc-2019", "Ed25519Signature2020"
ASSERTION = "assertionMethod"
MOST_PROOFS = 10
_KEYS_OF = {EDDSA: Ed25519PublicKey, ED25519_SIGNATURE: Ed25519PublicKey}
_LENGTH = 64


@dataclass(frozen=True)
class Proof:
    """One proof as it was read."""

    suite: str
    method: str
    """The name of the key: an address whose part before ``#`` names whose it is."""
    purpose: str
    created: datetime | None
    expires: datetime | None
    value: bytes
    options: Document

    @property
    def controller(self) -> str:
        """Whose key it is said to be."""
        return self.method.partition("#")[0]


def sign(credential: Document, key: SigningKey, *, created: datetime) -> Document:
    """Return the credential with a proof.

    :raises Unfit: it has one already, or a part of it would not be signed
    """
    if "proof" in credential:
        raise Unfit("signed_already", _("It is signed already."))
    unsecured = sound(credential)
    digest = statements_digest(unsecured)
    return {**unsecured, "proof": _proof(digest, key, created)}


def co_sign(signed: Document, key: SigningKey, *, created: datetime) -> Document:
    """Return the signed credential with one more proof: each signs the text without any.

    :raises Unfit: it is not signed yet, or already by this key
    """
    unsecured, proofs = apart(signed)
    if not proofs:
        raise Unfit("not_signed", _("It is not signed."))
    if any(proof.get("verificationMethod") == key.verification_method for proof in proofs):
        raise Unfit("signed_already", _("It is signed already."))
    added = _proof(statements_digest(unsecured), key, created)
    return {**unsecured, "proof": [*proofs, added]}


def _proof(digest: bytes, key: SigningKey, created: datetime) -> Document:
    options: Document = {
        "type": "DataIntegrityProof",
        "created": written_moment(created),
        "verificationMethod": key.verification_method,
        "cryptosuite": EDDSA,
        "proofPurpose": ASSERTION,
    }
    value = key.private.sign(_digest_of_options(options, EDDSA) + digest)
    return {**options, "proofValue": "z" + base58(value)}


def statements_digest(unsecured: Document) -> bytes:
    """Return the digest of what a document without its proofs says.

    :raises Unfit: a part would be lost, or it cannot be read
    """
    return sha256(canonical_statements(unsecured)).digest()


def _digest_of_options(options: Document, suite: str) -> bytes:
    context = ED25519_2020 if suite == ED25519_SIGNATURE else DATA_INTEGRITY
    return sha256(canonical_statements({"@context": context, **options})).digest()


def apart(document: Document) -> tuple[Document, Sequence[Document]]:
    """Return the document without its proofs, and these.

    :raises Unfit: they are no objects, or too many
    """
    unsecured = {word: value for word, value in document.items() if word != "proof"}
    found: Any = document.get("proof", [])
    proofs = found if isinstance(found, list) else [found]
    if len(proofs) > MOST_PROOFS:
        raise Unfit("too_many_proofs", _("It has more than %(most)s proofs."), most=MOST_PROOFS)
    if not all(isinstance(proof, dict) for proof in proofs):
        raise Unfit("bad_proof", _("What should be its proof is none: %(why)s."), why="proof")
    return unsecured, proofs


def read_proof(proof: Document) -> Proof:
    """Return what a proof says of itself.

    :raises Unfit: it is of a kind that is not known, or not whole
    """
    suite = _suite(proof)
    options = {
        word: value for word, value in proof.items() if word not in ("proofValue", "@context")
    }
    method, purpose = options.get("verificationMethod"), options.get("proofPurpose")
    if not isinstance(method, str) or not isinstance(purpose, str):
        raise _bad("verificationMethod,proofPurpose")
    if "previousProof" in options:
        raise Unfit("proof_chain", _("Proofs that build on each other are not checked."))
    value = read_multibase(proof.get("proofValue"))
    if len(value) != _LENGTH or not str(proof["proofValue"]).startswith("z"):
        raise _bad("proofValue")
    created, expires = (
        read_moment(options[word]) if word in options else None for word in ("created", "expires")
    )
    return Proof(suite, method, purpose, created, expires, value, options)


def _suite(proof: Document) -> str:
    kind, suite = proof.get("type"), proof.get("cryptosuite")
    if kind == ED25519_SIGNATURE and suite is None:
        return ED25519_SIGNATURE
    if kind == "DataIntegrityProof" and suite in (EDDSA, ECDSA):
        return str(suite)
    raise Unfit(
        "unknown_suite",
        _("A proof of the kind “%(kind)s” is not known here, so it cannot be checked."),
        kind=f"{kind} {suite or ''}".strip(),
    )


def _bad(why: str) -> Unfit:
    return Unfit("bad_proof", _("What should be its proof is none: %(why)s."), why=why)


def is_good(proof: Proof, digest: bytes, key: PublicKey) -> bool:
    """Test whether the proof over a document with this digest was made with this key.

    :raises Unfit: the key is of another kind than the proof asks for, or the proof's own
        statements are not sound
    """
    signed = _digest_of_options(proof.options, proof.suite) + digest
    try:
        if isinstance(key, Ed25519PublicKey) and proof.suite in _KEYS_OF:
            key.verify(proof.value, signed)
        elif isinstance(key, ec.EllipticCurvePublicKey) and proof.suite == ECDSA:
            _verify_p256(key, proof.value, signed)
        else:
            raise _wrong_kind(proof.suite)
    except InvalidSignature:
        return False
    return True


def _verify_p256(key: ec.EllipticCurvePublicKey, value: bytes, signed: bytes) -> None:
    if not isinstance(key.curve, ec.SECP256R1):
        raise _wrong_kind(ECDSA)
    half = len(value) // 2
    numbers = int.from_bytes(value[:half]), int.from_bytes(value[half:])
    key.verify(encode_dss_signature(*numbers), signed, ec.ECDSA(SHA256()))


def _wrong_kind(suite: str) -> Unfit:
    return Unfit(
        "wrong_kind_of_key", _("The key is of another kind than “%(suite)s” asks for."), suite=suite
    )
