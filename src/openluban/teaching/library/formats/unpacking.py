"""A zip of a folder unpacked into an empty one; what is unsound in it refuses it whole."""

import re
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from openluban.foundation.sheets.archives import Archive
from openluban.foundation.sheets.limits import Limits
from openluban.foundation.sheets.problems import StopReading
from openluban.teaching.library.formats.opening import DEEPEST, MOST_ENTRIES, unfit

_LIMITS = Limits(max_unzipped_bytes=200_000_000, max_ratio=200, max_members=MOST_ENTRIES)
_LONGEST_NAME = 200
_APART = re.compile(r"(^|/)(__MACOSX|\.[^/]*)(/|$)")
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
        for member in archive:
            if member.endswith("/") or _APART.search(member):
                continue
            place = _place(into, member, name)
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


def _place(into: Path, member: str, name: str) -> Path:
    parts = member.split("/")
    is_sound = len(parts) <= DEEPEST and all(part and len(part) <= _LONGEST_NAME for part in parts)
    if not is_sound or any(not sign.isprintable() for sign in member):
        raise unfit("zip.unsafe_path", _SENTENCES["unsafe_path"], name)
    return into.joinpath(*parts)
