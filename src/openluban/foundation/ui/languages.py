"""Languages as a page needs them: which way they run and what they are called."""

from babel import Locale, UnknownLocaleError
from django.utils.translation import get_language

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def page_language() -> str:
    """Return the language of the page being made (BCP 47, lower case); English if none is set."""
    return get_language() or "en"


def direction_of(language: str) -> str:
    """Return `rtl` or `ltr` for a BCP 47 language tag."""
    return "rtl" if language.lower().split("-")[0] in RIGHT_TO_LEFT else "ltr"


def is_same_language(one: str, other: str) -> bool:
    """Whether two tags name one language, so that a browser need not be told of the change."""
    return one.lower() == other.lower()


def language_name(language: str, reader: str) -> str:
    """Return what a language is called in the reader's language; the tag itself if unknown."""
    try:
        asked, speaking = Locale.parse(language, sep="-"), Locale.parse(reader, sep="-")
    except (UnknownLocaleError, ValueError):
        return language
    # "Simplified Chinese" has a name of its own, which is shorter than "Chinese (Simplified)".
    name = speaking.languages.get(str(asked)) or asked.get_display_name(speaking) or language
    # "китайский, упрощенное письмо" would be two languages where several are listed.
    first, comma, rest = name.partition(", ")
    return f"{first} ({rest})" if comma else name
