"""Bitstring Status List 1.0: one bit a credential says whether it was revoked or suspended.

A list has at least 131,072 places, so that whoever asks for it does not say of whom.
"""

import gzip
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from openluban.learning.credentials.formats.contexts import CREDENTIALS_V2
from openluban.learning.credentials.formats.json_text import Document
from openluban.learning.credentials.formats.moments import written_moment
from openluban.learning.credentials.formats.multibase import base64url, read_base64url
from openluban.learning.credentials.formats.refusals import Unfit

ENTRIES = 131_072
LEAST_BYTES = ENTRIES // 8
MOST_BYTES = 4 * 1024 * 1024
"""Unpacked; 33 million credentials."""
PURPOSES = ("revocation", "suspension")
_GZIP = 31  # zlib's word for: with gzip's header, largest window


@dataclass(frozen=True)
class StatusList:
    """The bits of a list; the first one is the highest of the first byte."""

    purpose: str
    bits: bytes

    def is_set(self, index: int) -> bool:
        """Test the bit.

        :raises Unfit: the list has no such place
        """
        if not 0 <= index < len(self.bits) * 8:
            raise Unfit("no_such_place", _("The list has no place %(index)s."), index=index)
        return bool(self.bits[index // 8] >> (7 - index % 8) & 1)


def bits_with(indices: Iterable[int], size: int = ENTRIES) -> bytes:
    """Return the bits of a list of this size with those at the given places set."""
    bits = bytearray(size // 8)
    for index in indices:
        bits[index // 8] |= 1 << (7 - index % 8)
    return bytes(bits)


def encode(bits: bytes) -> str:
    """Return the bits as a list carries them: packed with gzip, in Multibase's base64url."""
    return "u" + base64url(gzip.compress(bits, 9, mtime=0))


def decode(text: object) -> bytes:
    """Return the bits.

    :raises Unfit: it is no such text, has fewer places than the standard asks, or more bytes
        than are unpacked here
    """
    if not isinstance(text, str):
        raise _bad()
    # The older draft wrote no letter in front; gzip begins with H4s in base64url.
    packed = read_base64url(text.removeprefix("u"))
    unpacker = zlib.decompressobj(_GZIP)
    try:
        bits = unpacker.decompress(packed, MOST_BYTES + 1)
    except zlib.error:
        raise _bad() from None
    if len(bits) > MOST_BYTES:
        raise Unfit(
            "list_bomb", _("The status list unpacks to more than %(most)s bytes."), most=MOST_BYTES
        )
    if not unpacker.eof or unpacker.unused_data:
        raise _bad()
    if len(bits) < LEAST_BYTES:
        raise Unfit(
            "list_too_short",
            _("The status list has fewer than %(least)s places: it would betray whom it is about."),
            least=ENTRIES,
        )
    return bits


def _bad() -> Unfit:
    return Unfit("bad_list", _("The status list cannot be unpacked."))


def status_list_credential(
    url: str,
    issuer: str,
    purpose: str,
    indices: Iterable[int],
    *,
    valid_from: datetime,
    valid_until: datetime | None = None,
) -> Document:
    """Return the list as a credential, not signed yet."""
    until = {"validUntil": written_moment(valid_until)} if valid_until else {}
    return {
        "@context": [CREDENTIALS_V2],
        "id": url,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": written_moment(valid_from),
        **until,
        "credentialSubject": {
            "id": f"{url}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose,
            "encodedList": encode(bits_with(indices)),
        },
    }


def read_status_list(credential: Document) -> StatusList:
    """Return the list within a status list credential, whose proof is checked elsewhere.

    :raises Unfit: it is none, or cannot be unpacked
    """
    subject = credential.get("credentialSubject")
    if not isinstance(subject, dict) or subject.get("type") not in (
        "BitstringStatusList",
        ["BitstringStatusList"],
    ):
        raise Unfit("no_list", _("What should be its status list is none."))
    purpose = subject.get("statusPurpose", "")
    if purpose not in PURPOSES:
        raise Unfit(
            "unknown_purpose", _("A status “%(purpose)s” is not known here."), purpose=str(purpose)
        )
    return StatusList(str(purpose), decode(subject.get("encodedList")))
