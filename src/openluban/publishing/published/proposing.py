"""Guessing what a printed number says: a figure and its choices, and how surely."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from openluban.foundation.figures.declaring import find_figure
from openluban.kernel.quantities import StatedNumber
from openluban.kernel.searching import words_of
from openluban.network.counts.public import ReportedSubject, reported_subjects, units_of_measures
from openluban.network.workshops.public import Workshop
from openluban.publishing.published.measure_words import (
    ABOUT_LEARNING,
    IN_PERIOD,
    NETWORKS,
    SYNONYMS,
    UNIT_WORDS,
)
from openluban.publishing.published.verdicts import Reading, Stated
from openluban.publishing.published.vocabulary import (
    EXPORTS,
    FIGURES,
    FROM_TIANJIN,
    GATES,
    IMPORTS,
    LOOSE,
    OF_CHINA,
    OF_THE_NATION,
    PLANNED,
    SCOPES,
    FigureWords,
)

_SURE = Decimal("0.9")
_FAIR = Decimal("0.7")
_BARE = Decimal("0.4")
_LEAST_SCORE = 4
_OF_UNIT = 4
_CHINESE = 4
_OF_ALL_TRADE = frozenset(
    ["imports", "exports", "and", "all", "goods", "cargo", "trade", "other", "of", "in", "with"]
)
"""Words that say nothing of single goods."""


def _says(text: str, words: Iterable[str]) -> bool:
    """Test whether a word stands in the text, at the beginning of a word (or inside Chinese)."""
    padded = f" {text}"
    folded = (" ".join(word.replace("-", " ").split()) for word in words)
    return any(f" {word}" in padded or (not word.isascii() and word in text) for word in folded)


def _folded(*texts: str) -> str:
    joined = " ".join(texts).casefold()
    return " ".join("".join(c if c.isalnum() or c == "%" else " " for c in joined).split())


_ASIDE = re.compile(r"\([^()]*\)|, from .*|, as .*")
"""Parts of a claim that tell of something else: what is in brackets, where people come from."""


def _claim_of(row: Stated, place: int, parts: int) -> str:
    """Return the part of a claim that speaks of one of several numbers."""
    claim = _ASIDE.sub(" ", row.claim)
    for mark in (" / ", ";"):
        said = claim.split(mark)
        if len(said) == parts > 1:
            return said[place]
    return claim


@dataclass(frozen=True)
class Proposer:
    """Guesses for the rows of one file; rows of the same publication lend each other context."""

    rows: Sequence[Stated]

    @cached_property
    def _workshops(self) -> dict[str, str]:
        found = Workshop.objects.shown().values_list("key", "country__key")
        return dict(found)

    @cached_property
    def _units(self) -> dict[str, str]:
        return units_of_measures()

    @cached_property
    def _subjects(self) -> list[ReportedSubject]:
        return reported_subjects()

    @cached_property
    def _from_tianjin(self) -> set[tuple[str, str]]:
        """Publications and scopes in which some row says that the workshops are Tianjin's."""
        return {
            (row.source, row.scope)
            for row in self.rows
            if _says(_folded(row.claim, row.subject), FROM_TIANJIN)
        }

    def propose(self, row: Stated, part: StatedNumber, place: int, parts: int) -> Reading | None:
        """Return what one of a row's numbers seems to say, None where nothing here speaks of it."""
        unit = _folded(part.unit)
        text = _folded(row.subject, row.scope, row.claim, unit)
        for words in FIGURES:
            if self._fits(words, unit, text, row):
                return self._of_figure(words, row, text, unit)
        return self._reported(row, text, _folded(_claim_of(row, place, parts)), unit)

    def _fits(self, words: FigureWords, unit: str, text: str, row: Stated) -> bool:
        if not _says(unit, words.units) or _says(text, words.unless):
            return False
        if words.about and not _says(text, words.about):
            return False
        if words.where and not _says(_folded(text, row.publisher), words.where):
            return False
        one = row.scope in self._workshops
        return not one or words.figure == "programmes"

    def _of_figure(self, words: FigureWords, row: Stated, text: str, unit: str) -> Reading:
        figure = find_figure(words.figure)
        known = {choice.key for choice in figure.choices}
        choices: dict[str, str] = {}
        pinned: set[str] = set()
        if row.scope in self._workshops and "workshop" in known:
            return Reading(
                figure.key, {"workshop": row.scope}, frozenset({"workshop"}), _FAIR, guessed=True
            )
        if "bloc" in known:
            self._place(text, choices, pinned)
        if "led_from" in known:
            self._lead(row, text, choices, pinned)
        if "gate" in known:
            self._gate(text, choices, pinned)
        if "state" in known and _says(text, PLANNED):
            choices["state"] = "planned"
            pinned.add("state")
        if "unit" in known:
            choices["unit"] = _trade_unit(unit)
            pinned.add("unit")
        if "goods" in known:
            self._goods(figure.key, text, choices, pinned)
            self._flow(text, choices, pinned)
        sureness = _SURE if words.about else _FAIR
        return Reading(figure.key, choices, frozenset(pinned), sureness, guessed=True)

    @staticmethod
    def _gate(text: str, choices: dict[str, str], pinned: set[str]) -> None:
        for option, words in GATES:
            if _says(text, words):
                choices["gate"] = option
                pinned.add("gate")
                return

    @staticmethod
    def _place(text: str, choices: dict[str, str], pinned: set[str]) -> None:
        for choice, option, words in SCOPES:
            if _says(text, words):
                choices[choice] = option
                if option not in LOOSE:
                    pinned.add(choice)
                return

    def _lead(self, row: Stated, text: str, choices: dict[str, str], pinned: set[str]) -> None:
        if _says(text, FROM_TIANJIN):
            choices["led_from"] = "tianjin"
            pinned.add("led_from")
        elif (row.source, row.scope) in self._from_tianjin:
            choices["led_from"] = "tianjin"
        elif _says(text, OF_THE_NATION):
            choices["led_from"] = "all"
            pinned.add("led_from")

    @staticmethod
    def _goods(figure: str, text: str, choices: dict[str, str], pinned: set[str]) -> None:
        options = next(c for c in find_figure(figure).choices if c.key == "goods").listed()
        best, most = "all", 0
        said = set(words_of(text)) - _OF_ALL_TRADE
        for option in options[1:]:
            shared = len(said & set(words_of(str(option.words))))
            if shared > most:
                best, most = option.key, shared
        choices["goods"] = best
        pinned.add("goods")

    @staticmethod
    def _flow(text: str, choices: dict[str, str], pinned: set[str]) -> None:
        """Take what a text says of trade: which way it went, and who reports it."""
        said = _says(text, EXPORTS), _says(text, IMPORTS)
        if said in {(True, False), (False, True)}:
            choices["flow"] = "exports" if said[0] else "imports"
            pinned.add("flow")
        if _says(text, OF_CHINA) and not _says(text, FROM_TIANJIN):
            choices["reporter"] = "China"
            pinned.add("reporter")
        if _says(text, SCOPES[0][2]):
            choices["partners"] = "sco_members"

    def _reported(self, row: Stated, text: str, claim: str, unit: str) -> Reading | None:
        subject = self._subject(row, text)
        if subject is None:
            return None
        measure, score = self._measure(claim, unit)
        if not measure:
            return None
        sureness = _FAIR if score >= 2 * _LEAST_SCORE else _BARE
        pins = {"measure"} if "network" in subject else {"measure", "subject"}
        basis = "in_period" if _says(_folded(row.claim), IN_PERIOD) else "up_to_day"
        return Reading(
            "reported",
            {"subject": subject, "measure": measure, "basis": basis},
            frozenset(pins),
            sureness,
            guessed=True,
        )

    def _subject(self, row: Stated, text: str) -> str | None:
        if row.scope in self._workshops:
            return f"workshops/{row.scope}"
        said = set(words_of(_folded(row.subject, row.scope)))
        year = row.as_of.text[:4] if row.as_of else ""
        scored = [
            (subject.likeness(said, year), subject.reference)
            for subject in self._subjects
            if "network" not in subject.key
        ]
        likeness, best = max(scored, default=(0.0, ""))
        if likeness > 0:
            return best
        scope = _folded(row.scope)
        if _says(_folded(row.subject), ABOUT_LEARNING) or not row.subject:
            return next((ref for ref, words in NETWORKS if _says(scope or text, words)), None)
        return None

    def _measure(self, claim: str, unit: str) -> tuple[str, int]:
        """Return the measure that claim and unit speak of, and how strongly."""
        fitting = {key for key, words in UNIT_WORDS.items() if _says(unit, words)}
        best, most = "", _LEAST_SCORE - 1
        for key, words in SYNONYMS.items():
            if fitting and self._units.get(key) not in fitting:
                continue
            score = sum(_weight(word) for word in words if _says(claim, [word]))
            score += sum(_OF_UNIT for word in words if _says(unit, [word]))
            if score > most:
                best, most = key, score
        return best, most


def _weight(word: str) -> int:
    """Return how much a word says: longer ones more, Chinese ones much in few characters."""
    return len(word) * (_CHINESE if "\u4e00" <= word[0] <= "\u9fff" else 1)


def _trade_unit(unit: str) -> str:
    if _says(unit, ("us dollar", "dollar", "usd", "美元", "долл")):
        return "usd"
    return "cny" if _says(unit, ("yuan", "cny", "rmb", "元", "юан", "billion")) else "piece"
