"""What was sent for a clause, by a form or by the page's script."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from openluban.teaching.bilingual.use_cases.save_draft import LONGEST, Piece

_MOST_SEGMENTS = 400
_MOST_DIGITS = 9
_LONGEST_NAME = 60


def of_form(sent: QueryDict) -> Piece:
    """Return what a form sent."""
    return _piece(sent.get("key"), sent.get("digest"), sent.get("number"), (
        sent.getlist("text"), sent.getlist("origin"),
    ))  # fmt: skip


def of_json(sent: Any) -> Piece:
    """Return what the page's script sent; what is missing or no text is empty."""
    told: Mapping[str, Any] = sent if isinstance(sent, dict) else {}
    lists = (told.get("texts"), told.get("origins"))
    return _piece(told.get("key"), told.get("digest"), told.get("number"), lists)


def _piece(key: Any, digest: Any, number: Any, lists: tuple[Any, Any]) -> Piece:
    texts, origins = (_texts(each) for each in lists)
    written = str(number)
    is_number = written.isascii() and written.isdecimal() and len(written) <= _MOST_DIGITS
    return Piece(
        key=_name(key),
        digest=_name(digest),
        number=int(written) if is_number else -1,
        texts=texts,
        origins=origins,
    )


def _name(value: Any) -> str:
    return value.replace("\0", "")[:_LONGEST_NAME] if isinstance(value, str) else ""


def _texts(values: Any) -> tuple[str, ...]:
    some = values if isinstance(values, list) else []
    return tuple(
        value.replace("\0", "")[: LONGEST + 1]
        for value in some[:_MOST_SEGMENTS]
        if isinstance(value, str)
    )
