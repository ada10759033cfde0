"""A clause cut into segments (sentences), and segments put together again."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

UNSPACED = frozenset({"zh", "ja", "th", "lo", "km", "my", "bo"})
"""Languages that put no space between sentences."""

_LANGUAGES_OF_CYRILLIC = frozenset({"ru", "kk", "ky", "tg", "uz", "be", "uk", "mn", "tt", "bg"})
# Points after these never end a sentence; what may end one (т. д., г.) is left to what follows.
_NEVER_CYRILLIC = frozenset(
    {
        *("т", "рис", "табл", "см", "ср", "стр", "им", "ул", "напр", "пп", "гл", "разд", "илл"),
        *("акад", "проф", "доц", "инж", "д-р", "г-н", "г-жа", "ок"),
    }
)
_NEVER_LATIN = frozenset(
    {
        *("e.g", "i.e", "Fig", "Figs", "fig", "figs", "No", "Nos", "Mr", "Mrs", "Ms", "Dr"),
        *("Prof", "St", "vs", "cf", "Eq", "Sec", "Ch", "Vol", "p", "pp", "approx", "ca"),
    }
)
_CLOSERS = "”’」』）)】》]\"'»*_"
_END = re.compile(rf"[。！？；…!?.;]+[{re.escape(_CLOSERS)}]*")
_HARD_BREAK = re.compile(r"(?:[ \t]{2,}|\\)\n[ \t]*")
_SPACE = re.compile(r"\s*")
_WIDE = frozenset("。！？；")
_CONTINUES = frozenset("，、：；,:;)）]】》」』”%")
_GUARDED = re.compile(
    r"(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"  # code
    r"|!?\[[^\[\]\n]*\]\([^()\s]*(?:\s+\"[^\"\n]*\")?\)"  # links and images
    r"|<[A-Za-z/][^<>\n]*>"  # addresses and tags
    r"|\{\{.*?\}\}|%\(\w+\)s"  # placeholders
    r"|\([^()\n]{1,300}\)|（[^（）\n]{1,300}）",  # what stands in brackets
    re.DOTALL,
)
_WORD_BEFORE = re.compile(r"[^\W\d_](?:[\w.-]*[^\W_])?\Z")
_LIST_NUMBER = re.compile(r"(?:\A|\n)\s*\d{1,9}\Z")
_AND_THE_LIKE = re.compile(r"\bт\. ?[дп]\Z")
_INITIAL = re.compile(r"(?:\A|(?<!\d)[\s.(«“\"])[A-ZА-ЯЁ]\Z")


class Segment(NamedTuple):
    """A sentence, and the white space (or hard line break) that follows it."""

    text: str
    gap: str = ""


def segments(text: str, language: str) -> list[Segment]:
    """Return the segments of a clause's Markdown; joined, they are the clause to the last sign.

    Code, links, placeholders and what stands in round brackets are never cut.
    """
    found: list[Segment] = []
    start = 0
    for end, after in _cuts(text, language):
        found.append(Segment(text[start:end], text[end:after]))
        start = after
    if start < len(text):
        found.append(Segment(text[start:]))
    return found


def joined(some: Sequence[Segment]) -> str:
    """Return the text that was cut into segments."""
    return "".join(segment.text + segment.gap for segment in some)


def is_unspaced(language: str) -> bool:
    """Test whether sentences of the language follow each other without a space."""
    return language.partition("-")[0] in UNSPACED


def put_together(texts: Sequence[str], gaps: Sequence[str], language: str) -> str:
    """Return a translated clause of its segments; ``gaps`` are those of the source's segments.

    Hard line breaks are kept; else sentences stand one space apart, or none where there are none.
    """
    space = "" if is_unspaced(language) else " "
    whole = ""
    last = ""
    for text, gap in zip(texts, gaps, strict=True):
        plain = text.strip()
        if plain:
            whole += (last if whole else "") + plain
            last = gap if "\n" in gap and _HARD_BREAK.fullmatch(gap) else space
    return whole


def _cuts(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield where a segment ends and where the next begins."""
    guarded = [found.span() for found in _GUARDED.finditer(text)]
    breaks = {found.start(): found.end() for found in _HARD_BREAK.finditer(text)}
    ends = {found.end(): found for found in _END.finditer(text)}
    place = 0
    for end in sorted({*breaks, *ends}):
        if end < place or any(start < end < stop for start, stop in guarded):
            continue
        after = breaks.get(end)
        if after is None and _ends_sentence(text, ends[end], language):
            space = _SPACE.match(text, end)
            after = space.end() if space else end
            after = next((stop for at, stop in breaks.items() if end <= at < after), after)
            if end not in breaks and (hard := _HARD_BREAK.match(text, end)):
                after = hard.end()
        if after is not None and text[place:end].strip() and after < len(text):
            yield end, after
            place = after


def _ends_sentence(text: str, found: re.Match[str], language: str) -> bool:
    sign, end = found[0], found.end()
    following = text[end : end + 1]
    if following in _CONTINUES:
        return False
    if _WIDE & set(sign):
        return True
    if not following.isspace() and not _is_ideograph(following):
        return False
    rest = text[end:].lstrip()
    if not rest or (_first_letter(rest).islower() and not sign.startswith(";")):
        return False
    return not (sign.startswith(".") and _is_abbreviation(text[: found.start()], language))


def _first_letter(text: str) -> str:
    stripped = text.lstrip("*_«“\"'([`")
    return stripped[:1]


def _is_abbreviation(before: str, language: str) -> bool:
    if _INITIAL.search(before) or _LIST_NUMBER.search(before):
        return True
    word = _WORD_BEFORE.search(before)
    if word is None:
        return False
    if _AND_THE_LIKE.search(before):
        return False
    main = language.partition("-")[0]
    if main in _LANGUAGES_OF_CYRILLIC:
        return word[0].lower() in _NEVER_CYRILLIC
    return word[0] in _NEVER_LATIN


def _is_ideograph(sign: str) -> bool:
    return "\u2e80" <= sign <= "\u9fff" or "\uf900" <= sign <= "\ufaff"
