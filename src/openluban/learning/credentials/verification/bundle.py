"""A trust bundle: what is needed to check credentials without a link, dated and signed.

Who has it can say of a credential by whom it was issued and whether it was revoked, as of the
bundle's day. It holds no learner: issuers, their public keys, and lists of bits.
"""

import gzip
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.utils.translation import gettext_lazy as _

from openluban.kernel.canonical import NotCanonical, canonical_bytes
from openluban.learning.credentials.formats.did import PublishedKey
from openluban.learning.credentials.formats.json_text import Document, read_object
from openluban.learning.credentials.formats.keys import multikey, read_multikey
from openluban.learning.credentials.formats.moments import read_moment, written_moment
from openluban.learning.credentials.formats.multibase import base58, read_multibase
from openluban.learning.credentials.formats.refusals import Unfit
from openluban.learning.credentials.verification.trust import StatusCopy, Trust, TrustedIssuer

FORMAT = "openluban-trust-bundle/1"
MOST_BYTES = 64 * 1024 * 1024
MOST_ISSUERS, MOST_LISTS = 10_000, 5_000
_GZIP = b"\x1f\x8b"
_WITH_GZIP_HEAD = 31


@dataclass(frozen=True)
class Bundle:
    """A bundle that was read and whose signature fits ``signed_by``."""

    trust: Trust
    network: str
    made_at: datetime
    signed_by: str
    """The public key (Multikey) of who made it; whether it is the right one, a reader decides."""


def write_bundle(
    trust: Trust, *, network: str, key: Ed25519PrivateKey, at: datetime, packed: bool = True
) -> bytes:
    """Return the bundle as a file: JSON packed with gzip, or plain."""
    content: dict[str, Any] = {
        "format": FORMAT,
        "network": network,
        "made_at": written_moment(at),
        "made_by": trust.made_by,
        "issuers": [_issuer_out(trust.issuers[did]) for did in sorted(trust.issuers)],
        "lists": [
            {
                "url": url,
                "seen_at": written_moment(trust.lists[url].seen_at),
                "credential": trust.lists[url].credential,
            }
            for url in sorted(trust.lists)
        ],
        "signed_by": multikey(key.public_key()),
    }
    signature = "z" + base58(key.sign(canonical_bytes(content)))
    data = orjson.dumps({**content, "signature": signature})
    return gzip.compress(data, 9, mtime=0) if packed else data


def _issuer_out(issuer: TrustedIssuer) -> Document:
    keys = [
        {
            "name": key.fragment,
            "key": key.multikey,
            **_given(since=_moment_out(key.since), until=_moment_out(key.until)),
            **({"compromised": True} if key.compromised else {}),
        }
        for key in issuer.keys
    ]
    return {
        "did": issuer.did,
        "names": dict(issuer.names),
        "keys": keys,
        **_given(
            url=issuer.url,
            recognised_by=issuer.recognised_by,
            since=issuer.since and issuer.since.isoformat(),
            until=issuer.until and issuer.until.isoformat(),
        ),
    }


def _given(**words: Any) -> Document:
    return {word: value for word, value in words.items() if value}


def _moment_out(moment: datetime | None) -> str | None:
    return written_moment(moment) if moment else None


def read_bundle(data: bytes, *, signed_by: str = "") -> Bundle:
    """Return what a bundle holds.

    :raises Unfit: it is none, was changed, was signed by another than ``signed_by``, or unpacks
        to more than is read
    """
    content = read_object(_unpacked(data), most=MOST_BYTES)
    if content.get("format") != FORMAT:
        raise Unfit("no_bundle", _("This is no trust bundle."))
    key = content.get("signed_by", "")
    if signed_by and key != signed_by:
        raise Unfit(
            "bundle_of_another", _("This bundle was signed by another key: %(key)s."), key=str(key)
        )
    _check_signature(content, key)
    try:
        return _read(content)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Unfit("no_bundle", _("This is no trust bundle.")) from None


def _unpacked(data: bytes) -> bytes:
    if not data.startswith(_GZIP):
        return data
    unpacker = zlib.decompressobj(_WITH_GZIP_HEAD)
    try:
        plain = unpacker.decompress(data, MOST_BYTES + 1)
    except zlib.error:
        raise Unfit("no_bundle", _("This is no trust bundle.")) from None
    if len(plain) > MOST_BYTES or not unpacker.eof:
        raise Unfit("no_bundle", _("This is no trust bundle."))
    return plain


def _check_signature(content: Document, key: object) -> None:
    signed = {word: value for word, value in content.items() if word != "signature"}
    public = read_multikey(key)
    value = read_multibase(content.get("signature"))
    if not isinstance(public, Ed25519PublicKey):
        raise Unfit("no_bundle", _("This is no trust bundle."))
    try:
        public.verify(value, canonical_bytes(signed))
    except (InvalidSignature, NotCanonical):
        raise Unfit("changed_bundle", _("This bundle was changed after it was signed.")) from None


def _read(content: Document) -> Bundle:
    issuers, lists = content["issuers"], content["lists"]
    if len(issuers) > MOST_ISSUERS or len(lists) > MOST_LISTS:
        raise ValueError
    made_at = read_moment(content["made_at"])
    trust = Trust(
        issuers={entry["did"]: _issuer_in(entry) for entry in issuers},
        lists={
            entry["url"]: StatusCopy(entry["credential"], read_moment(entry["seen_at"]))
            for entry in lists
        },
        made_at=made_at,
        made_by=str(content.get("made_by", "")),
    )
    return Bundle(trust, str(content.get("network", "")), made_at, str(content["signed_by"]))


def _issuer_in(entry: Mapping[str, Any]) -> TrustedIssuer:
    keys = tuple(
        PublishedKey(
            fragment=str(key["name"]),
            multikey=str(key["key"]),
            since=read_moment(key["since"]) if "since" in key else None,
            until=read_moment(key["until"]) if "until" in key else None,
            compromised=bool(key.get("compromised")),
        )
        for key in entry["keys"]
    )
    return TrustedIssuer(
        did=str(entry["did"]),
        names={str(language): str(name) for language, name in entry["names"].items()},
        keys=keys,
        url=str(entry.get("url", "")),
        recognised_by=str(entry.get("recognised_by", "")),
        since=date.fromisoformat(entry["since"]) if "since" in entry else None,
        until=date.fromisoformat(entry["until"]) if "until" in entry else None,
    )
