"""Runs of words in a text that may be terms: where they begin and end, and what stands beside."""

from dataclasses import dataclass, field
from itertools import pairwise

from openluban.teaching.terms.rules.tokens import Token, tokens

MOST_CHARACTERS = 2_000
"""Of a segment; what comes after is not looked at."""
_WORDS, _CHARACTERS = 4, 8
_UNSPACED = 0x2E80
"""The first sign of the scripts that are written without spaces."""
_STOPPED_WORDS = (
    "a an and are as at be by for from has in is it its of on or that the this to was were with "
    "can each below above allows allow all any not no if you your when will use used using one two "
    "which these there some other more also only then than into may must should have do does see "
    "click here following same next such how what where set been being we they their our both "
    "between about after before over under up down out so very most many however but because "
    "while via per example shown show make sure now just like need want get let "
    "и в во на с со к по за из от до не что как для при это или но а о об у же так их его "
    "можно нужно ниже выше каждый каждого каждой все всех всё весь если вы вам вас ваш когда "
    "будет быть были был была есть этот эта эти этого этой который которая которые которых другие "
    "другой также только то та те тогда может могут должен должна должны один одна одно два две "
    "чтобы после перед над под через между более менее самый свой свои своего нет ни ли бы вот где "
    "там тут здесь очень уже ещё еще нажмите позволяет является являются следующий следующие "
    "的 了 和 是 在 与 及 或 等 对 为 将 由 从 到 中 上 下 个 这 那 一 您 你 我 "
    "他 它 并 且 也 都 就 会 能 要 有 没 被 把 让 使 其 该 此 以 而 但 只 再 又 "
    "不 当 时 后 前 里 内 需 应 如 来 去 很 更 最 至 每 两 三 已 所 于 之 者 则 "
    "若 还 各 做 请 哪 吗 呢 吧"
)
_STOPPED = frozenset(_STOPPED_WORDS.split())
"""Words that no term begins or ends with."""


@dataclass(slots=True)
class Run:
    """A run in one segment: its words where it stands first, and the forms beside it each time.

    ``""`` stands beside it where the segment, a sign or a stop word does.
    """

    words: str
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)


def runs_of(text: str, language: str) -> dict[str, Run]:
    """Return the runs of one to four words (characters: eight), by their form for counting."""
    cut = text[:MOST_CHARACTERS]
    pieces = tokens(cut, language)
    beside = ["" if piece.form in _STOPPED else piece.form for piece in pieces]
    gaps = [True, *(_has_gap(cut, *pair) for pair in pairwise(pieces)), True]
    # No term begins or ends with a stop word or a number.
    may_end = [bool(form) and not form.isdecimal() for form in beside]
    found: dict[str, Run] = {}
    for begin, first in enumerate(pieces):
        if not may_end[begin]:
            continue
        is_character = first.end - first.start == 1 and ord(cut[first.start]) >= _UNSPACED
        longest = _CHARACTERS if is_character else _WORDS
        before = "" if gaps[begin] else beside[begin - 1]
        form = ""
        for end in range(begin + 1, min(begin + longest, len(pieces)) + 1):
            if end - begin > 1 and gaps[end - 1]:
                break
            form = f"{form} {pieces[end - 1].form}" if form else first.form
            words = cut[first.start : pieces[end - 1].end]
            if not may_end[end - 1] or len(words) <= (1 if is_character else 2):
                continue
            run = found.setdefault(form, Run(words))
            run.before.append(before)
            run.after.append("" if gaps[end] else beside[end])
    return found


def _has_gap(text: str, one: Token, other: Token) -> bool:
    """Test whether a sign stands between two pieces: a term does not run across it."""
    return bool(text[one.end : other.start].strip(" -\u00a0"))
