"""The process that a test kills: ``python -m tests.harness.packing STEP [FOLDER]``.

``prepare`` makes an installation with a published course. ``make`` makes a pack, ``write`` writes
one into a folder, ``apply`` brings a folder up to date with ``delta.zip`` beside it; each says
"in the middle" when some files lie on the disk, and goes on slowly. ``revise`` publishes a newer
text and writes the delta. ``tell`` prints how many packs are kept and looks at each.
``demonstrate`` writes the course of the demonstration as a pack into a folder, ``film`` its film.
"""

import os
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from openluban.config.loading import public_register  # noqa: E402
from openluban.foundation.registers.use_cases.enter import enter_record  # noqa: E402
from openluban.kernel.actor import SYSTEM  # noqa: E402
from openluban.teaching.library.public import Wish as Import  # noqa: E402
from openluban.teaching.library.public import import_folder, read_folder  # noqa: E402
from openluban.teaching.packs.applying import apply_delta  # noqa: E402
from openluban.teaching.packs.building import built_pack  # noqa: E402
from openluban.teaching.packs.checking import check_pack  # noqa: E402
from openluban.teaching.packs.formats.folders import write_folder  # noqa: E402
from openluban.teaching.packs.formats.zips import write_zip  # noqa: E402
from openluban.teaching.packs.keeping import name_of  # noqa: E402
from openluban.teaching.packs.models import Pack  # noqa: E402
from openluban.teaching.packs.queries.course import the_resource  # noqa: E402
from openluban.teaching.packs.rules.wishes import Wish  # noqa: E402
from openluban.teaching.packs.use_cases.make_pack import make_pack  # noqa: E402

AT = datetime(2026, 3, 1, tzinfo=UTC)
WISH = Wish(("zh-hans", "ru"))
UNITS = 30
SAID_AT = 8
"""Files that are on the disk when it says that it is in the middle."""
_flush = os.fsync
_flushed = 0


def _slow(handle: int) -> None:
    """Flush as ever, and tell whoever waits how far it has come."""
    global _flushed  # noqa: PLW0603 - a process of its own
    _flush(handle)
    _flushed += 1
    if _flushed == SAID_AT:
        print("in the middle", flush=True)
    if _flushed >= SAID_AT:
        time.sleep(0.02)


def prepare() -> None:
    """Make the tables and a course of many units."""
    call_command("migrate", verbosity=0, interactive=False)
    texts = {}
    for number in range(1, UNITS + 1):
        texts[f"{number:02}-u{number}.zh.md"] = f"# 单元{number}\n\n传感器{number}。\n"
        texts[f"{number:02}-u{number}.ru.md"] = f"# Тема {number}\n\nДатчик {number}.\n"
    _publish(texts, AT)


def _publish(texts: dict[str, str], at: datetime) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name, text in texts.items():
            Path(folder, name).write_text(text, encoding="utf-8")
        wish = Import(resource="course", rights="CC-BY-4.0", original="zh-hans", publish=True)
        import_folder(folder=read_folder(Path(folder)), wish=wish, actor=SYSTEM, at=at)


def make() -> None:
    """Make a pack that everybody can fetch, and be slow before it is acknowledged."""
    keep = Path.replace

    def slow(self: Path, target: Path) -> Path:
        print("in the middle", flush=True)
        time.sleep(0.2)
        return keep(self, target)

    Path.replace = slow  # type: ignore[method-assign,assignment]
    pack = make_pack(resource_key="course", wish=WISH, actor=SYSTEM, at=AT)
    print(f"done {pack.sha256}", flush=True)


def write(folder: Path) -> None:
    """Write a pack into a folder, slowly."""
    os.fsync = _slow  # type: ignore[assignment]
    write_folder(folder, built_pack(the_resource("course"), WISH).everything())
    print("done", flush=True)


def revise(folder: Path) -> None:
    """Write the pack, publish newer texts, and write the delta beside it."""
    old = built_pack(the_resource("course"), WISH)
    write_folder(folder, old.everything())
    changed = {f"{n:02}-u{n}.zh.md": f"# 单元{n}\n\n新传感器{n}。\n" for n in range(1, UNITS)}
    _publish(changed, datetime(2026, 4, 1, tzinfo=UTC))
    with folder.with_name("delta.zip").open("wb") as file:
        write_zip(file, built_pack(the_resource("course"), WISH, old.manifest).everything())


def apply(folder: Path) -> None:
    """Bring the folder up to date, slowly."""
    os.fsync = _slow  # type: ignore[assignment]
    done = apply_delta(folder=folder, delta=folder.with_name("delta.zip"))
    print(f"done {done.resumed}", flush=True)


def tell() -> None:
    """Print how many packs are acknowledged, each of which is sound, and what half files lie."""
    for pack in Pack.objects.all():
        check_pack(Path(settings.MEDIA_ROOT) / name_of(pack.sha256))
    named = [place for place in Path(settings.MEDIA_ROOT).rglob("*.zip") if place.name[0] != "."]
    for place in named:
        check_pack(place)
    print(Pack.objects.count())


def demonstrate(folder: Path) -> None:
    """Write the demonstration's course, with one term that it uses, as a pack into a folder."""
    call_command("migrate", verbosity=0, interactive=False)
    names = {"name_en": "A sorter", "name_ru": "Сортировка", "name_zh": "分拣站"}
    about = {"kind": "textbook", "rights": "CC-BY-4.0", "original_language": "zh-hans"}
    _enter("concepts", key="sensor", name_en="sensor", domain="automation")
    for language, text in (("zh-hans", "传感器"), ("ru", "датчик")):
        term = {"key": f"sensor-{language}", "language": language, "text": text}
        _enter("terms", concept="sensor", status="proposed", **term)
    _enter("library", key="conveyor-sorter", **names, **about)
    course = read_folder(public_register() / "library" / "conveyor-sorter")
    import_folder(folder=course, wish=Import(publish=True), actor=SYSTEM, at=AT)
    write_folder(folder, built_pack(the_resource("conveyor-sorter"), WISH).everything())


def film(folder: Path) -> None:
    """Write the demonstration's film as a pack into a folder."""
    call_command("migrate", verbosity=0, interactive=False)
    names = {"name_en": "A film", "name_ru": "Фильм", "name_zh": "短片"}
    about = {"kind": "video", "rights": "CC-BY-4.0", "original_language": "zh-hans"}
    _enter("library", key="sorter-film", **names, **about)
    found = read_folder(public_register() / "library" / "sorter-film")
    import_folder(folder=found, wish=Import(publish=True), actor=SYSTEM, at=AT)
    wish = Wish(("zh-hans", "ru"), films=1)
    write_folder(folder, built_pack(the_resource("sorter-film"), wish).everything())


def _enter(register: str, **cells: str) -> None:
    enter_record(register_key=register, cells=cells, actor=SYSTEM, at=AT)


STEPS = {"prepare": prepare, "make": make, "tell": tell}
STEPS_IN = {
    "demonstrate": demonstrate,
    "film": film,
    "write": write,
    "revise": revise,
    "apply": apply,
}

if __name__ == "__main__":
    if sys.argv[1] in STEPS:
        STEPS[sys.argv[1]]()
    else:
        STEPS_IN[sys.argv[1]](Path(sys.argv[2]))
