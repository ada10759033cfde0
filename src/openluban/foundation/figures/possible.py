"""What may be chosen of a figure, for a reader whose address asked for something else."""

from openluban.foundation.figures.addresses import INDEX
from openluban.foundation.figures.choices import Choice
from openluban.foundation.figures.declaring import Figure
from openluban.foundation.ui.languages import page_language
from openluban.foundation.ui.pieces import Fact, FactList, Wording
from openluban.kernel.text import LocalizedText


def possible_choices(figure: Figure) -> FactList:
    """Return every choice with its options, each leading to the figure so chosen."""
    facts = (
        Fact(choice.title, _options(figure, choice), note=choice.key)
        for choice in figure.all_choices
    )
    return FactList(tuple(fact for fact in facts if fact.values))


def _options(figure: Figure, choice: Choice) -> tuple[Wording, ...]:
    return tuple(
        Wording(_words(option.words), f"{INDEX}{figure.key}/?{choice.key}={option.key}")
        for option in choice.listed()
    )


def _words(words: object) -> str:
    if isinstance(words, LocalizedText):
        return words.best(page_language())[1]
    return str(words)
