"""Choices: what a figure must be told before it has a value. The choices are the definition."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Refusal

_MEMORY: ContextVar[dict[Hashable, Any] | None] = ContextVar("figures_memory", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Ask the register for the same options, names and units only once in this block."""
    token = _MEMORY.set({})
    try:
        yield
    finally:
        _MEMORY.reset(token)


def recall(key: Hashable, make: Callable[[], Any]) -> Any:
    """Return what ``make`` returns; inside ``remembering``, what it returned before."""
    memory = _MEMORY.get()
    if memory is None:
        return make()
    if key not in memory:
        memory[key] = make()
    return memory[key]


@dataclass(frozen=True, slots=True)
class Option:
    """One way to choose. ``words`` stand in a definition: text, or a LocalizedText.

    ``spoken`` are words (in any language, small letters) by which a text says this option.
    """

    key: str
    words: Any
    spoken: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A question that a figure asks. ``options`` may depend on the register, so it is called."""

    key: str
    title: Any
    default: str
    options: Callable[[], Sequence[Option]]
    name_of: Callable[[str], Any] | None = field(default=None)
    """For choices open to any record: the name of the record under a key, None if there is none.
    Such a choice takes options that ``options`` does not list."""
    phrase: Any = "%(option)s"
    """How a definition says the option."""
    kin: Callable[[str], Sequence[str]] | None = field(default=None)
    """The options that a text may mean where it says another; all of them where this is None."""
    always_said: bool = False
    """Whether a definition says the option even where it is the usual one."""

    def listed(self) -> Sequence[Option]:
        """Return the options (asked for once inside ``remembering``)."""
        options: Sequence[Option] = recall(self.options, self.options)
        return options

    def alternatives(self, key: str) -> list[str]:
        """Return the other options that a text saying this one may mean."""
        others = [option.key for option in self.listed()] if self.kin is None else self.kin(key)
        return [other for other in others if other != key]

    def words_for(self, key: str) -> Any:
        """Return the words of an option, or of the record it names; None if it is neither."""
        listed = next((option.words for option in self.listed() if option.key == key), None)
        name_of = self.name_of
        if listed is None and name_of is not None:
            return recall((name_of, key), lambda: name_of(key))
        return listed


def any_record(
    key: str, title: Any, any_words: Any, *, name_of: Callable[[str], Any], phrase: Any
) -> Choice:
    """Return a choice of one record of a register, or any, which is usual and has ``any_words``."""
    return Choice(
        key=key,
        title=title,
        default="all",
        options=lambda: [Option("all", any_words)],
        name_of=name_of,
        phrase=phrase,
    )


class UnknownChoice(Refusal):
    """The figure has no such choice, or the choice no such option."""

    code = "figures.unknown_choice"
    sentence = _("“%(given)s” is not a choice here. Possible: %(possible)s.")


def settle(choices: Sequence[Choice], given: Mapping[str, str]) -> dict[str, str]:
    """Return every choice with its option: the given one, else the default.

    :raises UnknownChoice: a name or an option is not known
    """
    known = {choice.key: choice for choice in choices}
    for name in given:
        if name not in known:
            raise UnknownChoice(given=name, possible=", ".join(known))
    settled = {}
    for key, choice in known.items():
        wanted = given.get(key) or choice.default
        if wanted != choice.default and choice.words_for(wanted) is None:
            possible = ", ".join(option.key for option in choice.listed())
            raise UnknownChoice(given=wanted, possible=possible)
        settled[key] = wanted
    return settled


PRECISION = Choice(
    key="precision",
    title=_("Imprecise dates"),
    default="earliest",
    options=lambda: (
        Option("earliest", _("imprecise dates count from their earliest day")),
        Option("strict", _("imprecise dates count only from their latest day"), ("strict",)),
    ),
)
CERTAINTY = Choice(
    key="certainty",
    title=_("Confidence"),
    default="any",
    options=lambda: (
        Option("any", _("of any confidence")),
        Option("medium", _("of at least medium confidence")),
        Option("high", _("of high confidence")),
    ),
)
DISPUTED = Choice(
    key="disputed",
    title=_("Disputed records"),
    default="counted",
    options=lambda: (
        Option("counted", _("disputed records counted")),
        Option("left_out", _("disputed records left out")),
    ),
)
ALWAYS = (PRECISION, CERTAINTY, DISPUTED)
"""Choices that every figure has."""
