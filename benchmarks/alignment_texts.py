"""Pairs of texts with a gold alignment: Text+Berg, and manuals shuffled into beads of all kinds."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from openluban.teaching.alignment.beads import Bead, beads_of

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
SEED = 20260901
_PIECE = re.compile(r'^(msgid|msgstr)?\s*"(.*)"$')
_ESCAPES = {"n": "\n", "t": "\t"}
_KINDS = (
    ("keep", 60),
    ("source split", 8),
    ("target split", 8),
    ("source joined", 6),
    ("target joined", 6),
    ("crossed", 4),
    ("source alone", 4),
    ("target alone", 4),
)


@dataclass(frozen=True)
class Corpus:
    """Two texts, a sentence a line, and the beads that are right."""

    name: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    gold: tuple[Bead, ...]


def text_berg() -> Corpus:
    """Read the field's yardstick: yearbooks of an alpine club, German and French."""
    place = DATA / "text-berg"
    source, target, gold = (
        (place / f"dev.{end}").read_text(encoding="utf-8").splitlines()
        for end in ("de", "fr", "defr")
    )
    return Corpus("Text+Berg de-fr", tuple(source), tuple(target), tuple(beads_of(gold)))


def kicad(source: str, target: str, *, seed: int = SEED) -> Corpus:
    """Shuffle the units of all manuals that both languages have into m:n beads."""
    pairs = []
    for folder in sorted((DATA / "kicad").iterdir()):
        both = [_side(folder, language) for language in (source, target)]
        pairs += [(both[0][key], both[1][key]) for key in both[0] if key in both[1]]
    return shuffled(f"KiCad {source}-{target}", pairs, seed=seed)


def _side(folder: Path, language: str) -> dict[str, str]:
    units = dict(units_of((folder / f"{'zh' if language == 'en' else language}.po").read_text()))
    return {key: key if language == "en" else value for key, value in units.items()}


def units_of(text: str) -> Iterator[tuple[str, str]]:
    """Yield original and translation of every translated unit of a catalogue, on one line."""
    for block in re.split(r"\n\s*\n", text):
        if re.search(r"^#(,.*fuzzy|~)", block, re.MULTILINE) or "msgid_plural" in block:
            continue
        found = {"msgid": "", "msgstr": ""}
        now = ""
        for line in block.splitlines():
            if match := _PIECE.match(line):
                now = match[1] or now
                found[now] += match[2]
        original, translation = (_plain(found[key]) for key in ("msgid", "msgstr"))
        if original and translation:
            yield original, translation


def _plain(piece: str) -> str:
    text = re.sub(r"\\(.)", lambda match: _ESCAPES.get(match[1], match[1]), piece)
    return " ".join(text.split())


def shuffled(name: str, pairs: Sequence[tuple[str, str]], *, seed: int) -> Corpus:
    """Split, join and drop sides of pairs by the seed, the order kept."""
    chance = random.Random(seed)  # noqa: S311 - a fixed order, no secret
    names, weights = zip(*_KINDS, strict=True)
    source: list[str] = []
    target: list[str] = []
    gold: list[Bead] = []
    waiting = list(reversed(pairs))
    while waiting:
        kind = chance.choices(names, weights)[0]
        ours, theirs = _bead(kind, waiting, chance)
        gold.append(
            Bead(
                tuple(range(len(source), len(source) + len(ours))),
                tuple(range(len(target), len(target) + len(theirs))),
            )
        )
        source += ours
        target += theirs
    return Corpus(name, tuple(source), tuple(target), tuple(gold))


def _bead(
    kind: str, waiting: list[tuple[str, str]], chance: random.Random
) -> tuple[list[str], list[str]]:
    """Take one pair or two from those that wait, and make of them the sides of a bead."""
    source, target = waiting.pop()
    more = min(chance.choice((1, 1, 2)), len(waiting))
    joins = kind in {"source joined", "target joined", "crossed"}
    if not joins or not more:
        return _of_one_pair(kind, source, target, chance)
    parts = [(source, target), *(waiting.pop() for _ in range(more))]
    if kind == "source joined":
        return [" ".join(one for one, _ in parts)], [two for _, two in parts]
    if kind == "target joined":
        return [one for one, _ in parts], [" ".join(two for _, two in parts)]
    return _crossed(parts, chance)


def _of_one_pair(
    kind: str, source: str, target: str, chance: random.Random
) -> tuple[list[str], list[str]]:
    if kind == "source split":
        return _split(source, chance), [target]
    if kind == "target split":
        return [source], _split(target, chance)
    ours = [] if kind == "target alone" else [source]
    return ours, [] if kind == "source alone" else [target]


def _crossed(
    parts: Sequence[tuple[str, str]], chance: random.Random
) -> tuple[list[str], list[str]]:
    """Make 2:2: the first border lies within the first unit here, within the second there."""
    (one, first), (two, second) = parts[:2]
    ones, seconds = _split(one, chance), _split(second, chance)
    rest = [list(side) for side in zip(*parts[2:], strict=True)] or [[], []]
    return (
        [*ones[:-1], " ".join([ones[-1], two, *rest[0]])],
        [" ".join([first, *seconds[:-1]]), " ".join([seconds[-1], *rest[1]])],
    )


def _split(text: str, chance: random.Random) -> list[str]:
    """Cut at an end of a sentence, else of a clause, else not at all."""
    for pattern in (r"(?<=[.!?])\s+|(?<=[。！？])", r"(?<=[,;:])\s+|(?<=[，；：、])"):
        places = [match.end() for match in re.finditer(pattern, text) if match.end() < len(text)]
        if places:
            place = chance.choice(places)
            return [text[:place].strip(), text[place:].strip()]
    return [text]
