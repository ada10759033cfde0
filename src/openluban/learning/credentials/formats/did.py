"""Decentralised identifiers: did:key, which is a key, and did:web, which is an address."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, unquote, urlsplit

from django.utils.translation import gettext_lazy as _

from openluban.learning.credentials.formats.json_text import Document
from openluban.learning.credentials.formats.keys import PublicKey, read_jwk, read_multikey
from openluban.learning.credentials.formats.moments import written_moment
from openluban.learning.credentials.formats.refusals import Unfit

_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?(%3[Aa]\d{1,5})?\Z")
_SEGMENT = re.compile(r"([A-Za-z0-9._~-]|%[0-9A-Fa-f]{2})+\Z")
MOST_METHODS = 200


@dataclass(frozen=True)
class PublishedKey:
    """A public key of an issuer with the time in which it signed."""

    fragment: str
    multikey: str
    since: datetime | None = None
    until: datetime | None = None
    """When it was put aside; what it signed before still counts."""
    compromised: bool = False
    """Somebody else may have had it; nothing that it signed counts, whenever it says it was."""


def did_web(address: str) -> str:
    """Return the did:web of a web address such as ``https://luban.example/issuers/tj-ttu``."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    port = f"%3A{parts.port}" if parts.port else ""
    path = [quote(part, safe="") for part in parts.path.split("/") if part]
    return ":".join(["did:web", host + port, *path])


def did_web_url(did: str) -> str:
    """Return where the document of a did:web lies.

    :raises Unfit: it is no sound did:web
    """
    method, _colon, name = did.partition("did:web:")
    host, *path = name.split(":")
    sound = not method and _HOST.match(host) and all(_SEGMENT.match(part) for part in path)
    if not sound or any(unquote(part) in {".", ".."} or "/" in unquote(part) for part in path):
        raise Unfit("bad_did", _("“%(did)s” is no sound did:web."), did=did)
    where = "/".join(path) if path else ".well-known"
    return f"https://{unquote(host)}/{where}/did.json"


def key_of_did_key(did: str) -> PublicKey:
    """Return the key that a did:key is.

    :raises Unfit: it is no sound did:key
    """
    method, _colon, name = did.partition("did:key:")
    if method or not name.startswith("z"):
        raise Unfit("bad_did", _("“%(did)s” is no sound did:key."), did=did)
    return read_multikey(name)


def did_document(did: str, keys: Sequence[PublishedKey]) -> Document:
    """Return the document that says which keys an issuer signs with, or has signed with.

    Keys put aside stay, so that what they signed can be checked; compromised ones are left out.
    """
    sound = [key for key in keys if not key.compromised]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did,
        "verificationMethod": [
            {
                "id": f"{did}#{key.fragment}",
                "type": "Multikey",
                "controller": did,
                "publicKeyMultibase": key.multikey,
                **({"expires": written_moment(key.until)} if key.until else {}),
            }
            for key in sound
        ],
        "assertionMethod": [f"{did}#{key.fragment}" for key in sound],
    }


def keys_in_document(document: Document, did: str) -> dict[str, PublicKey]:
    """Return by name the keys that a DID document gives for assertions.

    :raises Unfit: it is the document of another, or not sound
    """
    if document.get("id") != did:
        raise Unfit("bad_did_document", _("This is not the document of “%(did)s”."), did=did)
    methods = _listed(document, "verificationMethod")
    asserting = _listed(document, "assertionMethod")
    inside = [each for each in asserting if isinstance(each, dict)]
    named = {_whole(each, did) for each in asserting if isinstance(each, str)}
    found = {}
    for method in [*methods, *inside]:
        if not isinstance(method, dict) or method.get("controller") != did:
            continue
        name = _whole(str(method.get("id", "")), did)
        if name in named or method in inside:
            found[name] = _key_of_method(method)
    return found


def _listed(document: Document, word: str) -> list[object]:
    value = document.get(word, [])
    listed = value if isinstance(value, list) else [value]
    if len(listed) > MOST_METHODS:
        raise Unfit(
            "too_many_keys", _("This document has more than %(most)s keys."), most=MOST_METHODS
        )
    return listed


def _whole(name: str, did: str) -> str:
    return did + name if name.startswith("#") else name


def _key_of_method(method: Document) -> PublicKey:
    if "publicKeyJwk" in method:
        return read_jwk(method["publicKeyJwk"])
    return read_multikey(method.get("publicKeyMultibase"))
