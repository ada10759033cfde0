"""Seals what identifies a person under that person's own key (AES-256-GCM).

Erasing a person is destroying their key: what was sealed stays in the append-only history and
tells nobody anything any more.
"""

import os
from base64 import b64decode, b64encode
from collections.abc import Sequence
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from openluban.foundation.access.models import PersonKey

_NONCE = 12
_FACTORS = b"openluban second factors v1"
_SEALED = "sealed:"


def _wrapping_key() -> bytes:
    return purpose_key(b"openluban person keys v1")


def _encrypt(key: bytes, plain: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, None)


def _decrypt(key: bytes, sealed: bytes) -> bytes:
    return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], None)


def _key_of(person: str) -> bytes:
    kept = PersonKey.objects.filter(person=person).first()
    if kept is None:
        fresh = AESGCM.generate_key(256)
        PersonKey.objects.create(person=person, wrapped=_encrypt(_wrapping_key(), fresh))
        return fresh
    return _decrypt(_wrapping_key(), bytes(kept.wrapped))


def seal(person: str, text: str) -> str:
    """Return the text sealed under the person's key, which is made on first use."""
    return b64encode(_encrypt(_key_of(person), text.encode())).decode()


def seal_all(texts: Sequence[tuple[str, str]]) -> list[str]:
    """Return the texts of many (person, text), each sealed as ``seal`` does; two queries."""
    people = list(dict.fromkeys(person for person, _text in texts))
    kept = PersonKey.objects.filter(person__in=people)
    keys = {each.person: _decrypt(_wrapping_key(), bytes(each.wrapped)) for each in kept}
    fresh = {person: AESGCM.generate_key(256) for person in people if person not in keys}
    PersonKey.objects.bulk_create(
        PersonKey(person=person, wrapped=_encrypt(_wrapping_key(), key))
        for person, key in fresh.items()
    )
    keys |= fresh
    return [b64encode(_encrypt(keys[person], text.encode())).decode() for person, text in texts]


def unseal(person: str, sealed: str) -> str:
    """Return the text, or ``""`` where the person was erased."""
    return unseal_all([(person, sealed)])[0]


def unseal_all(sealed: Sequence[tuple[str, str]]) -> list[str]:
    """Return the texts of many (person, sealed text) in their order; one query."""
    wanted = {person for person, text in sealed if text}
    kept = PersonKey.objects.filter(person__in=wanted) if wanted else ()
    keys = {each.person: _decrypt(_wrapping_key(), bytes(each.wrapped)) for each in kept}
    return [_opened(keys.get(person), text) for person, text in sealed]


def _opened(key: bytes | None, sealed: str) -> str:
    if key is None or not sealed:
        return ""
    try:
        return _decrypt(key, b64decode(sealed)).decode()
    except InvalidTag:
        return ""


def erase(person: str) -> bool:
    """Destroy a person's key; return whether there was one."""
    return PersonKey.objects.filter(person=person).delete()[0] > 0


def purpose_key(purpose: bytes) -> bytes:
    """Return a key of 32 bytes that this installation keeps for one purpose."""
    return _derived(settings.SECRET_KEY, purpose)


@lru_cache(maxsize=32)
def _derived(secret: str, purpose: bytes) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose)
    return derived.derive(secret.encode())


def seal_with(purpose: bytes, text: str) -> str:
    """Return the text sealed under the installation's key for a purpose."""
    return b64encode(_encrypt(purpose_key(purpose), text.encode())).decode()


def unseal_with(purpose: bytes, sealed: str) -> str:
    """Return what ``seal_with`` sealed, ``""`` where this installation cannot open it."""
    return _opened(purpose_key(purpose), sealed)


def seal_factor(text: str) -> str:
    """Return the secret of a second factor as the database may hold it."""
    return _SEALED + b64encode(_encrypt(purpose_key(_FACTORS), text.encode())).decode()


def unseal_factor(kept: str) -> str:
    """Return the secret of a second factor, also of one that was set up before they were sealed."""
    if not kept.startswith(_SEALED):
        return kept
    return _decrypt(purpose_key(_FACTORS), b64decode(kept.removeprefix(_SEALED))).decode()
