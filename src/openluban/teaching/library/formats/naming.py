"""What the name of a text's file says: number, unit and language."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from openluban.teaching.library.formats.front import Front
from openluban.teaching.library.formats.opening import unfit
from openluban.teaching.library.markup.languages import language_of

_NAME = re.compile(r"(?:(?P<number>[0-9]{1,4})[-_. ])?(?P<slug>.+)")
_LANGUAGE = re.compile(r"(?P<rest>.+)\.(?P<language>[A-Za-z_-]{2,20})")
_LONGEST_SLUG = 70


@dataclass(frozen=True, slots=True)
class Named:
    """Number (0: none), unit and language of a text."""

    number: int
    slug: str
    language: str


def names_language(name: str) -> bool:
    """Test whether a file's name ends in something like a language."""
    return bool(_LANGUAGE.fullmatch(name[:-3]))


def named(name: str, front: Front) -> Named:
    """Return what a file is called; its front matter says what its name leaves open.

    :raises Unfit: there is no language, none that is known, or no name that makes a key
    """
    found = _LANGUAGE.fullmatch(name[:-3])
    rest = found["rest"] if found else name[:-3]
    written = found["language"] if found else front.values.get("language", "")
    if not written:
        sentence = _("The name gives no language: write NN-name.LANGUAGE.md.")
        raise unfit("text.no_language", sentence, name)
    language = language_of(written)
    if not language:
        sentence = _("“%(given)s” is no language that is known.")
        raise unfit("text.unknown_language", sentence, name, given=written[:40])
    parts = _NAME.fullmatch(rest)
    number, slug = (parts["number"], parts["slug"]) if parts else ("", rest)
    slug = re.sub(r"[^a-z0-9]+", "-", front.values.get("slug", slug).lower()).strip("-")
    if not slug or len(slug) > _LONGEST_SLUG:
        sentence = _("The name needs Latin letters or digits, at most %(limit)s.")
        raise unfit("text.bad_name", sentence, name, limit=_LONGEST_SLUG)
    return Named(_number(number or front.values.get("number", "")), slug, language)


def _number(written: str) -> int:
    fits = written.isascii() and written.isdecimal() and len(written) <= 4  # noqa: PLR2004
    return int(written) if fits else 0
