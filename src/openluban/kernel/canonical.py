"""Canonical JSON (RFC 8785): the same value always gives the same bytes, so it can be signed."""

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from openluban.kernel.refusals import Refusal

JSONValue: TypeAlias = (
    "bool | int | float | str | Sequence[JSONValue] | Mapping[str, JSONValue] | None"
)

_LARGEST_WHOLE = 2**53 - 1
_DEEPEST = 200
# ECMAScript writes a number out up to this many digits before the point, then as 1e+21.
_PLAIN_DIGITS = 21
_PLAIN_ZEROS = 6


class NotCanonical(Refusal):
    """The value has no canonical form."""

    code = "not_canonical"
    sentence = "This value cannot be signed: %(reason)s."


def canonical_bytes(value: JSONValue) -> bytes:
    """Return the value as canonical JSON in UTF-8, exactly as RFC 8785 says.

    Quantities beyond 2**53 - 1 travel as texts: a float of that size is written, but reads back
    as a whole number that is refused.

    :raises NotCanonical: a number is not finite or is a whole number beyond 2**53 - 1; a text
        holds half a surrogate pair; a key is no text; something is no JSON; it is nested deeper
        than 200 levels
    """
    pieces: list[str] = []
    _write(value, pieces, depth=0)
    try:
        return "".join(pieces).encode()
    except UnicodeEncodeError:
        raise NotCanonical(reason="half a surrogate pair in a text") from None


def digest(value: JSONValue) -> str:
    """Return ``sha256:`` and the hexadecimal digest of the canonical form.

    :raises NotCanonical: as :func:`canonical_bytes`
    """
    return "sha256:" + hashlib.sha256(canonical_bytes(value)).hexdigest()


def _write(value: JSONValue, pieces: list[str], *, depth: int) -> None:
    if depth > _DEEPEST:
        raise NotCanonical(reason="nested too deeply")
    match value:
        case None | bool():
            pieces.append({None: "null", True: "true", False: "false"}[value])
        case str():
            pieces.append(_text(value))
        case int():
            pieces.append(_whole(value))
        case float():
            pieces.append(_number(value))
        case list() | tuple():
            _write_list(value, pieces, depth=depth)
        case Mapping():
            _write_object(value, pieces, depth=depth)
        case _:
            raise NotCanonical(reason=f"{type(value).__name__} is not JSON")


def _write_list(values: Sequence[JSONValue], pieces: list[str], *, depth: int) -> None:
    pieces.append("[")
    for place, value in enumerate(values):
        if place:
            pieces.append(",")
        _write(value, pieces, depth=depth + 1)
    pieces.append("]")


def _write_object(value: Mapping[str, JSONValue], pieces: list[str], *, depth: int) -> None:
    pieces.append("{")
    for place, key in enumerate(sorted(value, key=_code_units)):
        if place:
            pieces.append(",")
        pieces.append(_text(key) + ":")
        _write(value[key], pieces, depth=depth + 1)
    pieces.append("}")


def _code_units(key: object) -> bytes:
    """Return the key so that it sorts by UTF-16 code units, not by code points."""
    if not isinstance(key, str):
        raise NotCanonical(reason="a key is not a text")
    return key.encode("utf-16-be", "surrogatepass")


def _text(value: str) -> str:
    # json escapes what RFC 8785 escapes, in the same way, and leaves all else as it is.
    return json.dumps(value, ensure_ascii=False)


def _whole(value: int) -> str:
    if abs(value) > _LARGEST_WHOLE:
        raise NotCanonical(reason="a whole number is beyond 2**53 - 1")
    return int.__repr__(value)


def _number(value: float) -> str:
    """Write a float as ECMAScript does (Number::toString of ECMA-262)."""
    if not math.isfinite(value):
        raise NotCanonical(reason="a number is not finite")
    if value == 0:
        return "0"
    # repr gives the shortest digits that read back the same, as ECMAScript asks.
    sign, numerals, exponent = Decimal(float.__repr__(value)).normalize().as_tuple()
    digits = "".join(map(str, numerals))
    point = len(digits) + int(exponent)
    return "-" * sign + _placed(digits, point)


def _placed(digits: str, point: int) -> str:
    """Place the decimal point after ``point`` digits, with an exponent where it is far away."""
    if len(digits) <= point <= _PLAIN_DIGITS:
        return digits.ljust(point, "0")
    if 0 < point <= _PLAIN_DIGITS:
        return f"{digits[:point]}.{digits[point:]}"
    if -_PLAIN_ZEROS < point <= 0:
        return f"0.{'0' * -point}{digits}"
    fraction = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{digits[0]}{fraction}e{point - 1:+d}"
