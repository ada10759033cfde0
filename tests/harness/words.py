"""What the interface says in a language, read from the catalogue that the site itself reads."""

import gettext
from functools import cache

from tests.harness.environment import REPOSITORY

CATALOGUES = REPOSITORY / "src" / "openluban" / "locale"
FOLDERS = {"zh-hans": "zh_Hans", "ru": "ru"}


def said_in(language: str, english: str) -> str:
    """Return the translation of an English source text; it must have one."""
    if language == "en":
        return english
    said = _catalogue(FOLDERS[language]).gettext(english)
    assert said != english, f"“{english}” is not translated ({language})"
    return said


@cache
def _catalogue(folder: str) -> gettext.NullTranslations:
    return gettext.translation("django", str(CATALOGUES), languages=[folder])
