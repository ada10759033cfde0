"""This installation's signing key (Ed25519, RFC 8032), kept in a file of the data folder."""

import os
from base64 import b64decode, b64encode
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from openluban.foundation.exchange.models import Site
from openluban.kernel.canonical import JSONValue, canonical_bytes
from openluban.kernel.text import LocalizedText

_NAMES = LocalizedText(
    {"en": "Luban Workshop network", "zh-hans": "鲁班工坊网络", "ru": "Сеть мастерских Лу Баня"}
)


def _place() -> Path:
    folder: Path = settings.LUBAN_HOME / "keys"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / "site.pem"


def private_key() -> Ed25519PrivateKey:
    """Return the signing key, made on first use with rights for the owner alone."""
    place = _place()
    if not place.exists():
        fresh = Ed25519PrivateKey.generate().private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as kept:
            kept.write(fresh)
    key = serialization.load_pem_private_key(place.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        message = f"{place.name} holds no Ed25519 key"
        raise TypeError(message)
    return key


def public_key_text() -> str:
    """Return the public key as base64 of its 32 bytes."""
    raw = private_key().public_key().public_bytes_raw()
    return b64encode(raw).decode()


def this_site() -> Site:
    """Return this installation's row, made on first use."""
    site, _made = Site.objects.get_or_create(
        pk=1, defaults={"name": _NAMES, "public_key": public_key_text()}
    )
    return site


def sign(value: JSONValue) -> str:
    """Return the signature (base64) over the value's RFC 8785 form."""
    return b64encode(private_key().sign(canonical_bytes(value))).decode()


def is_signed(value: JSONValue, *, signature: str, public_key: str) -> bool:
    """Test whether the signature over the value's RFC 8785 form is by the given key."""
    try:
        key = Ed25519PublicKey.from_public_bytes(b64decode(public_key))
        key.verify(b64decode(signature), canonical_bytes(value))
    except (InvalidSignature, ValueError):
        return False
    return True
