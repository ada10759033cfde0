"""Marks that a translation takes over as they are: code, links, placeholders, names of parts."""

import re
from collections import Counter
from collections.abc import Iterator

from openluban.teaching.bilingual.rules.findings import SOURCE, TARGET, Finding

_MARKS = re.compile(
    r"(?P<code>(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<link>(?<=\]\()[^()\s]+(?=[\s)]))"
    r"|(?P<placeholder>\{\{.*?\}\}|%\(\w+\)[sd]|\$\{\w+\})"
    r"|(?P<tag></?[A-Za-z][^<>\n]*>)"
    r"|(?P<emphasis>\*\*|(?<![\w*])__|__(?!\w))",
    re.DOTALL,
)
_SIGN = re.compile(
    r"(?<![\w.])(?=[\w.]*\d)[A-Za-z](?:[A-Za-z0-9]|[._-](?=\w))*(?![A-Za-z0-9])", re.A
)
_LOOK_ALIKE = str.maketrans("АВЕКМНОРСТУХІЅабеіорсух", "ABEKMHOPCTYXISabeiopcyx")
_MIXED = re.compile(r"[A-Za-zА-Яа-яЁёІЅ](?:[A-Za-zА-Яа-яЁёІЅ0-9]|[._-](?=\w))*\d(?:\w|\.(?=\w))*")


def marks(source: str, target: str) -> Iterator[Finding]:
    """Yield marks that only one of the texts has."""
    ours, theirs = list(_MARKS.finditer(source)), list(_MARKS.finditer(target))
    yield from _lacking(ours, theirs, SOURCE)
    yield from _lacking(theirs, ours, TARGET)
    yield from _brackets(target, source)


def _lacking(
    ours: list[re.Match[str]], theirs: list[re.Match[str]], side: str
) -> Iterator[Finding]:
    free = Counter(found[0] for found in theirs)
    for found in ours:
        if free[found[0]]:
            free[found[0]] -= 1
        else:
            kind = "mark_missing" if side == SOURCE else "mark_extra"
            yield Finding(kind, side, *found.span(), {"mark": found[0]})


def _brackets(target: str, source: str) -> Iterator[Finding]:
    """Yield links whose brackets were broken."""
    ours, theirs = source.count("]("), target.count("](")
    if theirs < ours:
        yield Finding("mark_missing", TARGET, 0, len(target), {"mark": "[…](…)"})


def signs(source: str, target: str) -> Iterator[Finding]:
    """Yield names of parts and terminals (I0.2, K1, E3Z-R61) that are missing, or misspelt.

    A Cyrillic К in K1 looks right and is another sign.
    """
    present = Counter(found[0] for found in _SIGN.finditer(_without_marks(target)))
    foreign = {
        found[0].translate(_LOOK_ALIKE): found.span()
        for found in _MIXED.finditer(target)
        if found[0].translate(_LOOK_ALIKE) != found[0]
    }
    told = set()
    for found in _SIGN.finditer(_without_marks(source)):
        name = found[0]
        if present[name] or name in told:
            continue
        told.add(name)
        if name in foreign:
            yield Finding("sign_look_alike", TARGET, *foreign[name], {"sign": name})
        else:
            yield Finding("sign_missing", SOURCE, *found.span(), {"sign": name})


def _without_marks(text: str) -> str:
    """Blank code, addresses and placeholders, which another check holds, keeping the places."""
    return _MARKS.sub(lambda found: " " * len(found[0]), text)
