"""Reads, writes and compiles the message catalogues of each language; needs Babel alone."""

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

REPOSITORY = Path(__file__).resolve().parent.parent
LOCALE = REPOSITORY / "src" / "openluban" / "locale"
PLURALS = {
    "zh_Hans": "nplurals=1; plural=0;",
    "ru": (
        "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
        "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
    ),
}
"""The languages with a catalogue, and how each counts. English stands in the source."""

Key = tuple[str, str]
"""Context and English text: what makes a message the same."""


def catalogue_path(language: str, folder: Path = LOCALE) -> Path:
    """Return where the catalogue of a language lies."""
    return folder / language / "LC_MESSAGES" / "django.po"


def read(language: str, folder: Path = LOCALE) -> Catalog:
    """Read the catalogue of a language; an absent one is empty."""
    path = catalogue_path(language, folder)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def entries(catalogue: Catalog) -> Iterator[Entry]:
    """Yield the messages of a catalogue without its header."""
    return (entry for entry in catalogue if entry.id)


def key_of(entry: Entry) -> Key:
    """Return what makes an entry the same message in two catalogues."""
    return entry.context or "", texts_of(entry.id)[0]


def texts_of(value: object) -> tuple[str, ...]:
    """Return the one text or the several plural forms as a tuple."""
    return tuple(map(str, value)) if isinstance(value, tuple | list) else (str(value),)


def write(catalogue: Catalog, language: str, folder: Path = LOCALE) -> None:
    """Write a catalogue under a header that says only what programs need."""
    path = catalogue_path(language, folder)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(
            'msgid ""\n'
            'msgstr ""\n'
            '"Content-Type: text/plain; charset=UTF-8\\n"\n'
            '"Content-Transfer-Encoding: 8bit\\n"\n'
            f'"Language: {language}\\n"\n'
            f'"Plural-Forms: {PLURALS[language]}\\n"\n\n'.encode()
        )
        write_po(
            file,
            catalogue,
            width=100,
            omit_header=True,
            sort_output=True,
            ignore_obsolete=True,
            include_lineno=False,
        )


def forms(language: str) -> int:
    """Return how many plural forms a language has."""
    counted = re.match(r"nplurals=(\d)", PLURALS[language])
    return int(counted[1]) if counted else 1


def compile_all(folder: Path = LOCALE) -> None:
    """Make the file that Django reads beside each catalogue."""
    for language in PLURALS:
        path = catalogue_path(language, folder)
        if path.exists():
            with path.with_suffix(".mo").open("wb") as file:
                write_mo(file, read(language, folder))
