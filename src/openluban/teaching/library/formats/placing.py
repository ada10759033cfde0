"""Which unit and language a text has that came out of a file of another format."""

import re
from collections.abc import Collection
from zlib import crc32

from django.utils.translation import gettext_lazy as _

from openluban.teaching.library.formats.foreign import Piece, Reading
from openluban.teaching.library.formats.naming import Named
from openluban.teaching.library.formats.opening import unfit
from openluban.teaching.library.markup.languages import is_likely, language_of

_NUMBER = re.compile(r"([0-9]{1,4})[-_. ](.+)")
_LONGEST_SLUG = 60
_MANUAL = "manual"


def placed_piece(name: str, piece: Piece, reading: Reading) -> Named:
    """Return number, unit and language of a piece of a file.

    The language is that of the file's name, else the one that is given, else the file's own word,
    if its letters bear it out. A file named for its language alone is the unit ``manual``.

    :raises Unfit: no language is said, or the file's own word cannot be right
    """
    stem, written = _parted(name)
    stem = stem or _MANUAL
    language = written or language_of(reading.language) or piece.language
    if piece.is_source:
        language = piece.language
    if not language:
        sentence = _(
            "The language is not known: name the file NAME.LANGUAGE.%(ending)s, or say it."
        )
        raise unfit("text.no_language", sentence, name, ending=name.rpartition(".")[2])
    is_own_word = language == piece.language and language != written and not reading.language
    if is_own_word and not is_likely(language, piece.body):
        sentence = _("The file says its language is “%(given)s”, but its letters say otherwise.")
        raise unfit("text.doubtful_language", sentence, name, given=language)
    found = _NUMBER.fullmatch(stem)
    number, rest = (int(found[1]), found[2]) if found else (0, stem)
    slug = slug_of(rest, "text")
    if piece.part:
        slug, number = f"{slug}-{piece.part:02}", number or piece.part
    return Named(number, slug, language)


def film_slug(name: str, slugs: Collection[str]) -> str:
    """Return the unit of a film that is called as one of some units; ``""`` for none of them.

    What stands behind a dot may tell renditions from each other: ``clip.480p.mp4``.
    """
    stem = name.rpartition(".")[0]
    for known in (stem, stem.rpartition(".")[0]):
        found = _NUMBER.fullmatch(known)
        for rest in filter(None, (found[2] if found else "", known)):
            if (slug := slug_of(rest, "text")) in slugs:
                return slug
    return ""


def slug_of(name: str, word: str) -> str:
    """Return a name as a part of a key; one without Latin letters becomes a word and a number."""
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:_LONGEST_SLUG].strip("-")
    has_others = any(sign.isalpha() and not sign.isascii() for sign in name)
    if slug and not has_others:
        return slug
    return "-".join(filter(None, [slug or word, f"{crc32(name.encode()):08x}"]))


def _parted(name: str) -> tuple[str, str]:
    """Part a file's name into what comes before its language, and that; ``""`` without one."""
    stem = name.rpartition(".")[0]
    rest, _dot, last = stem.rpartition(".")
    language = language_of(last) if len(last) > 1 else ""
    if rest and language:
        return rest, language
    alone = language_of(stem)
    return ("", alone) if alone and name.lower().endswith(".po") else (stem, "")


def stem_of(name: str) -> str:
    """Return a file's name without ending and language, ``""`` where it is its language alone."""
    return _parted(name)[0]
