"""Signatures of statements: by whom, of what, and those that sign nothing."""

import base64
from datetime import timedelta
from typing import Any

import orjson
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA384
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from openluban.learning.statements.errors import Unfit
from openluban.learning.statements.formats.multipart import written
from openluban.learning.statements.formats.signatures import check_signature
from openluban.learning.statements.rules.outcomes import SIGNATURE
from openluban.learning.statements.tests.make import AT, Program, enclosed_of, make_statement

_VALUE = make_statement(result={"duration": "PT1.239S"})
_ONE = orjson.dumps(_VALUE)


def _token(header: Any, payload: bytes, signature: bytes = b"x") -> bytes:
    parts = (orjson.dumps(header), payload, signature)
    return b".".join(base64.urlsafe_b64encode(part).rstrip(b"=") for part in parts)


@pytest.mark.parametrize(
    "token",
    [
        b"",
        b"a.b",
        b"a.b.c",
        b"!!.!!.!!",
        _token({"alg": "none"}, _ONE),
        _token({"alg": "HS256"}, _ONE),
        _token({}, _ONE),
        _token([], _ONE),
        _token({"alg": "RS256"}, b"{"),
        _token({"alg": "RS256"}, b'{"actor":1}'),
        _token({"alg": "RS256"}, orjson.dumps(make_statement("somebody-else"))),
        _token({"alg": "RS256", "x5c": []}, _ONE),
        _token({"alg": "RS256", "x5c": ["AAAA"]}, _ONE),
        _token({"alg": "RS256", "x5c": {"0": 1}}, _ONE),
    ],
)
def test_signatures_that_sign_nothing(token: bytes) -> None:
    with pytest.raises(Unfit, match="signature"):
        check_signature(token, _VALUE, 2)


@pytest.mark.django_db
def test_a_signature_is_asked_for_where_one_is_named(program: Program) -> None:
    _enclosed, file = enclosed_of(b"a.b.c")
    named = {**file, "usageType": SIGNATURE}
    assert program.ask("POST", "statements", make_statement(attachments=[named])).status_code == 400


@pytest.fixture(scope="module")
def signer() -> tuple[rsa.RSAPrivateKey, str]:
    """A key and its certificate."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "tests")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    made = made.public_key(key.public_key()).serial_number(1)
    made = made.not_valid_before(AT).not_valid_after(AT + timedelta(days=1))
    certificate = made.sign(key, SHA384()).public_bytes(Encoding.DER)
    return key, base64.b64encode(certificate).decode()


def _signed(signer: tuple[rsa.RSAPrivateKey, str], payload: bytes) -> bytes:
    key, certificate = signer
    unsigned = _token({"alg": "RS384", "x5c": [certificate]}, payload).rpartition(b".")[0]
    signature = key.sign(unsigned, PKCS1v15(), SHA384())
    return unsigned + b"." + base64.urlsafe_b64encode(signature).rstrip(b"=")


def test_a_signature_is_held_against_its_certificate(
    signer: tuple[rsa.RSAPrivateKey, str],
) -> None:
    good = _signed(signer, _ONE)
    check_signature(good, _VALUE, 2)
    # What is finer than a hundredth of a second is no part of what is compared.
    check_signature(good, {**_VALUE, "result": {"duration": "PT1.23S"}}, 2)
    other = orjson.dumps({**_VALUE, "timestamp": "2026-11-01T10:00:00Z"})
    forged = b".".join(
        [good.split(b".")[0], base64.urlsafe_b64encode(other).rstrip(b"="), good.split(b".")[2]]
    )
    with pytest.raises(Unfit, match="certificate"):
        check_signature(forged, orjson.loads(other), 2)


@pytest.mark.django_db
def test_a_signed_statement_is_stored(
    program: Program, signer: tuple[rsa.RSAPrivateKey, str]
) -> None:
    enclosed, file = enclosed_of(_signed(signer, _ONE), "application/octet-stream")
    one = {**_VALUE, "attachments": [{**file, "usageType": SIGNATURE}]}
    kind, body = written(orjson.dumps(one), [enclosed])
    assert program.ask("POST", "statements", body, kind=kind).status_code == 200
