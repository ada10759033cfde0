"""Bytes as text with a letter in front that names the alphabet (Multibase): z and u."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from django.utils.translation import gettext_lazy as _

from openluban.learning.credentials.formats.refusals import Unfit

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VALUES = {sign: value for value, sign in enumerate(_ALPHABET)}
_BASE64URL = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
LONGEST_BASE58 = 2_000
"""Keys and signatures are far shorter; the time to read base 58 grows with the square."""


def base58(data: bytes) -> str:
    """Return the bytes in base 58 as Bitcoin writes it, without a letter in front."""
    number, text = int.from_bytes(data), ""
    while number:
        number, value = divmod(number, 58)
        text = _ALPHABET[value] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def read_base58(text: str) -> bytes:
    """Return the bytes.

    :raises Unfit: it is too long or has a sign that is not of the alphabet
    """
    if len(text) > LONGEST_BASE58 or not _VALUES.keys() >= set(text):
        raise Unfit("not_base58", _("“%(text)s” is not written in base 58."), text=text)
    number = 0
    for sign in text:
        number = number * 58 + _VALUES[sign]
    zeros = len(text) - len(text.lstrip("1"))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8)


def base64url(data: bytes) -> str:
    """Return the bytes in base64url without padding."""
    return urlsafe_b64encode(data).decode().rstrip("=")


def read_base64url(text: str) -> bytes:
    """Return the bytes; unlike Python's reader this one passes over nothing.

    :raises Unfit: it has a sign that is not of the alphabet, or an impossible length
    """
    if not _BASE64URL.issuperset(text) or len(text) % 4 == 1:
        raise Unfit("not_base64url", _("“%(text)s” is not written in base64url."), text=text)
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def read_multibase(text: object) -> bytes:
    """Return the bytes of a text that begins with ``z`` (base 58) or ``u`` (base64url).

    :raises Unfit: it is no such text
    """
    if isinstance(text, str):
        if text.startswith("z"):
            return read_base58(text[1:])
        if text.startswith("u"):
            return read_base64url(text[1:])
    raise Unfit("not_multibase", _("“%(text)s” is no Multibase text."), text=str(text))
