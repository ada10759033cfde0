"""Files of subtitles, WebVTT and SRT, as cues."""

import re
from html import unescape
from typing import Any

from django.utils.translation import gettext_lazy as _

from openluban.kernel.refusals import Problem
from openluban.teaching.library.formats.decoding import decoded_as
from openluban.teaching.library.formats.opening import unfit
from openluban.teaching.library.markup.cues import LATEST, Cue
from openluban.teaching.library.markup.parsing import tidied

LARGEST_SUBTITLES = 2_000_000
"""Bytes."""
MOST_CUES = 20_000
_STAMP = r"(-?)(?:([0-9]+):)?([0-9]{1,2}):([0-9]{1,2})[.,]([0-9]{3})"
_TIMING = re.compile(rf"\s*{_STAMP}\s*-->\s*{_STAMP}(.*)")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]{1,100})>")
_TAG = re.compile(r"</?(?:[a-z]+(?:\.[^\s>]*)?(?:\s[^>]*)?|[0-9:.]+)/?>")
_SRT_TAG = re.compile(r"</?(?:b|i|u|s|font)(?:\s[^>]*)?>|\{\\[^}]*\}", re.IGNORECASE)
_LANGUAGE = re.compile(r"Language:\s*([A-Za-z_-]{2,20})\s*$")
_BLOCK = re.compile(r"(?:[^\n]+\n?)+")


class Subtitles:
    """The cues of a file in the order of their times, the language it names, and notes."""

    def __init__(self, name: str) -> None:
        self.language = ""
        self.cues: list[Cue] = []
        self.notes: list[Problem] = []
        self._name = name
        self._said: set[str] = set()

    def note(self, rule: str, sentence: Any, line: int) -> None:
        """Say something once, with the first line where it stands."""
        if rule not in self._said:
            self._said.add(rule)
            self.notes.append(unfit(rule, sentence, self._name, line).problem)


def read_subtitles(data: bytes, name: str) -> Subtitles:
    """Read WebVTT, if the file begins so, or else SRT.

    :raises Unfit: it is too large, no text, has no cue, or a cue whose times are none
    """
    if len(data) > LARGEST_SUBTITLES:
        sentence = _("This has %(size)s bytes; at most %(limit)s are taken.")
        raise unfit("file.too_large", sentence, name, size=len(data), limit=LARGEST_SUBTITLES)
    text, said = decoded_as(data, name)
    text = tidied(text)
    found = Subtitles(name)
    found.notes += said
    is_webvtt = bool(re.match(r"WEBVTT(?:[ \t\n]|$)", text))
    if name.lower().endswith(".vtt") and not is_webvtt:
        sentence = _("A file of WebVTT begins with the word WEBVTT.")
        raise unfit("subtitles.no_head", sentence, name, 1)
    line, place = 1, 0
    for block in _BLOCK.finditer(text):
        line += text.count("\n", place, block.start())
        place = block.start()
        _block(found, block[0].rstrip("\n").split("\n"), line, is_webvtt)
        if len(found.cues) > MOST_CUES:
            sentence = _("There are more than %(limit)s cues. Divide the file.")
            raise unfit("subtitles.too_many", sentence, name, limit=MOST_CUES)
    if not found.cues:
        raise unfit("subtitles.none", _("There is no cue in it."), name)
    _in_order(found)
    return found


def _block(found: Subtitles, lines: list[str], line: int, is_webvtt: bool) -> None:  # noqa: FBT001
    place = next((at for at, each in enumerate(lines[:2]) if "-->" in each), None)
    if place is None:
        _other(found, lines, line, is_webvtt=is_webvtt)
        return
    timing = _TIMING.fullmatch(lines[place])
    if timing is None:
        raise _bad_times(found, line + place)
    if timing[11].strip():
        sentence = _("Places of cues on the picture are left out.")
        found.note("subtitles.settings", sentence, line + place)
    if place and not lines[0].strip().isdecimal():
        found.note("subtitles.names", _("Names of cues are left out."), line)
    start, end = _time(timing, 1), _time(timing, 6)
    if not 0 <= start < end < LATEST:
        raise _bad_times(found, line + place)
    words = [_words(found, each, line + place, is_webvtt) for each in lines[place + 1 :]]
    kept = tuple(each for each in words if each)
    if kept:
        found.cues.append(Cue(start, end, kept))
    else:
        found.note("subtitles.empty", _("Cues without words are left out."), line + place)


def _bad_times(found: Subtitles, line: int) -> Exception:
    sentence = _(
        "The times of a cue are hh:mm:ss.mmm --> hh:mm:ss.mmm, the later one last, below 100 hours."
    )
    return unfit("subtitles.times", sentence, found._name, line)  # noqa: SLF001 - of this module


def _time(timing: "re.Match[str]", first: int) -> int:
    """Return milliseconds; -1 for what is no time."""
    sign, *parts = (timing[first + place] for place in range(5))
    hours, minutes, seconds, rest = (int(part[:9]) if part else 0 for part in parts)
    if sign or minutes > 59 or seconds > 59:  # noqa: PLR2004
        return -1
    return ((hours * 60 + minutes) * 60 + seconds) * 1_000 + rest


def _other(found: Subtitles, lines: list[str], line: int, *, is_webvtt: bool) -> None:
    """Take what is no cue: the head, remarks, styles; SRT has nothing of the kind."""
    first = lines[0]
    if is_webvtt and line == 1:
        said = (match[1] for each in lines if (match := _LANGUAGE.match(each)))
        found.language = next(said, "")
    elif is_webvtt and first.startswith(("NOTE", "STYLE", "REGION")):
        sentence = _("Remarks and styles of the file are left out.")
        found.note("subtitles.remarks", sentence, line)
    else:
        found.note("subtitles.stray", _("Lines that belong to no cue are left out."), line)


def _words(found: Subtitles, written: str, line: int, is_webvtt: bool) -> str:  # noqa: FBT001
    plain = written
    if is_webvtt:
        plain = _VOICE.sub(r"\1: ", plain)
    plain = (_TAG if is_webvtt else _SRT_TAG).sub("", plain)
    if plain != written:
        sentence = _("Marks inside cues are left out; the name of a voice stands before its words.")
        found.note("subtitles.marks", sentence, line)
    return " ".join(tidied(unescape(plain) if is_webvtt else plain).split())


def _in_order(found: Subtitles) -> None:
    ordered = sorted(found.cues, key=lambda cue: (cue.start, cue.end))
    if ordered != found.cues:
        found.note("subtitles.order", _("The cues were put in the order of their times."), 1)
        found.cues = ordered
    latest = 0
    for cue in ordered:
        if cue.start < latest:
            found.note("subtitles.overlap", _("Cues overlap; they are kept as they are."), 1)
        latest = max(latest, cue.end)
