"""Keys: to sign with, and as others publish theirs (Multikey, JSON Web Key)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_public_key,
)
from django.utils.translation import gettext_lazy as _

from openluban.learning.credentials.formats.multibase import (
    base58,
    read_base64url,
    read_multibase,
)
from openluban.learning.credentials.formats.refusals import Unfit

PublicKey: TypeAlias = Ed25519PublicKey | ec.EllipticCurvePublicKey | rsa.RSAPublicKey

_ED25519, _P256, _P384, _RSA = b"\xed\x01", b"\x80\x24", b"\x81\x24", b"\x85\x24"
"""What stands in front of a key (Multicodec, as a variable-length number)."""
_CURVES: dict[bytes, ec.EllipticCurve] = {_P256: ec.SECP256R1(), _P384: ec.SECP384R1()}
_CURVES_OF_JWK: dict[str, ec.EllipticCurve] = {"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1()}
LEAST_RSA_BITS, MOST_RSA_BITS = 2048, 8192


@dataclass(frozen=True)
class SigningKey:
    """A private key and under which name others find its public half."""

    private: Ed25519PrivateKey = field(repr=False)
    controller: str
    """The DID of the issuer whose key it is."""
    fragment: str = ""
    """The key's name within the issuer's document; without one, the public key itself."""

    @property
    def multikey(self) -> str:
        """The public half as text."""
        return multikey(self.private.public_key())

    @property
    def verification_method(self) -> str:
        """The name under which a proof refers to the key."""
        return f"{self.controller}#{self.fragment or self.multikey}"


def new_signing_key(controller: str) -> SigningKey:
    """Return a new key for the issuer with this DID."""
    return SigningKey(Ed25519PrivateKey.generate(), controller)


def did_key_signing_key(private: Ed25519PrivateKey) -> SigningKey:
    """Return the key as its own issuer: did:key names nothing but a key."""
    return SigningKey(private, f"did:key:{multikey(private.public_key())}")


def multikey(key: PublicKey) -> str:
    """Return the public key as Multikey text (``z6Mk…`` for Ed25519)."""
    match key:
        case Ed25519PublicKey():
            return "z" + base58(_ED25519 + key.public_bytes_raw())
        case ec.EllipticCurvePublicKey():
            code = _P256 if isinstance(key.curve, ec.SECP256R1) else _P384
            point = key.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
            return "z" + base58(code + point)
        case rsa.RSAPublicKey():
            return "z" + base58(_RSA + key.public_bytes(Encoding.DER, PublicFormat.PKCS1))


def read_multikey(text: object) -> PublicKey:
    """Return the public key.

    :raises Unfit: it is no Multikey, of a kind that is not known, or no point on its curve
    """
    data = read_multibase(text)
    code, raw = data[:2], data[2:]
    try:
        if code == _ED25519:
            return Ed25519PublicKey.from_public_bytes(raw)
        if code in _CURVES:
            return ec.EllipticCurvePublicKey.from_encoded_point(_CURVES[code], raw)
        if code == _RSA:
            return _sized(load_der_public_key(raw))
    except ValueError:
        raise _no_key(str(text)) from None
    raise Unfit(
        "unknown_key", _("“%(key)s” is a key of a kind that is not known here."), key=str(text)
    )


def read_jwk(jwk: object) -> PublicKey:
    """Return the public key of a JSON Web Key.

    :raises Unfit: it is none, holds a secret, or is of a kind that is not known here
    """
    if not isinstance(jwk, Mapping):
        raise _no_key(str(jwk))
    if {"d", "k", "p", "q"} & set(jwk):
        raise Unfit("secret_key", _("What should be a public key holds a secret one."))
    try:
        return _of_jwk(jwk)
    except (ValueError, KeyError, TypeError):
        raise _no_key(str(jwk.get("kid", jwk.get("kty", "")))) from None


def _of_jwk(jwk: Mapping[str, Any]) -> PublicKey:
    match jwk.get("kty"), jwk.get("crv"):
        case "OKP", "Ed25519":
            return Ed25519PublicKey.from_public_bytes(read_base64url(jwk["x"]))
        case "EC", str(curve) if curve in _CURVES_OF_JWK:
            x, y = (int.from_bytes(read_base64url(jwk[name])) for name in ("x", "y"))
            return ec.EllipticCurvePublicNumbers(x, y, _CURVES_OF_JWK[curve]).public_key()
        case "RSA", _other:
            n, e = (int.from_bytes(read_base64url(jwk[name])) for name in ("n", "e"))
            return _sized(rsa.RSAPublicNumbers(e, n).public_key())
    raise Unfit(
        "unknown_key",
        _("“%(key)s” is a key of a kind that is not known here."),
        key=str(jwk.get("kty", "")),
    )


def _sized(key: object) -> rsa.RSAPublicKey:
    if not isinstance(key, rsa.RSAPublicKey):
        raise _no_key("RSA")
    if not LEAST_RSA_BITS <= key.key_size <= MOST_RSA_BITS:
        raise Unfit(
            "weak_key",
            _("An RSA key of %(bits)s bits is not accepted (from %(least)s to %(most)s are)."),
            bits=key.key_size,
            least=LEAST_RSA_BITS,
            most=MOST_RSA_BITS,
        )
    return key


def _no_key(text: str) -> Unfit:
    return Unfit("no_key", _("“%(key)s” is no sound public key."), key=text)
