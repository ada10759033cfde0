"""Names of units, from what a package calls them."""

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from openluban.teaching.courseware.rules.parcel import Wordings

_OURS = re.compile(r"(?:[0-9]{1,4}-)?(?P<slug>[a-z0-9][a-z0-9-]{0,69})\.(?P<tag>[A-Za-z-]{2,20})")
_LONGEST = 40
_MARKS = re.compile(r"([\\`*_\[\]<>#&!|])")


def slug_and_tag(path: str) -> tuple[str, str]:
    """Return unit and language of a file called ``NN-slug.LANGUAGE.html``, else two empty texts."""
    found = _OURS.fullmatch(PurePosixPath(path).stem)
    return (found["slug"], found["tag"].lower()) if found else ("", "")


def own_slug(path: str) -> str:
    """Return the unit of a page that was written here and holds all languages: ``NN-slug.html``."""
    return re.sub(r"^[0-9]{1,4}-", "", PurePosixPath(path).stem)


def slug_of(candidates: Iterable[str]) -> str:
    """Return the first text that makes a slug of Latin letters and digits, ``unit`` if none does.

    A text mostly in another script makes none: what is left of it would name nothing.
    """
    for words in candidates:
        slug = "-".join(re.findall(r"[a-z0-9]+", words.lower()))[:_LONGEST].strip("-")
        letters = [sign for sign in words if sign.isalpha()]
        plain = [sign for sign in letters if sign.isascii()]
        if slug and len(plain) * 2 >= len(letters):
            return slug
    return "unit"


def free(slug: str, taken: Iterable[str]) -> str:
    """Return the slug, with a number behind it if another unit has it."""
    known = set(taken)
    if slug not in known:
        return slug
    number = 2
    while f"{slug}-{number}" in known:
        number += 1
    return f"{slug}-{number}"


def wording_in(words: Wordings, language: str, tag_of: dict[str, str]) -> str:
    """Return the words in a language, else those in none, else any; ``tag_of`` reads tags."""
    by_tag = {tag_of.get(written, ""): said for written, said in words.items()}
    return by_tag.get(language) or by_tag.get("") or next(iter(words.values()), "")


def titled(body: str, title: str) -> str:
    """Return a text that begins with a heading; one that has one of the first level keeps it."""
    if not title or re.match(r"\s*# ", body):
        return body
    return f"# {escaped(title)}\n\n{body.lstrip()}"


def escaped(words: str) -> str:
    """Return plain words as Markdown says them, on one line."""
    return _MARKS.sub(r"\\\1", " ".join(words.split()))
