"""Names of languages as files write them, and as the memory keeps them."""

import re
from functools import lru_cache

_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{1,8})*")
_CHINESE = {
    **dict.fromkeys(("zh", "zh-cn", "zh-sg", "zh-my", "zh-hans"), "zh-hans"),
    **dict.fromkeys(("zh-tw", "zh-hk", "zh-mo", "zh-hant"), "zh-hant"),
}
_SCRIPT = 4
LONGEST = 12


@lru_cache(maxsize=1_000)
def language_tag(written: str) -> str:
    """Return the language and, if one is named, the script; "" for what is no language tag.

    ``EN_us`` gives ``en``, ``zh-CN`` and ``zh`` give ``zh-hans``: a translation serves wherever
    the language is written the same way, so regions are not kept.
    """
    tag = written.strip().replace("_", "-").partition("@")[0].partition(".")[0].lower()
    if not _TAG.fullmatch(tag):
        return ""
    parts = tag.split("-")
    if parts[0] == "zh":
        for length in (len(parts), 2, 1):
            if found := _CHINESE.get("-".join(parts[:length])):
                return found
    scripts = [part for part in parts[1:] if len(part) == _SCRIPT and part.isalpha()]
    return "-".join([parts[0], *scripts[:1]])
