"""Makers of courses and packs for tests."""

import io
import json
import zipfile
from base64 import b64encode
from datetime import timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from PIL import Image

from openluban.kernel.actor import SYSTEM
from openluban.kernel.canonical import canonical_bytes
from openluban.teaching.library.public import Resource, import_folder, read_folder
from openluban.teaching.library.public import Wish as Import
from openluban.teaching.library.tests.make import AT, bring_in, make_folder
from openluban.teaching.packs.building import Built, built_pack
from openluban.teaching.packs.formats.folders import write_folder
from openluban.teaching.packs.formats.zips import write_zip
from openluban.teaching.packs.keeping import name_of
from openluban.teaching.packs.rules.manifest import Manifest
from openluban.teaching.packs.rules.wishes import Wish

BOTH = Wish(("zh-hans", "ru"))
ZH = "# 传感器\n\n接通电源前检查传感器。\n\n## 接线\n\n- 棕色线接 24 V。\n- 黑色线是信号。\n"
RU = (
    "# Датчики\n\nПроверьте датчик до включения питания.\n\n## Подключение\n\n"
    "- Коричневый провод: 24 В.\n- Чёрный провод: сигнал.\n"
)


def picture(width: int = 800, kind: str = "PNG") -> bytes:
    """Draw a picture that does not pack well."""
    drawn = Image.effect_noise((width, width // 2), 60)
    kept = io.BytesIO()
    drawn.save(kept, kind)
    return kept.getvalue()


def make_course(place: Path, more: dict[str, str | bytes] | None = None) -> Resource:
    """Publish a course of two units, one of which is in Chinese alone; more files as given."""
    own: dict[str, str | bytes] = {
        "01-sensors.zh.md": ZH,
        "01-sensors.ru.md": RU,
        "02-start.zh.md": "# 起动\n\n先断电。\n",
    }
    bring_in(make_folder(place, own | (more or {})))
    return Resource.objects.get(key="sorter")


def revise(place: Path, **files: str | bytes) -> None:
    """Publish newer texts of the course, a month later."""
    named: dict[str, str | bytes] = {name.replace("__", "."): text for name, text in files.items()}
    folder = read_folder(make_folder(place, named))
    at = AT + timedelta(days=30)
    import_folder(folder=folder, wish=Import(publish=True), actor=SYSTEM, at=at)


def zipped(built: Built, place: Path) -> Path:
    """Write a pack as a zip."""
    with place.open("wb") as file:
        write_zip(file, built.everything())
    return place


def foldered(built: Built, place: Path) -> Path:
    """Write a pack as a folder."""
    write_folder(place, built.everything())
    return place


def place_of(sha256: str) -> Path:
    """Return where a made pack lies on the disk."""
    return Path(settings.MEDIA_ROOT) / name_of(sha256)


def make_delta(place: Path, resource: Resource) -> tuple[Path, Path, Built]:
    """Make a pack in a folder, revise the course, and make the delta; both and what it leads to."""
    old = built_pack(resource, BOTH)
    folder = foldered(old, place / "course")
    revise(place / "newer", **{"02-start__zh__md": "# 起动\n\n先断电，再检查。\n"})
    new = built_pack(resource, BOTH, old.manifest)
    return folder, zipped(new, place / "delta.zip"), new


def rezipped(source: Path, place: Path, changed: dict[str, bytes | None]) -> Path:
    """Copy a zip with some files changed, added, or (None) left out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(place, "w") as new:
        for entry in old.infolist():
            data = changed.get(entry.filename, old.read(entry))
            if data is not None:
                new.writestr(entry.filename, data, zipfile.ZIP_DEFLATED)
        for name, data in changed.items():
            if name not in old.namelist() and data is not None:
                new.writestr(name, data)
    return place


def signed(manifest: Manifest | dict[str, Any]) -> dict[str, bytes]:
    """Return manifest and signature by somebody who is not this installation."""
    key = Ed25519PrivateKey.generate()
    plain = manifest.plain() if isinstance(manifest, Manifest) else manifest
    data = canonical_bytes(plain)
    note = {
        "public_key": b64encode(key.public_key().public_bytes_raw()).decode(),
        "signature": b64encode(key.sign(data)).decode(),
    }
    return {"manifest.json": data, "signature.json": json.dumps(note).encode()}


def content_of(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder by its path."""
    return {
        place.relative_to(folder).as_posix(): place.read_bytes()
        for place in sorted(folder.rglob("*"))
        if place.is_file()
    }
