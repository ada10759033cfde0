"""A zip of a folder unpacked into an empty one; what is unsound in it refuses it whole."""

import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from openluban.foundation.sheets.archives import Archive
from openluban.foundation.sheets.limits import Limits
from openluban.foundation.sheets.plausibility import chinese_likelihood, russian_likelihood
from openluban.foundation.sheets.problems import StopReading
from openluban.teaching.library.formats.opening import DEEPEST, MOST_ENTRIES, unfit

_LIMITS = Limits(max_unzipped_bytes=200_000_000, max_ratio=200, max_members=MOST_ENTRIES)
_LONGEST_NAME = 200
_APART = re.compile(r"(^|/)(__MACOSX|\.[^/]*)(/|$)")
_CODECS: tuple[tuple[str, Callable[[str], float], float], ...] = (
    ("utf-8", lambda _text: 0.0, 0.0),
    ("gb18030", chinese_likelihood, -12.0),
    ("cp866", russian_likelihood, -7.5),
)
"""With what a sign may cost at most, as for the text of sheets."""
_SENTENCES = {
    "damaged_archive": _("This is no zip file, or it is damaged."),
    "zip_bomb": _("It unfolds to more than is sound."),
    "too_many_members": _("It holds more than %(limit)s files."),
    "unsafe_path": _("It holds a file whose name leads elsewhere, or two of one name."),
    "encrypted": _("It is locked with a password. Save it without one."),
}


def unpack(data: bytes, name: str, into: Path) -> Path:
    """Unpack plain files into an empty folder and return the one that holds the texts.

    A zip of one folder means that folder. Hidden files are left where they are.

    :raises Unfit: it is damaged, locked, too large, or names lead out of the folder
    """
    try:
        archive = Archive(data, _LIMITS)
        names = _readable(archive)
        for member, written in names.items():
            if member.endswith("/") or _APART.search(member):
                continue
            place = _place(into, written, name)
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("xb") as file:
                for piece in archive.chunks(member):
                    file.write(piece)
    except StopReading as fault:
        sentence = _SENTENCES.get(str(fault.found.rule), _SENTENCES["damaged_archive"])
        broken = f"zip.{fault.found.rule}"
        raise unfit(broken, sentence, name, limit=MOST_ENTRIES) from fault
    except OSError as fault:
        # A name that is a file here and a folder there, or one no disk takes.
        raise unfit("zip.unsafe_path", _SENTENCES["unsafe_path"], name) from fault
    inside = list(into.iterdir())
    return inside[0] if len(inside) == 1 and inside[0].is_dir() else into


def _readable(archive: Iterable[str]) -> dict[str, str]:
    """Return each name as it was meant.

    Windows writes names in the code page of its country and does not say which: read as the old
    standard has it (cp437), Chinese and Russian ones are strings of strange signs.
    """
    raw: dict[str, bytes] = {}
    for member in archive:
        with suppress(UnicodeEncodeError):  # what was marked as UTF-8 has other signs
            raw[member] = b"" if member.isascii() else member.encode("cp437")
    high = {member: data for member, data in raw.items() if data}
    codec = _codec(b"\n".join(high.values())) if high else ""
    return {
        member: high[member].decode(codec) if codec and member in high else member
        for member in archive
    }


def _codec(sample: bytes) -> str:
    """Return the encoding in which names read like a language, ``""`` if they do in none."""
    found: list[tuple[float, str]] = []
    for codec, likelihood, least in _CODECS:
        with suppress(UnicodeDecodeError):
            text = sample.decode(codec)
            count = sum(sign > "\x7f" for sign in text)
            likely = likelihood(text)
            if likely >= least * count:
                found.append((likely, codec))
    return max(found)[1] if found else ""


def _place(into: Path, member: str, name: str) -> Path:
    parts = member.split("/")
    is_sound = len(parts) <= DEEPEST and all(part and len(part) <= _LONGEST_NAME for part in parts)
    if not is_sound or any(not sign.isprintable() for sign in member):
        raise unfit("zip.unsafe_path", _SENTENCES["unsafe_path"], name)
    return into.joinpath(*parts)
