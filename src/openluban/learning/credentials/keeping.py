"""The private keys of issuers: files of the data folder, as the installation keeps its own.

The folder is flat, so that backups take every file along.
"""

import os
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings


def _place(issuer_number: int, name: str) -> Path:
    folder: Path = settings.LUBAN_HOME / "keys"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"issuer-{issuer_number}-{name}.pem"


def keep_private_key(issuer_number: int, name: str, key: Ed25519PrivateKey) -> None:
    """Write a private key for its owner alone; it is there whole or not at all, and flushed.

    :raises FileExistsError: there is one of that name
    """
    written = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    place = _place(issuer_number, name)
    half = place.with_suffix(".part")
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as kept:
        kept.write(written)
        kept.flush()
        os.fsync(kept.fileno())
    os.link(half, place)
    half.unlink()


def private_key_of(issuer_number: int, name: str) -> Ed25519PrivateKey | None:
    """Return a private key, None where its file is gone or holds none."""
    place = _place(issuer_number, name)
    try:
        return _read(place, place.stat().st_mtime_ns)
    except (OSError, ValueError, TypeError):
        return None


@lru_cache(maxsize=64)
def _read(place: Path, _written_at: int) -> Ed25519PrivateKey:
    key = serialization.load_pem_private_key(place.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        message = f"{place.name} holds no Ed25519 key"
        raise TypeError(message)
    return key


def destroy_private_key(issuer_number: int, name: str) -> None:
    """Take a private key away: what was replaced or stolen must not sign again."""
    _place(issuer_number, name).unlink(missing_ok=True)
