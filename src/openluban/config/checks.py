"""What ``luban check`` looks at besides Django's own checks: is this fit for use by others?"""

import shutil
import stat
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register  # noqa: A004 - their names

from openluban.config.use_cases.demonstrate import is_demonstration
from openluban.config.use_cases.set_up import has_administrator
from openluban.foundation.documents.document import Document, Heading, Text
from openluban.foundation.documents.pdf import FontsMissing, GlyphsMissing, to_pdf
from openluban.foundation.exchange.signing import public_key_text, this_site
from openluban.foundation.files.errors import FilesUnavailable
from openluban.foundation.files.stores import the_store

TAG = "installation"
_LITTLE_ROOM, _NO_ROOM = 1_000_000_000, 100_000_000
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


@register(TAG, deploy=True)
def check_installation(**_asked: Any) -> list[CheckMessage]:
    """Return what is wrong with keys, people, fonts, room and the store of files."""
    return [*_keys(), *_people(), *_fonts(), *_room(), *_files(), *_address()]


def _keys() -> Iterator[CheckMessage]:
    home = Path(settings.LUBAN_HOME)
    if public_key_text() != this_site().public_key:
        sentence = "The signing key is not the one under which this installation is known."
        yield Error(sentence, hint=f"Bring back {home / 'keys'} from a backup.", id="luban.E001")
    for place in (home, home / "keys", home / "keys" / "site.pem", home / "secret-key"):
        if place.exists() and place.stat().st_mode & _OTHERS:
            hint = f"chmod go= {place}"
            yield Error(f"Others on this machine can read {place}.", hint=hint, id="luban.E002")


def _people() -> Iterator[CheckMessage]:
    if is_demonstration():
        sentence = "These are the data of the demonstration, whose passwords everybody knows."
        yield Error(sentence, hint="Use another LUBAN_HOME.", id="luban.E003")
    elif not has_administrator():
        yield Error("Nobody can make accounts.", hint="Run: luban setup", id="luban.E004")


def _fonts() -> Iterator[CheckMessage]:
    heading = Heading(1, (Text("鲁班工坊 · мастерская · workshop"),))
    sample = Document("Fonts", "zh-hans", date(2025, 1, 1), "", (heading,), ())
    try:
        to_pdf(sample, fonts=settings.LUBAN_FONTS)
    except (FontsMissing, GlyphsMissing) as refusal:
        hint = f"Put them into {settings.LUBAN_FONTS}, or set LUBAN_FONTS to where they are."
        yield Warning(str(refusal), hint=hint, id="luban.W001")


def _room() -> Iterator[CheckMessage]:
    free = shutil.disk_usage(settings.LUBAN_HOME).free
    sentence = f"{free / 1e6:.0f} MB are free where {settings.LUBAN_HOME} lies."
    if free < _NO_ROOM:
        yield Error(sentence, id="luban.E005")
    elif free < _LITTLE_ROOM:
        yield Warning(sentence, id="luban.W002")


def _files() -> Iterator[CheckMessage]:
    try:
        the_store().check()
    except FilesUnavailable as refusal:
        hint = "Look at STORAGE_URL, and at what its key may do."
        yield Error(str(refusal), hint=hint, id="luban.E006")


def _address() -> Iterator[CheckMessage]:
    if not settings.LUBAN_SITE_URL.startswith("https://"):
        sentence = "LUBAN_SITE_URL is no https:// address: sign-ins can be overheard on the way."
        yield Warning(sentence, id="luban.W003")
