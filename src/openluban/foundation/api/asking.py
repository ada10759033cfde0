"""Reading what a program asks: parameters and bodies, with every fault named."""

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import Any

import orjson
from django.http import HttpRequest
from django.http.request import UnreadablePostError
from django.utils.translation import gettext_lazy as _

from openluban.foundation.api.errors import NotJson, TooLarge, WrongMediaType
from openluban.kernel.refusals import Invalid, Problem

LARGEST_BODY = 1_000_000
_LONGEST_PARAMETER = 500
_MEDIA_TYPES = ("application/json", "application/merge-patch+json")

Parameters = Mapping[str, list[str]]


def parameters(request: HttpRequest, known: Collection[str]) -> Parameters:
    """Return the address's parameters, each with its values.

    :raises Invalid: one is not known here, too long, or holds a control character
    """
    problems = []
    given = {name: values for name, values in request.GET.lists() if isinstance(name, str)}
    for name, values in given.items():
        if name not in known:
            problems.append(_unknown(name, known, _("There is no parameter “%(given)s” here.")))
        elif any("\0" in value or len(value) > _LONGEST_PARAMETER for value in values):
            sentence = _("This is too long, or holds a character that no value has.")
            problems.append(Problem("unreadable", sentence, name))
    if problems:
        raise Invalid(problems)
    return given


def single(given: Parameters, name: str) -> str:
    """Return a parameter's last value, ``""`` if it was not given."""
    return given[name][-1].strip() if given.get(name) else ""


def number(given: Parameters, name: str, *, default: int, low: int, high: int) -> int:
    """Return a parameter that is a whole number.

    :raises Invalid: it is none, or not between ``low`` and ``high``
    """
    text = single(given, name)
    if not text:
        return default
    if text.isascii() and text.isdecimal() and len(text) <= len(str(high)):
        value = int(text)
        if low <= value <= high:
            return value
    sentence = _("This must be a whole number from %(low)s to %(high)s.")
    raise Invalid([Problem("out_of_range", sentence, name, details={"low": low, "high": high})])


def json_object(
    request: HttpRequest, known: Collection[str], *, may_be_absent: bool = False
) -> dict[str, Any]:
    """Return the body, a JSON object all of whose members are known.

    :raises TooLarge: it is longer than is read
    :raises WrongMediaType: it is not sent as JSON
    :raises NotJson: it is no JSON object
    :raises Invalid: a member is not known here, or holds a control character
    """
    refuse_large(request, LARGEST_BODY)
    if may_be_absent and not length_of(request):
        return {}
    if request.content_type not in _MEDIA_TYPES:
        raise WrongMediaType(expected=_MEDIA_TYPES[0])
    try:
        body = orjson.loads(request.body)
    except (orjson.JSONDecodeError, UnreadablePostError):
        raise NotJson from None
    if not isinstance(body, dict):
        raise NotJson
    problems = [
        _unknown(name, known, _("There is no member “%(given)s” here."))
        for name in body
        if name not in known
    ]
    sentence = _("This holds a character that no value has.")
    problems += [
        Problem("unreadable", sentence, name) for name in body if _has_null_character(body[name])
    ]
    if problems:
        raise Invalid(problems)
    return body


def text_member(body: Mapping[str, Any], name: str, *, most: int = 2_000) -> str:
    """Return a member that is text, ``""`` if it is absent or null.

    :raises Invalid: it is something else, or longer than ``most`` characters
    """
    value = body.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Invalid([Problem("type", _("This must be text."), name)])
    if len(value) > most:
        sentence = _("This has %(given)s characters; at most %(limit)s are possible.")
        details: dict[str, object] = {"given": len(value), "limit": most}
        raise Invalid([Problem("too_long", sentence, name, details=details)])
    return value.strip()


def length_of(request: HttpRequest) -> int:
    """Return how many bytes the body is said to have; 0 if that is not said."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0


def refuse_large(request: HttpRequest, limit: int) -> None:
    """Check the body's length before any of it is read.

    :raises TooLarge: it is longer than the limit
    """
    if length_of(request) > limit:
        raise TooLarge(limit=limit)


def _unknown(name: str, known: Collection[str], sentence: Any) -> Problem:
    shown = name[:60].replace("\0", "�")
    near = get_close_matches(shown, known, n=1, cutoff=0.6)
    if near:
        meant = _("There is no “%(given)s” here. Is “%(near)s” meant?")
        return Problem("unknown_member", meant, shown, details={"given": shown, "near": near[0]})
    return Problem("unknown_member", sentence, shown, details={"given": shown})


def _has_null_character(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, list):
        return any(_has_null_character(part) for part in value)
    if isinstance(value, dict):
        return any("\0" in name or _has_null_character(part) for name, part in value.items())
    return False
