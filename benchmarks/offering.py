"""A library for harvesters to take, and changes of it while they do."""

import time
from datetime import UTC, datetime
from pathlib import Path

from django.core.management import call_command

from openluban.foundation.history.models import Entry
from openluban.teaching.harvest.use_cases.note_changes import note_changes
from openluban.teaching.library.public import Unit, UnitText
from openluban.teaching.library.tests.make import make_resource, make_text

_LANGUAGES = ("ru", "zh-hans")
_STEP = 7
"""Which unit changes next; no number of units shares a divisor with it for long."""


def fill(*, records: int) -> float:
    """Make a resource with so many units less one, each in two languages; return the seconds.

    The seconds are those that noting them all for harvesters took.
    """
    call_command("migrate", verbosity=0, interactive=False)
    at = datetime.now(UTC)
    resource = make_resource("bench")
    keys = [f"bench.u{place}" for place in range(records - 1)]
    made = [Unit(key=key, resource=resource, name=resource.name, changed_at=at) for key in keys]
    Unit.objects.bulk_create(made, batch_size=1_000)
    units = list(Unit.objects.filter(resource=resource))
    same = {"version": 1, "body": "x", "state": "published", "made_by": "x"}
    texts = [
        UnitText(
            unit=unit,
            language=language,
            title=f"{unit.key} {language}",
            made_at=at,
            published_at=at,
            **same,
        )
        for unit in units
        for language in _LANGUAGES
    ]
    UnitText.objects.bulk_create(texts, batch_size=1_000)
    entered = {"happened_at": at, "action": "registers.imported", "actor_kind": "system"}
    entries = [Entry(subject_kind="units", subject_key=unit.key, **entered) for unit in units]
    Entry.objects.bulk_create(entries, batch_size=1_000)
    begun = time.perf_counter()
    while note_changes(at=datetime.now(UTC)):
        pass
    return time.perf_counter() - begun


def change(*, until: str, pause: float) -> int:
    """Publish new texts, one after another, until there is such a file; return how many."""
    units = list(Unit.objects.filter(resource__key="bench"))
    count = 0
    while not Path(until).exists():
        unit = units[count * _STEP % len(units)]
        make_text(unit, "en", f"# Changed {count}\n\n{count}\n", is_published=True)
        count += 1
        time.sleep(pause)
    return count
