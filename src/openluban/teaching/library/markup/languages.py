"""Which languages there are, and how people write them in names of files."""

import re

from babel import Locale

_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}")
_SHORT = {
    "zh": "zh-hans", "zh-cn": "zh-hans", "zh-sg": "zh-hans", "cn": "zh-hans",
    "zh-tw": "zh-hant", "zh-hk": "zh-hant",
}  # fmt: skip
_KNOWN = frozenset(Locale("en").languages)


def language_of(written: str) -> str:
    """Return the tag (BCP 47, lower case) for what somebody wrote, ``""`` if there is none.

    ``zh`` and ``zh_CN`` mean simplified Chinese.
    """
    tag = written.strip().replace("_", "-").lower()
    tag = _SHORT.get(tag, tag)
    return tag if _TAG.fullmatch(tag) and tag.split("-")[0] in _KNOWN else ""
