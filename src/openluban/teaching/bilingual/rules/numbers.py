"""Numbers in running text, as Chinese, Russian and English write them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDE = str.maketrans("０１２３４５６７８９．，％：／－＋", "0123456789.,%:/-+")
"""Full-width signs and what they stand for, one for one, so that places stay."""
_SPACES = " \u00a0\u202f\u2009"
_NUMBER = re.compile(
    rf"(?<![A-Za-zА-Яа-яЁё_\d])(?<![A-Za-zА-Яа-яЁё\d][.,])"
    rf"(?:[1-9]\d{{0,2}}(?:[{_SPACES}]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*)"
    rf"(?![A-Za-z]\d)"
)
_NAME_BEFORE = re.compile(r"[A-Za-z][A-Za-z0-9._]*-\Z")
_TIMES = (
    (10**3, re.compile(r"[ \u00a0]*(?:千(?![瓦帕克米伏赫])|тыс\b|тысяч|thousand\b)")),
    (10**4, re.compile(r"[ \u00a0]*万")),
    (10**6, re.compile(r"[ \u00a0]*(?:млн\b|миллион|million\b)")),
    (10**8, re.compile(r"[ \u00a0]*亿")),
    (10**9, re.compile(r"[ \u00a0]*(?:млрд\b|миллиард|billion\b)")),
)
_MONTHS = (
    ("январ", "jan"), ("феврал", "feb"), ("март", "mar"), ("апрел", "apr"), ("мая|май|мае", "may"),
    ("июн", "jun"), ("июл", "jul"), ("август", "aug"), ("сентябр", "sep"), ("октябр", "oct"),
    ("ноябр", "nov"), ("декабр", "dec"),
)  # fmt: skip
_WORDS = (
    ("零", "нол|нул", "zero"), ("一|首|单", "один|одн|перв|раз\\b", "one|once|first|single"),
    ("二|两|双|再", "два|две|дву|втор|оба|обе|обо|двое|дважды|пар", "two|second|both|twice|double"),
    ("三", "три|трё|тре|трем", "three|third"), ("四", "четыр|четвер|четвёр", "four"),
    ("五", "пят", "five|fifth"), ("六", "шест", "six"), ("七", "сем|седьм", "seven"),
    ("八", "вос", "eight"), ("九", "девят", "nine|ninth"), ("十", "десят", "ten"),
    ("十一", "одиннадцат", "eleven"), ("十二", "двенадцат", "twel"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Number:
    """A number with every value that its way of writing may mean."""

    start: int
    end: int
    text: str
    values: frozenset[Decimal]
    is_month: bool = False


def numbers(text: str) -> list[Number]:
    """Return the numbers of a text; signs such as I0.2 or S7 are names, not numbers."""
    plain = text.translate(WIDE)
    return [
        _number(plain, found)
        for found in _NUMBER.finditer(plain)
        if not _NAME_BEFORE.search(plain[max(found.start() - 40, 0) : found.start()])
    ]


def _number(text: str, found: re.Match[str]) -> Number:
    values, end = _values(found[0]), found.end()
    for times, pattern in _TIMES:
        if more := pattern.match(text, end):
            values, end = frozenset(value * times for value in values), more.end()
            break
    is_month = text[end : end + 1] == "月"
    return Number(found.start(), end, text[found.start() : end], values, is_month)


def _values(written: str) -> frozenset[Decimal]:
    plain = re.sub(f"[{_SPACES}]", "", written)
    parts = re.split(r"[.,]", plain)
    signs = [sign for sign in plain if sign in ".,"]
    if not signs:
        return frozenset({Decimal(plain)})
    if len(signs) == 1:
        values = {Decimal(f"{parts[0]}.{parts[1]}")}
        if len(parts[1]) == 3 and parts[0] != "0" and " " not in written:  # noqa: PLR2004
            values.add(Decimal("".join(parts)))
        return frozenset(values)
    if len(set(signs)) == 1:
        if all(len(part) == 3 for part in parts[1:]):  # noqa: PLR2004
            return frozenset({Decimal("".join(parts))})
        # A version or a date: every part counts for itself, so the whole has a value of its own.
        return frozenset({Decimal("".join(part.zfill(6) for part in parts)) + Decimal("0.5")})
    whole, last = "".join(parts[:-1]), parts[-1]
    return frozenset({Decimal(f"{whole}.{last}")})


def unmatched(
    ours: Sequence[Number], theirs: Sequence[Number], their_text: str
) -> tuple[list[Number], list[tuple[Number, Number]]]:
    """Return which of our numbers the other text lacks, and the pairs that were found.

    Small numbers may be words there, and a month a name.
    """
    free = list(theirs)
    missing: list[Number] = []
    pairs: list[tuple[Number, Number]] = []
    for number in ours:
        same = next((other for other in free if other.values & number.values), None)
        if same is not None:
            free.remove(same)
            pairs.append((number, same))
        elif not _is_said(number, their_text):
            missing.append(number)
    return missing, pairs


def _is_said(number: Number, text: str) -> bool:
    value = min(number.values)
    if value != int(value):
        return False
    low = text.casefold()
    place = int(value)
    if number.is_month and 1 <= place <= len(_MONTHS):
        return _has(low, _MONTHS[place - 1])
    if place < len(_WORDS) and _has(low, _WORDS[place][1:]):
        return True
    if 1 <= place <= len(_MONTHS) and f"{place}月" in low:
        return True
    return place < len(_WORDS) and bool(re.search(_WORDS[place][0], low))


def _has(text: str, stems: Iterable[str]) -> bool:
    return any(re.search(rf"\b(?:{stem})", text) for stem in stems)
