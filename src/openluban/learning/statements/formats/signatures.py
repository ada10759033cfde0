"""Signatures of statements: a JSON Web Signature whose payload is the statement itself."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, Any

from openluban.kernel.lazily import lazily
from openluban.learning.statements.errors import Unfit
from openluban.learning.statements.formats.json_bytes import read_object
from openluban.learning.statements.rules.equality import is_same
from openluban.learning.statements.rules.statements import statement as check_statement

if TYPE_CHECKING:
    from cryptography import exceptions, x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding, rsa
else:
    exceptions, x509 = lazily("cryptography.exceptions"), lazily("cryptography.x509")
    hashes = lazily("cryptography.hazmat.primitives.hashes")
    padding = lazily("cryptography.hazmat.primitives.asymmetric.padding")
    rsa = lazily("cryptography.hazmat.primitives.asymmetric.rsa")

_HASHES = {"RS256": "SHA256", "RS384": "SHA384", "RS512": "SHA512"}
_PARTS = 3


def check_signature(token: bytes, statement: dict[str, Any], edition: int) -> None:
    """Check that a signature signs this statement, with its certificate where it brings one.

    :raises Unfit: it is no such signature, of another statement, or false
    """
    path = "signature"
    parts = token.strip().split(b".")
    if len(parts) != _PARTS:
        raise Unfit(path, "must be a JSON Web Signature in its compact form")
    head, payload, signature = (_decoded(part, path) for part in parts)
    header = _object(head, f"{path}.header")
    algorithm = header.get("alg")
    if algorithm not in _HASHES:
        raise Unfit(f"{path}.header.alg", "must be RS256, RS384 or RS512")
    signed = _object(payload, f"{path}.payload")
    try:
        check_statement(signed, edition=edition)
    except Unfit as fault:
        where = f"{path}.payload.{fault.details['path']}"
        raise Unfit(where, str(fault.details["rule"])) from None
    if not is_same(signed, statement):
        raise Unfit(f"{path}.payload", "is not the statement that it comes with")
    if "x5c" in header:
        key = _key(header["x5c"], f"{path}.header.x5c")
        message = parts[0] + b"." + parts[1]
        digest: hashes.HashAlgorithm = getattr(hashes, _HASHES[algorithm])()
        try:
            key.verify(signature, message, padding.PKCS1v15(), digest)
        except exceptions.InvalidSignature:
            raise Unfit(path, "is not by the certificate that it names") from None


def _decoded(part: bytes, path: str) -> bytes:
    try:
        return base64.b64decode(part + b"=" * (-len(part) % 4), b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise Unfit(path, "must be in base64url") from None


def _object(data: bytes, path: str) -> dict[str, Any]:
    value = read_object(data, path)
    if type(value) is not dict:
        raise Unfit(path, "must be an object")
    return value


def _key(chain: Any, path: str) -> rsa.RSAPublicKey:
    try:
        certificate = x509.load_der_x509_certificate(base64.b64decode(chain[0], validate=True))
        key = certificate.public_key()
    except (TypeError, ValueError, KeyError, IndexError, binascii.Error):
        raise Unfit(path, "must be a list of certificates") from None
    if not isinstance(key, rsa.RSAPublicKey):
        raise Unfit(path, "must hold an RSA key")
    return key
