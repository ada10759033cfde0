"""JSON from strangers, read strictly: no key twice, no half signs, nothing deeper than needed."""

import json
from collections import Counter
from typing import Any, NoReturn, TypeAlias

from django.utils.translation import gettext_lazy as _

from openluban.learning.credentials.formats.refusals import Unfit

Document: TypeAlias = dict[str, Any]

MOST_BYTES = 4 * 1024 * 1024
DEEPEST = 40
LARGEST_WHOLE = 2**53 - 1


def read_json(text: bytes | str, *, most: int = MOST_BYTES) -> Any:
    """Return the value, without what is null: that is as if it were not there.

    :raises Unfit: it is too large, no UTF-8, no JSON, or holds what two readers may read otherwise
    """
    if len(text) > most:
        raise Unfit("too_large", _("This text has more than %(most)s bytes."), most=most)
    try:
        plain = text.decode("utf-8-sig") if isinstance(text, bytes) else text
        value = json.loads(plain, object_pairs_hook=_object, parse_constant=_no_number)
    except UnicodeDecodeError:
        raise Unfit("not_utf8", _("This text is not in UTF-8.")) from None
    except RecursionError:
        raise _too_deep() from None
    except ValueError as fault:
        if isinstance(fault, json.JSONDecodeError):
            raise Unfit(
                "not_json", _("This is no JSON: line %(line)s."), line=fault.lineno
            ) from None
        raise _no_such_number() from None
    return sound(value)


def read_object(text: bytes | str, *, most: int = MOST_BYTES) -> Document:
    """Return the JSON object.

    :raises Unfit: as :func:`read_json`, or it is something other than an object
    """
    value = read_json(text, most=most)
    if not isinstance(value, dict):
        raise Unfit("no_object", _("This JSON is no object, so it is no credential."))
    return value


def sound(value: Any, depth: int = 0) -> Any:
    """Return the value without nulls.

    :raises Unfit: it is nested too deeply, has half a surrogate pair or a number that is not safe
    """
    if depth > DEEPEST:
        raise _too_deep()
    match value:
        case dict():
            for key in value:
                _sound_text(key)
            return {key: sound(each, depth + 1) for key, each in value.items() if each is not None}
        case list():
            return [sound(each, depth + 1) for each in value if each is not None]
        case _:
            _sound_leaf(value)
    return value


def _sound_leaf(value: object) -> None:
    match value:
        case str():
            _sound_text(value)
        case bool():
            pass
        case int() | float():
            if abs(value) > LARGEST_WHOLE:
                raise _no_such_number()
        case _:
            raise Unfit("not_json", _("This is no JSON: line %(line)s."), line=1)


def _sound_text(text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Unfit("half_sign", _("A text holds half of a sign (a lone surrogate).")) from None


def _object(pairs: list[tuple[str, Any]]) -> Document:
    found = dict(pairs)
    if len(found) != len(pairs):
        counted = Counter(name for name, _value in pairs)
        twice = counted.most_common(1)[0][0]
        raise Unfit(
            "key_twice",
            _("“%(key)s” stands twice in one object: two readers could read it differently."),
            key=twice,
        )
    return found


def _no_number(_word: str) -> NoReturn:
    raise _no_such_number()


def _no_such_number() -> Unfit:
    return Unfit("unsafe_number", _("A number is not finite or too large to be read safely."))


def _too_deep() -> Unfit:
    return Unfit("too_deep", _("It is nested more than %(most)s levels deep."), most=DEEPEST)
