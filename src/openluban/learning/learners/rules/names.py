"""Names as they are written, asked for and compared."""

import re
from dataclasses import dataclass

from openluban.kernel.searching import words_of
from openluban.learning.learners.rules.transliteration import latin_of
from openluban.learning.learners.rules.words import NameKind

MOST_WORDS = 12
_LOOSE = (
    (re.compile(r"shch|sch"), "sh"),
    (re.compile(r"dzh|zh|dj|j"), "j"),
    (re.compile(r"kh|x"), "h"),
    (re.compile(r"gh"), "g"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"ts|tz"), "c"),
    (re.compile(r"q|ck"), "k"),
    (re.compile(r"w"), "v"),
    (re.compile(r"['-]"), ""),
    (re.compile(r"[iy]+(?=[aeou])"), ""),
    (re.compile(r"(?<=[aeou])[iy]+"), "i"),
    (re.compile(r"y"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_VOWELS = re.compile(r"(?<=.)[aeiou]")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in one script. ``full`` is what is written; parts where they are told apart."""

    kind: NameKind
    full: str
    given: str = ""
    middle: str = ""
    family: str = ""
    language: str = ""

    @property
    def latin(self) -> str:
        """The name in small Latin letters, as a passport would have it."""
        return latin_of(self.full, self.language)


def name_of(
    kind: NameKind,
    *,
    given: str = "",
    family: str = "",
    middle: str = "",
    full: str = "",
    language: str = "",
) -> Name:
    """Return a name; without ``full`` its parts stand family name first.

    Spaces are made single.
    """
    given, middle, family, full = (" ".join(each.split()) for each in (given, middle, family, full))
    if not full:
        space = "" if kind == NameKind.CHINESE else " "
        full = space.join(part for part in (family, given, middle) if part)
    return Name(kind, full, given, middle, family, language)


def loose(latin: str) -> str:
    """Return a Latin name with the spellings made one in which passports differ."""
    for pattern, plain in _LOOSE:
        latin = pattern.sub(plain, latin)
    return latin


def folded(name: Name) -> str:
    """Return all words by which the name may be found, each with a space before it."""
    latin = name.latin
    words = [*words_of(name.full), *words_of(latin), *loose(latin).split()]
    kept = list(dict.fromkeys(words))[: 3 * MOST_WORDS]
    return "".join(f" {word}" for word in kept)[:600]


def asked_words(text: str) -> list[tuple[str, ...]]:
    """Return, for every word of a question, the forms of which one must be in ``folded``."""
    found = []
    for word in words_of(text)[:MOST_WORDS]:
        latin = latin_of(word)
        forms = dict.fromkeys(form for form in (word, latin, loose(latin)) if form)
        found.append(tuple(forms))
    return found


def sound(name: Name) -> str:
    """Return a short form that spellings and scripts of one name share; "" where none is left.

    Family and given name only, in the order of the alphabet: files swap them, and leave
    patronymics out.
    """
    if name.family and name.given:
        latin = latin_of(f"{name.family} {name.given}", name.language)
    else:
        latin = " ".join(name.latin.split()[:2])
    return " ".join(sorted(_VOWELS.sub("", word) for word in loose(latin).split()))[:40]


def sort_form(names: list[Name]) -> str:
    """Return the Latin form by which lists are sorted: the passport's, else any."""
    order = (NameKind.PASSPORT, NameKind.LOCAL, NameKind.OTHER, NameKind.CHINESE)
    ranked = sorted(names, key=lambda name: order.index(name.kind))
    return next((found[:100] for name in ranked if (found := name.latin or name.full.lower())), "")
