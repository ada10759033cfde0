"""Languages of terms: tags as BCP 47 writes them, in small letters."""

import re

# Language, script, region and variants; extensions and private use name nothing here.
_TAG = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
)
_MOST = 35
_CHINESE_REGIONS = {"zh-cn": "zh-hans", "zh-sg": "zh-hans", "zh-tw": "zh-hant", "zh-hk": "zh-hant"}


def normal_tag(text: str) -> str:
    """Return the tag as it is kept: ``zh_Hans`` and ``zh-CN`` give ``zh-hans``."""
    tag = text.strip().replace("_", "-").lower()
    return _CHINESE_REGIONS.get(tag, tag)


def is_tag(tag: str) -> bool:
    """Test whether a tag in small letters is well-formed."""
    return len(tag) <= _MOST and bool(_TAG.fullmatch(tag))


def written_tag(tag: str) -> str:
    """Return the tag as files write it: ``zh-Hans``, ``pt-BR``."""
    first, *rest = tag.split("-")
    return "-".join([first, *(_written(part) for part in rest)])


def _written(part: str) -> str:
    if len(part) == 2 and part.isalpha():  # noqa: PLR2004 - a region
        return part.upper()
    return part.title() if len(part) == 4 and part.isalpha() else part  # noqa: PLR2004 - a script


def covers(asked: str, spoken: str) -> bool:
    """Test whether terms of the language ``spoken`` serve who asks for ``asked``.

    Equal tags do, and a tag that is only more exact: ``zh`` and ``zh-hans`` serve each other,
    ``zh-hans`` and ``zh-hant`` do not.
    """
    one, other = asked.split("-"), spoken.split("-")
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]
