"""Which languages there are, and how people write them in names of files."""

import re
from functools import cache

from babel import Locale

from openluban.kernel.lazily import pattern

_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}")
_SHORT = {
    "zh": "zh-hans", "zh-cn": "zh-hans", "zh-sg": "zh-hans", "cn": "zh-hans",
    "zh-tw": "zh-hant", "zh-hk": "zh-hant",
}  # fmt: skip


@cache
def _known() -> frozenset[str]:
    return frozenset(Locale("en").languages)


def language_of(written: str) -> str:
    """Return the tag (BCP 47, lower case) for what somebody wrote, ``""`` if there is none.

    ``zh`` and ``zh_CN`` mean simplified Chinese.
    """
    tag = written.strip().replace("_", "-").lower()
    tag = _SHORT.get(tag, tag)
    return tag if _TAG.fullmatch(tag) and tag.split("-")[0] in _known() else ""


def language_said(written: str) -> str:
    """Return the language that a file says it is in, without the country: ``ru-RU`` is ``ru``."""
    language, *rest = language_of(written).split("-")
    return "-".join([language, *(each for each in rest if len(each) > 2)])  # noqa: PLR2004


_HAN = pattern(r"[\u3400-\u9fff]")
_CYRILLIC = pattern(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_OF_HAN = {"zh", "ja", "yue", "wuu"}
_OF_CYRILLIC = {
    "ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn", "uz", "tt", "ba", "cv", "os", "az",
    "tk", "sah", "udm", "kv", "ce", "av", "ab", "bs", "sh", "cu",
}  # fmt: skip
_TWO_SCRIPTS = {"uz", "kk", "sr", "az", "tk", "tt", "bs", "sh", "ky", "tg"}


def is_mostly_chinese(text: str) -> bool:
    """Test whether a text has more Chinese signs than half of its letters of other scripts."""
    return 2 * len(_HAN.findall(text)) > len(_CYRILLIC.findall(text)) + len(_LATIN.findall(text))


def is_likely(language: str, text: str) -> bool:
    """Test whether a text's letters can be of a language; tells only scripts apart."""
    subtag = language.split("-", maxsplit=1)[0]
    if is_mostly_chinese(text):
        return subtag in _OF_HAN
    cyrillic, latin = len(_CYRILLIC.findall(text)), len(_LATIN.findall(text))
    if cyrillic > latin:
        return subtag in _OF_CYRILLIC
    if latin > 10 * cyrillic:
        return subtag not in (_OF_CYRILLIC - _TWO_SCRIPTS)
    return True
