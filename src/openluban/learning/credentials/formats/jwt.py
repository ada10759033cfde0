"""Credentials as signed tokens (VC-JWT, a compact JWS): made with EdDSA, checked also RS256, ES256.

What a token says it is signed with is never enough: its key must be of the very kind that the
algorithm asks for, so that a public key is not taken for a shared secret.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from django.utils.translation import gettext_lazy as _

from openluban.learning.credentials.formats.json_text import (
    MOST_BYTES,
    Document,
    read_object,
    sound,
)
from openluban.learning.credentials.formats.keys import PublicKey, SigningKey
from openluban.learning.credentials.formats.moments import read_moment
from openluban.learning.credentials.formats.multibase import base64url, read_base64url
from openluban.learning.credentials.formats.refusals import Unfit

ALGORITHMS = ("EdDSA", "Ed25519", "RS256", "ES256")
_TYPES = {
    *("jwt", "vc+jwt", "vc-ld+jwt", "vc+ld+jwt", "vc+ld+json+jwt"),
    *("vp+jwt", "vp-ld+jwt", "vp+ld+jwt", "vp+ld+json+jwt"),
}
"""What a token may say it is: one that is made for another purpose is no credential (RFC 8725)."""
_PARTS = 3
_CLAIMS = ("iss", "sub", "jti", "nbf", "exp", "iat", "aud", "nonce", "cnf")
_LATEST = 253_402_300_799
_P256_LENGTH = 64


@dataclass(frozen=True)
class Token:
    """A token as it was read; nothing of it is checked yet."""

    algorithm: str
    key_id: str
    header: Mapping[str, Any]
    credential: Document
    issued_at: datetime | None
    not_before: datetime | None
    expires: datetime | None
    signed: bytes
    signature: bytes


def looks_like_token(text: str) -> bool:
    """Test whether a text is three parts in base64url, the first of which is an object."""
    return text.startswith("eyJ") and text.count(".") == _PARTS - 1


def sign_jwt(credential: Document, key: SigningKey, *, issued_at: datetime | None = None) -> str:
    """Return the credential as a token signed with EdDSA, which may say when it was signed.

    :raises Unfit: it has a proof within, or no sound issuer or date
    """
    if "proof" in credential:
        raise Unfit("signed_already", _("It is signed already."))
    plain = sound(credential)
    public = key.private.public_key().public_bytes_raw()
    header = {
        "alg": "EdDSA",
        "typ": "JWT",
        "kid": key.verification_method,
        "jwk": {"kty": "OKP", "crv": "Ed25519", "x": base64url(public)},
    }
    claims = _claims(plain) | ({"iat": int(issued_at.timestamp())} if issued_at else {})
    parts = [base64url(orjson.dumps(part)) for part in (header, {**plain, **claims})]
    signed = ".".join(parts).encode()
    return f"{signed.decode()}.{base64url(key.private.sign(signed))}"


def _claims(credential: Document) -> Document:
    claims: Document = {"iss": issuer_id(credential)}
    subject = credential.get("credentialSubject")
    found = {
        "jti": credential.get("id"),
        "sub": subject.get("id") if isinstance(subject, dict) else None,
        "nbf": _seconds(credential.get("validFrom")),
        "exp": _seconds(credential.get("validUntil")),
    }
    return claims | {name: value for name, value in found.items() if value is not None}


def _seconds(text: object) -> int | None:
    return None if text is None else int(read_moment(text).timestamp())


def issuer_id(credential: Document) -> str:
    """Return the name of the issuer, or nothing where it is not said."""
    issuer = credential.get("issuer")
    name = issuer.get("id") if isinstance(issuer, dict) else issuer
    return name if isinstance(name, str) else ""


def read_jwt(text: str) -> Token:
    """Return what a token says.

    :raises Unfit: it is no token, asks for an algorithm that is not accepted, or contradicts itself
    """
    if len(text) > MOST_BYTES:
        raise Unfit("too_large", _("This text has more than %(most)s bytes."), most=MOST_BYTES)
    parts = text.strip().split(".")
    if len(parts) != _PARTS:
        raise Unfit("not_jwt", _("This is no signed token (JWT): it has not three parts."))
    header = read_object(read_base64url(parts[0]))
    algorithm = header.get("alg")
    if algorithm not in ALGORITHMS:
        raise Unfit(
            "bad_algorithm",
            _("A token signed with “%(name)s” is not accepted."),
            name=str(algorithm),
        )
    is_strange = str(header.get("typ", "JWT")).lower().removeprefix("application/") not in _TYPES
    if is_strange or "crit" in header or "b64" in header or "enc" in header:
        raise Unfit("bad_header", _("The token asks for something that is not known here."))
    claims = read_object(read_base64url(parts[1]))
    credential = _credential(claims)
    key_id = header.get("kid", "")
    return Token(
        algorithm=str(algorithm),
        key_id=key_id if isinstance(key_id, str) else "",
        header=header,
        credential=credential,
        issued_at=_moment(claims.get("iat")),
        not_before=_moment(claims.get("nbf")),
        expires=_moment(claims.get("exp")),
        signed=f"{parts[0]}.{parts[1]}".encode(),
        signature=read_base64url(parts[2]),
    )


def _credential(claims: Document) -> Document:
    """Return the credential within the claims: as one of them (older), or these themselves."""
    inner = claims.get("vc")
    if inner is None:
        inner = {name: value for name, value in claims.items() if name not in _CLAIMS}
    if not isinstance(inner, dict):
        raise Unfit("no_object", _("This JSON is no object, so it is no credential."))
    subject = inner.get("credentialSubject")
    said = {
        "iss": issuer_id(inner),
        "jti": inner.get("id"),
        "sub": subject.get("id") if isinstance(subject, dict) else None,
    }
    for name, value in said.items():
        if name in claims and value and claims[name] != value:
            raise Unfit(
                "contradiction",
                _("The token contradicts the credential within it (“%(claim)s”)."),
                claim=name,
            )
    return inner


def _moment(seconds: object) -> datetime | None:
    if seconds is None:
        return None
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise Unfit("no_moment", _("“%(text)s” is no date with time and time zone."), text="JWT")
    if not 0 <= seconds <= _LATEST:
        raise Unfit("no_moment", _("“%(text)s” is no date with time and time zone."), text="JWT")
    return datetime.fromtimestamp(seconds, UTC)


def is_good(token: Token, key: PublicKey) -> bool:
    """Test whether the token was signed with this key.

    :raises Unfit: the key is of another kind than the algorithm asks for
    """
    try:
        match token.algorithm, key:
            case "EdDSA" | "Ed25519", Ed25519PublicKey():
                key.verify(token.signature, token.signed)
            case "RS256", rsa.RSAPublicKey():
                key.verify(token.signature, token.signed, padding.PKCS1v15(), SHA256())
            case "ES256", ec.EllipticCurvePublicKey(curve=ec.SECP256R1()):
                if len(token.signature) != _P256_LENGTH:
                    return False
                half = _P256_LENGTH // 2
                r, s = (
                    int.from_bytes(part)
                    for part in (token.signature[:half], token.signature[half:])
                )
                key.verify(encode_dss_signature(r, s), token.signed, ec.ECDSA(SHA256()))
            case _:
                raise Unfit(
                    "wrong_kind_of_key",
                    _("The key is of another kind than “%(suite)s” asks for."),
                    suite=token.algorithm,
                )
    except InvalidSignature:
        return False
    return True
