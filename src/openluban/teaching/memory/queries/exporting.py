"""Units on their way out."""

from collections.abc import Iterator

from openluban.kernel.actor import Actor
from openluban.teaching.memory.errors import LanguageUnknown, NothingToExport
from openluban.teaching.memory.formats.tmx_writing import TmxUnit, written_language
from openluban.teaching.memory.models import Unit
from openluban.teaching.memory.policies import visible_to
from openluban.teaching.memory.rules.languages import language_tag

_AT_ONCE = 2_000


def units_for_export(
    source_language: str, target_language: str, *, actor: Actor
) -> Iterator[TmxUnit]:
    """Yield the units of two languages that the actor sees, as they were translated, oldest first.

    :raises LanguageUnknown: a language is none
    :raises NothingToExport: there are none
    """
    tags = [language_tag(language) for language in (source_language, target_language)]
    if not all(tags):
        raise LanguageUnknown(language=(target_language if tags[0] else source_language)[:40])
    units = (
        Unit.objects.filter(visible_to(actor), retired_at=None)
        .filter(source__language=tags[0], target__language=tags[1])
        .order_by("pk")
    )
    if not units.exists():
        raise NothingToExport(source=source_language[:40], target=target_language[:40])
    rows = units.values_list(
        *("pk", "source__text", "target__text", "origin__title", "origin__licence", "status"),
        *("is_machine", "made_at"),
    )
    source, target = (written_language(tag) for tag in tags)
    return (TmxUnit(row[0], source, target, *row[1:]) for row in rows.iterator(chunk_size=_AT_ONCE))
