"""Keys of this installation for learners: their tokens, and the numbers authorities gave them."""

import hmac
import unicodedata
from hashlib import sha256

from openluban.foundation.access.sealing import purpose_key, seal_with, unseal_with

_TOKENS = b"openluban learner tokens v1"
_NUMBERS = b"openluban learner numbers v1"
_LOOKUP = b"openluban learner numbers look-up v1"
_ERASED = b"openluban erased roster ids v1"


def token_of(key: str) -> str:
    """Return the pseudonym under which a person is counted elsewhere (32 hexadecimal digits).

    It follows from the person's key and this installation's secret: distinct persons have distinct
    tokens, and nobody without the secret gets from one to the other.
    """
    return hmac.new(purpose_key(_TOKENS), key.encode(), sha256).hexdigest()[:32]


def seal_number(number: str) -> str:
    """Return a number as the database may hold it."""
    return seal_with(_NUMBERS, number)


def unseal_number(sealed: str) -> str:
    """Return the number; "" where it was sealed under another installation's secret."""
    return unseal_with(_NUMBERS, sealed)


def number_digest(kind: str, country: str, number: str) -> str:
    """Return what is equal for equal numbers of one kind and country, and tells nothing else.

    Case, width, spaces and hyphens do not count.
    """
    plain = "".join(
        letter for letter in unicodedata.normalize("NFKC", number).casefold() if letter.isalnum()
    )
    said = "\x1f".join((kind, country, plain))
    return hmac.new(purpose_key(_LOOKUP), said.encode(), sha256).hexdigest()


def roster_digest(source: str, external_id: str) -> str:
    """Return what is equal for equal ids of one source, and tells nobody else which they are."""
    said = f"{source}\x1f{external_id}"
    return hmac.new(purpose_key(_ERASED), said.encode(), sha256).hexdigest()
