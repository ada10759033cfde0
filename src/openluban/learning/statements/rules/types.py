"""The small types of xAPI: addresses, identifiers, moments, durations, languages.

Each function takes a value and its path in the statement and returns nothing, or raises
:class:`Unfit` that names path and rule.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from openluban.learning.statements.errors import Unfit

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+")
_UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_MAIL = re.compile(r"mailto:[^\s@<>\"]+@[^\s@<>\"]+")
_SHA1 = re.compile(r"[0-9a-fA-F]{40}")
_SHA2 = re.compile(r"[0-9a-fA-F]{64}")
_MEDIA = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+(?:\s*;\s*[\w!#$&^.+-]+=(?:\"[^\"]*\"|[^\s;]+))*")
_MOMENT = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:[Zz]|([+-])(\d\d):?(\d\d)|())"
)
_DURATION = re.compile(
    r"P(?:\d+(?:\.\d+)?W|(?=[\dT])(?:\d+(?:\.\d+)?Y)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?D)?"
    r"(?:T(?=\d)(?:\d+(?:\.\d+)?H)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?S)?)?)"
)
_INNER_FRACTION = re.compile(r"\.\d+[A-Z].*\d")
_LANGUAGE = re.compile(
    r"(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4}|[A-Za-z]{5,8})"
    r"(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|\d[A-Za-z0-9]{3}))*"
    r"(?:-[A-WY-Za-wy-z0-9](?:-[A-Za-z0-9]{2,8})+)*(?:-[xX](?:-[A-Za-z0-9]{1,8})+)?"
    r"|[xX](?:-[A-Za-z0-9]{1,8})+|i-[a-z]{3,8}"
)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST_DAY = _EPOCH.toordinal()
_MICROSECOND = timedelta(microseconds=1)
_LAST_HOUR = 24
_known_languages: set[str] = set()
_MOST_KNOWN = 2_000


def text(value: Any, path: str) -> None:
    """Require a string."""
    if type(value) is not str:
        raise Unfit(path, "must be a string")


def boolean(value: Any, path: str) -> None:
    """Require true or false."""
    if type(value) is not bool:
        raise Unfit(path, "must be true or false")


def number(value: Any, path: str) -> None:
    """Require a number."""
    if type(value) is not int and type(value) is not float:
        raise Unfit(path, "must be a number")


def whole(value: Any, path: str) -> None:
    """Require a whole number that is not negative."""
    if type(value) is not int or value < 0:
        raise Unfit(path, "must be a whole number, not negative")


def members(value: Any, known: frozenset[str], path: str) -> None:
    """Require an object none of whose members is unknown."""
    if type(value) is not dict:
        raise Unfit(path, "must be an object")
    if not known.issuperset(value):
        strange = next(name for name in value if name not in known)
        raise Unfit(f"{path}.{strange[:60]}" if path else strange[:60], "is not known here")


def iri(value: Any, path: str) -> None:
    """Require an IRI with its scheme."""
    if type(value) is not str or _IRI.fullmatch(value) is None:
        raise Unfit(path, "must be an IRI with a scheme")


def uuid(value: Any, path: str) -> None:
    """Require a UUID in its usual form."""
    if type(value) is not str or _UUID.fullmatch(value) is None:
        raise Unfit(path, "must be a UUID")


def mailto(value: Any, path: str) -> None:
    """Require a mail address as mailto IRI."""
    if type(value) is not str or _MAIL.fullmatch(value) is None:
        raise Unfit(path, "must be a mail address that begins with mailto:")


def sha1(value: Any, path: str) -> None:
    """Require a SHA-1 in hexadecimal."""
    if type(value) is not str or _SHA1.fullmatch(value) is None:
        raise Unfit(path, "must be a SHA-1 of 40 hexadecimal digits")


def sha2(value: Any, path: str) -> None:
    """Require a SHA-256 in hexadecimal."""
    if type(value) is not str or _SHA2.fullmatch(value) is None:
        raise Unfit(path, "must be a SHA-256 of 64 hexadecimal digits")


def media_type(value: Any, path: str) -> None:
    """Require an Internet media type."""
    if type(value) is not str or _MEDIA.fullmatch(value) is None:
        raise Unfit(path, "must be a media type")


def language(value: Any, path: str) -> None:
    """Require a language tag of RFC 5646."""
    if type(value) is not str:
        raise Unfit(path, "must be a language tag (RFC 5646)")
    if value in _known_languages:
        return
    if _LANGUAGE.fullmatch(value) is None:
        raise Unfit(path, "must be a language tag (RFC 5646)")
    if len(_known_languages) < _MOST_KNOWN:
        _known_languages.add(value)


def language_map(value: Any, path: str) -> None:
    """Require texts by language tag."""
    if type(value) is not dict:
        raise Unfit(path, "must be an object of texts by language")
    for tag, words in value.items():
        language(tag, path)
        if type(words) is not str:
            raise Unfit(f"{path}.{tag}", "must be a string")


def extensions(value: Any, path: str) -> None:
    """Require an object whose names are IRIs; their values are the senders' own."""
    if type(value) is not dict:
        raise Unfit(path, "must be an object")
    for name in value:
        iri(name, f"{path}.{name[:60]}")


def duration(value: Any, path: str) -> None:
    """Require a duration of ISO 8601; only its smallest part may have a fraction."""
    if (
        type(value) is not str
        or _DURATION.fullmatch(value) is None
        or _INNER_FRACTION.search(value) is not None
    ):
        raise Unfit(path, "must be a duration of ISO 8601, such as PT1H30M")


def moment(value: Any, path: str) -> int:
    """Return a timestamp of RFC 3339 as microseconds since 1970; finer parts are cut off."""
    found = _MOMENT.fullmatch(value) if type(value) is str else None
    if found is None:
        raise Unfit(path, "must be a timestamp of RFC 3339")
    *parts, fraction, sign, hours, minutes, _none = found.groups()
    if sign == "-" and hours == minutes == "00":
        raise Unfit(path, "must not have the offset -00:00")
    if sign and (int(hours) >= _LAST_HOUR or int(minutes) > 59):  # noqa: PLR2004 - of an hour
        raise Unfit(path, "must be a timestamp of RFC 3339")
    year, month, day, hour, minute, second = map(int, parts)
    leap = second == 60  # noqa: PLR2004 - RFC 3339 knows leap seconds
    try:
        here = datetime(year, month, day, hour, minute, 59 if leap else second)  # noqa: DTZ001
    except ValueError:
        raise Unfit(path, "must be a timestamp of RFC 3339") from None
    if sign:
        shift = int(hours) * 60 + int(minutes)
        minute += shift if sign == "-" else -shift
    days = here.toordinal() - _FIRST_DAY
    micros = int(fraction[:6].ljust(6, "0")) if fraction else 0
    return ((days * 24 + hour) * 3600 + minute * 60 + second) * 1_000_000 + micros


def moment_text(micros: int) -> str:
    """Return microseconds since 1970 as a timestamp in UTC."""
    return (_EPOCH + timedelta(microseconds=micros)).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def as_datetime(micros: int) -> datetime:
    """Return microseconds since 1970 as a moment."""
    return _EPOCH + timedelta(microseconds=micros)


def as_micros(at: datetime) -> int:
    """Return a moment as microseconds since 1970."""
    return (at - _EPOCH) // _MICROSECOND
