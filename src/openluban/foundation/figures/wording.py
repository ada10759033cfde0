"""Saying in words what a figure's choices mean: the definition that stands under every number."""

from collections.abc import Mapping

from django.utils.translation import get_language

from openluban.foundation.figures.choices import ALWAYS, Choice
from openluban.foundation.figures.declaring import Figure
from openluban.foundation.ui.joining import clauses
from openluban.kernel.text import LocalizedText


def option_words(choice: Choice, key: str) -> str:
    """Return an option in the reader's language, as a definition says it."""
    words = choice.words_for(key)
    if isinstance(words, LocalizedText):
        words = words.best(get_language() or "en")[1]
    return str(choice.phrase) % {"option": str(words if words is not None else key)}


def definition(figure: Figure, choices: Mapping[str, str]) -> str:
    """Return the choices in words: the first always, others where they say something unusual."""
    said = []
    for number, choice in enumerate(figure.choices):
        key = choices.get(choice.key, choice.default)
        if number == 0 or choice.always_said or key != choice.default:
            said.append(option_words(choice, key))
    for choice in ALWAYS:
        key = choices.get(choice.key, choice.default)
        if key != choice.default:
            said.append(option_words(choice, key))
    return clauses(said)
