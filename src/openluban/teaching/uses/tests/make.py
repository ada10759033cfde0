"""Makers of what is taught with."""

from datetime import UTC, datetime
from typing import Any

from openluban.directory.institutions.public import Institution
from openluban.foundation.registers.tests.make import enter
from openluban.kernel.actor import SYSTEM, Actor
from openluban.network.workshops.public import Workshop
from openluban.network.workshops.tests.make import make_workshop
from openluban.teaching.library.public import Unit
from openluban.teaching.library.tests.make import RU, ZH, make_text, make_unit

AT = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
NEWER = ZH.replace("先断电。", "先断电，再挂牌。")


def make_taught_unit(key: str = "sorter.safety") -> Unit:
    """Make a unit whose Chinese text is at version 2, and whose Russian one followed version 1."""
    unit = make_unit(key)
    make_text(unit, body=ZH, is_published=True)
    make_text(unit, "ru", RU, is_published=True)
    make_text(unit, body=NEWER, is_published=True)
    return unit


def make_place(key: str = "ektu", **rest: Any) -> tuple[Workshop, Institution]:
    """Make a workshop, and return it with the college that leads it."""
    workshop = make_workshop(key, **rest)
    return workshop, Institution.objects.get(key=f"college-of-{key}")


def make_use(  # noqa: PLR0913 - what is said of a use
    key: str = "one",
    *,
    workshop: str = "ektu",
    unit: str = "sorter.safety",
    language: str = "zh-hans",
    version: int = 1,
    since: str = "2026-02",
    actor: Actor = SYSTEM,
    **cells: str,
) -> Any:
    """Enter that a workshop teaches with a version."""
    return enter(
        "unit-uses",
        actor=actor,
        key=key,
        workshop=workshop,
        unit=unit,
        language=language,
        text_version=str(version),
        since=since,
        **cells,
    )
