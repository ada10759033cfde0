"""A question as the index takes it: groups of words, one word of each group required."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from openluban.foundation.access.roles import ACCEPT, PROPOSE
from openluban.foundation.search import marks
from openluban.foundation.search.cutting import LONGEST
from openluban.kernel.actor import Actor
from openluban.kernel.searching import question_words

MOST_CHARACTERS = 300
"""Of a question; what comes after is not read."""
MOST_WORDS = 40
MOST_BEGINNINGS = 6
"""Words of one question that may stand for longer ones."""


MOST_ENTITLED = 20
"""Hits that come first because the question is their whole title."""


class Group(NamedTuple):
    """One word of these is required; any that begins with ``beginning``, if given, will do.

    Those are the words listed, if the list ``is_whole``, and else some of them: a database walks
    through listed words faster than through whatever begins with something.
    """

    words: tuple[str, ...]
    beginning: str = ""
    is_whole: bool = True

    def is_met(self, words: Sequence[str]) -> bool:
        """Test whether one of these words will do."""
        if self.beginning:
            return any(word.startswith(self.beginning) for word in words)
        return any(word in words for word in self.words)


class Wording(NamedTuple):
    """How a database writes an expression over words."""

    word: str
    beginning: str
    both: str
    either: str
    without: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for: every group, in the register (any if ""), and visible.

    ``hidden_within`` are the scopes whose hidden documents are visible; None means all of them.
    ``title`` is the mark of documents whose title is the whole question.
    """

    groups: tuple[Group, ...]
    title: str
    register: str
    hidden_within: tuple[str, ...] | None

    def first(self, wording: Wording) -> str:
        """Return the expression that finds all hits but those of ``rest``."""
        return self._visible(wording, [_listed(wording, group) for group in self.groups])

    def entitled(self, wording: Wording) -> str:
        """Return the expression for hits one of whose titles is the question itself."""
        listed = [_listed(wording, group) for group in self.groups]
        return self._visible(wording, [wording.word % self.title, *listed])

    def rest(self, wording: Wording) -> str:
        """Return the expression for hits by longer words that no group lists; "" if none can be."""
        if all(group.is_whole for group in self.groups):
            return ""
        wide = [_wide(wording, group) for group in self.groups]
        return wording.without % (self._visible(wording, wide), self.first(wording))

    def _visible(self, wording: Wording, parts: list[str]) -> str:
        if self.register:
            parts.append(wording.word % marks.in_register(self.register))
        found = f"({wording.both.join(parts)})"
        if self.hidden_within is None:
            return found
        hidden = wording.word % marks.HIDDEN
        if self.hidden_within:
            own = [wording.word % marks.hidden_within(scope) for scope in self.hidden_within]
            hidden = wording.without % (hidden, f"({wording.either.join(own)})")
        return wording.without % (found, hidden)


@dataclass(frozen=True, slots=True)
class AskedOtherwise:
    """Several ways to ask, one of which must do, for what the question itself does not find."""

    ways: tuple[Asked, ...]
    itself: Asked

    def first(self, wording: Wording) -> str:
        """Return the expression that finds all hits but those of ``rest``."""
        firsts = wording.either.join(way.first(wording) for way in self.ways)
        return wording.without % (f"({firsts})", self._found_already(wording))

    def rest(self, wording: Wording) -> str:
        """Return the expression for hits by longer words; "" if none can be."""
        rests = [rest for way in self.ways if (rest := way.rest(wording))]
        if not rests:
            return ""
        firsts = [way.first(wording) for way in self.ways]
        without = f"({wording.either.join([*firsts, self._found_already(wording)])})"
        return wording.without % (f"({wording.either.join(rests)})", without)

    def entitled(self, wording: Wording) -> str:
        """Return the expression for hits one of whose titles is one of the ways."""
        titles = wording.either.join(way.entitled(wording) for way in self.ways)
        return wording.without % (f"({titles})", self._found_already(wording))

    def _found_already(self, wording: Wording) -> str:
        parts = [self.itself.first(wording), self.itself.rest(wording)]
        return f"({wording.either.join(part for part in parts if part)})"


def read(question: str) -> list[tuple[str, bool]]:
    """Return the words of a question, each once, with whether a longer word may stand for it."""
    words: dict[str, bool] = {}
    for word, is_beginning in question_words(question[:MOST_CHARACTERS])[-MOST_WORDS:]:
        short = word[:LONGEST]
        words[short] = words.get(short, False) or is_beginning
    left = MOST_BEGINNINGS
    for word, is_beginning in reversed(words.items()):
        words[word] = is_beginning and left > 0
        left -= is_beginning
    return list(words.items())


def hidden_visible_to(actor: Actor) -> tuple[str, ...] | None:
    """Return the scopes whose hidden documents the actor may see; None means all of them."""
    if actor.may(ACCEPT):
        return None
    return tuple(sorted(scope for scope in actor.scopes(PROPOSE) if scope))


def _listed(wording: Wording, group: Group) -> str:
    return f"({wording.either.join(wording.word % word for word in group.words)})"


def _wide(wording: Wording, group: Group) -> str:
    return _listed(wording, group) if group.is_whole else wording.beginning % group.beginning
