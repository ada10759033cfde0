"""Makers of resources, units, texts and folders for tests."""

import json
from datetime import UTC, datetime
from pathlib import Path

from openluban.kernel.actor import SYSTEM, Actor
from openluban.teaching.library.formats.folder import read_folder
from openluban.teaching.library.models import Resource, Unit, UnitText
from openluban.teaching.library.tests.made_films import mp4 as mp4  # noqa: PLC0414 - for others
from openluban.teaching.library.tests.made_films import webm as webm  # noqa: PLC0414
from openluban.teaching.library.use_cases.import_folder import Outcome, Wish, import_folder
from openluban.teaching.library.use_cases.publish import publish_text
from openluban.teaching.library.use_cases.start_resource import start_resource, start_unit
from openluban.teaching.library.use_cases.write_unit_text import Writing, write_unit_text

AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
ZH = (
    "# 安全\n\n先断电。\n\n- 气压 0.6 MPa。\n- 按下急停按钮。\n\n"
    "| 项 | 值 |\n| --- | --- |\n| 时间 | 0.5 s |\n"
)
RU = (
    "# Безопасность\n\nСначала отключите питание.\n\n- Давление 0,6 МПа.\n- Нажмите кнопку.\n\n"
    "| Пункт | Значение |\n| --- | --- |\n| время | 0,5 с |\n"
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c636800000082008177cd72b60000000049454e44ae426082"
)
"""One grey point."""
META = {
    "key": "sorter",
    "name": {"en": "A sorter", "zh": "分拣站"},
    "kind": "textbook",
    "original_language": "zh",
    "rights": "CC-BY-4.0",
}


def make_resource(key: str = "sorter", actor: Actor = SYSTEM, **changed: str) -> Resource:
    """Make a textbook written in Chinese first."""
    cells = {
        "key": key,
        "name_en": "A sorter",
        "kind": "textbook",
        "original_language": "zh-hans",
        "rights": "CC-BY-4.0",
        **changed,
    }
    return start_resource(cells=cells, actor=actor, at=AT)


def make_unit(key: str = "sorter.safety", actor: Actor = SYSTEM) -> Unit:
    """Make a unit of a resource, made if absent."""
    resource = key.partition(".")[0]
    if not Resource.objects.filter(key=resource).exists():
        make_resource(resource)
    cells = {"key": key, "name_en": "Safety", "position": "1"}
    return start_unit(resource_key=resource, cells=cells, actor=actor, at=AT)


def make_text(
    unit: Unit,
    language: str = "zh-hans",
    body: str = ZH,
    *,
    is_published: bool = False,
    is_checked: bool = False,
    actor: Actor = SYSTEM,
) -> UnitText:
    """Write a text of a unit, and publish it at once if asked."""
    writing = Writing(language=language, body=body, is_checked=is_checked)
    text = write_unit_text(unit_key=unit.key, writing=writing, actor=actor, at=AT)
    if is_published:
        edition = (text.language, text.version)
        text = publish_text(
            unit_key=unit.key, edition=edition, without_review="test", actor=SYSTEM, at=AT
        )
    return text


def make_folder(place: Path, files: dict[str, str | bytes], meta: object = META) -> Path:
    """Write files into a folder, with a resource.json unless ``meta`` is None."""
    place.mkdir(parents=True, exist_ok=True)
    if meta is not None:
        files = {**files, "resource.json": json.dumps(meta)}
    for name, text in files.items():
        file = place / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
    return place


def bring_in(place: Path, wish: Wish | None = None, actor: Actor = SYSTEM) -> Outcome:
    """Import a folder, published at once unless told otherwise."""
    wish = wish or Wish(publish=True)
    return import_folder(folder=read_folder(place), wish=wish, actor=actor, at=AT)
