"""Makers of keys, credentials and trust, all by themselves: no table, no clock."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from openluban.learning.credentials.formats.data_integrity import sign
from openluban.learning.credentials.formats.did import PublishedKey
from openluban.learning.credentials.formats.json_text import Document
from openluban.learning.credentials.formats.keys import SigningKey
from openluban.learning.credentials.formats.open_badges import (
    Achievement,
    Alignment,
    Award,
    Evidence,
    Issuer,
    Recipient,
    Result,
    StatusEntry,
    credential,
    hashed_identity,
)
from openluban.learning.credentials.formats.status_list import status_list_credential
from openluban.learning.credentials.verification.trust import StatusCopy, Trust, TrustedIssuer

AT = datetime(2026, 9, 20, 12, 0, tzinfo=UTC)
SIGNED = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
HOST, COLLEGE = "did:web:luban.example:issuers:host", "did:web:luban.example:issuers:college"
EMAIL, SALT = "zarina@example.org", "a pinch"
LIST = "https://luban.example/issuers/host/status/1/revocation"
PAUSES = "https://luban.example/issuers/host/status/1/suspension"


def key_of(did: str, number: int = 1) -> SigningKey:
    """Return a key that is always the same for an issuer."""
    seed = f"{did} {number}".encode().ljust(32, b".")[-32:]
    return SigningKey(Ed25519PrivateKey.from_private_bytes(seed), did, f"key-{number}")


def make_award(**fields: Any) -> Award:
    """Return an award that has something of everything."""
    host = Issuer(HOST, "Host college", "https://luban.example/")
    award = Award(
        id="https://luban.example/awards/1",
        issuer=host,
        achievement=Achievement(
            id="https://luban.example/achievements/mechatronics",
            name="Mechatronics",
            description="A programme of a Luban Workshop.",
            criteria="Complete it, **with** a project.",
            language="en",
            alignments=(Alignment("Electronics", "https://example.org/0714", "0714"),),
            creator=Issuer(COLLEGE, "College in Tianjin"),
        ),
        recipient=Recipient(
            "urn:uuid:0b1c2d3e-4f50-4162-8374-95a6b7c8d9e0",
            name="Зарина Раҳимова 扎丽娜",
            identities=(hashed_identity("emailAddress", EMAIL, SALT),),
        ),
        name="Certificate of Mechatronics",
        valid_from=SIGNED,
        results=(Result("95"),),
        evidence=(Evidence("https://luban.example/projects/1", "A conveyor"),),
        activity_start=date(2026, 2, 1),
        credits_earned=7.5,
        statuses=(StatusEntry(LIST, 7, "revocation"), StatusEntry(PAUSES, 7, "suspension")),
    )
    return replace(award, **fields)


def make_credential(**fields: Any) -> Document:
    """Return an award as a credential that is not signed."""
    return credential(make_award(**fields))


def make_signed(document: Document | None = None, key: SigningKey | None = None) -> Document:
    """Return a signed credential."""
    return sign(document or make_credential(), key or key_of(HOST), created=SIGNED)


def published(key: SigningKey, **more: Any) -> PublishedKey:
    """Return a key as its issuer publishes it."""
    return PublishedKey(key.fragment or key.multikey, key.multikey, **more)


def make_issuer(did: str = HOST, **more: Any) -> TrustedIssuer:
    """Return an issuer whose first key is known."""
    names = (
        {"en": "Host college", "ru": "Принимающий колледж"} if did == HOST else {"en": "College"}
    )
    return TrustedIssuer(did, names, more.pop("keys", (published(key_of(did)),)), **more)


def make_list(*indices: int, purpose: str = "revocation", url: str = LIST, **more: Any) -> Document:
    """Return a signed status list of the host."""
    more = {"valid_from": SIGNED} | more
    plain = status_list_credential(url, HOST, purpose, indices, **more)
    return sign(plain, key_of(HOST), created=SIGNED)


def make_trust(
    *issuers: TrustedIssuer, lists: Mapping[str, Document] | None = None, **more: Any
) -> Trust:
    """Return trust in the host alone, or in the issuers given; nothing is revoked by default."""
    if lists is None:
        lists = {LIST: make_list(), PAUSES: make_list(purpose="suspension", url=PAUSES)}
    defaults: dict[str, Any] = {"made_at": AT, "made_by": "The alliance"}
    return Trust(
        issuers={each.did: each for each in issuers or (make_issuer(),)},
        lists={url: StatusCopy(each, AT) for url, each in lists.items()},
        **defaults | more,
    )
