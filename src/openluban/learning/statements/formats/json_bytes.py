"""Bytes of JSON that strangers send: what reads differently in different readers is refused.

Names given twice, numbers that no reader keeps, halves of surrogate pairs, other encodings than
UTF-8 and deep nesting are refused.
"""

import json
import re
from collections import Counter
from typing import Any

import orjson

from openluban.learning.statements.errors import Unfit

DEEPEST = 64
_SMALLEST, _LARGEST = -(2**63), 2**64 - 1
_MOST_DIGITS = 25
_STRINGS = re.compile(rb'"(?:[^"\\]|\\.)*"')
_SPACE = re.compile(r"[ \t\n\r]*")


def read_object(data: bytes, path: str = "body") -> Any:
    """Return the value of a JSON text.

    :raises Unfit: it is none, or reads differently in different readers
    """
    value = _quickly(data, path)
    _check_depth(data, path)
    if orjson.dumps(value) != data:
        _slowly(data, path)
    return value


def read_statements(data: bytes) -> tuple[list[tuple[Any, bytes]], bool]:
    """Return each statement with its own bytes, and whether they came as a list.

    :raises Unfit: as :func:`read_object`
    """
    value = _quickly(data, "body")
    is_list = type(value) is list
    if not is_list:
        if orjson.dumps(value) != data:
            _slowly(data, "body")
        return [(value, data)], False
    pieces = [orjson.dumps(each) for each in value]
    for piece in pieces:
        _check_depth(piece, "body")
    # What we would write ourselves can hold no name twice, and its parts are its bytes.
    if b"[" + b",".join(pieces) + b"]" == data:
        return list(zip(value, pieces, strict=True)), True
    return list(zip(value, _elements(data), strict=True)), True


def _quickly(data: bytes, path: str) -> Any:
    try:
        value = orjson.loads(data)
    except orjson.JSONDecodeError as fault:
        raise Unfit(path, f"is no JSON that can be read ({fault.msg[:80]})") from None
    if type(value) is not list:
        _check_depth(data, path)
    return value


def _check_depth(data: bytes, path: str) -> None:
    # Few brackets cannot be deep; only then it is worth telling them from those in texts.
    if data.count(b"{") + data.count(b"[") > DEEPEST and _depth(data) > DEEPEST:
        raise Unfit(path, f"is nested deeper than {DEEPEST} levels")


def _depth(data: bytes) -> int:
    deep = deepest = 0
    for sign in _STRINGS.sub(b"", data):
        if sign in b"{[":
            deep += 1
            deepest = max(deepest, deep)
        elif sign in b"}]":
            deep -= 1
    return deepest


def _slowly(data: bytes, path: str) -> None:
    _decoder(path).decode(data.decode())


def _elements(data: bytes) -> list[bytes]:
    """Return the bytes of each element of a list."""
    text = data.decode()
    decoder = _decoder("body")
    place = _after_space(text, _after_space(text, 0) + 1)
    found = []
    while text[place] != "]":
        _value, end = decoder.raw_decode(text, place)
        found.append(text[place:end].encode())
        place = _after_space(text, end)
        if text[place] == ",":
            place = _after_space(text, place + 1)
    return found


def _after_space(text: str, place: int) -> int:
    found = _SPACE.match(text, place)
    return found.end() if found else place


def _decoder(path: str) -> json.JSONDecoder:
    def pairs(given: list[tuple[str, Any]]) -> dict[str, Any]:
        value = dict(given)
        if len(value) != len(given):
            twice = Counter(name for name, _value in given).most_common(1)[0][0]
            raise Unfit(path, f"holds the name {twice[:60]!r} twice")
        return value

    def whole(digits: str) -> int:
        # Longer ones are not even read: that alone would take long.
        value = int(digits) if len(digits) <= _MOST_DIGITS else _LARGEST + 1
        if not _SMALLEST <= value <= _LARGEST:
            raise Unfit(path, "holds a whole number beyond 64 bits")
        return value

    return json.JSONDecoder(object_pairs_hook=pairs, parse_int=whole)
