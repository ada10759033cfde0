"""The texts of units without their bodies, and which of them is read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import FilteredRelation, Q

from openluban.foundation.registers.record import Standing
from openluban.kernel.actor import Actor
from openluban.kernel.text import LocalizedText
from openluban.teaching.library.models import Resource, State, Unit, UnitText
from openluban.teaching.library.policies import PUBLIC_STATES, may_write
from openluban.teaching.library.queries.finding import texts_for

_COLUMNS = (
    "pk", "unit_id", "language", "version", "title", "state", "clauses", "made_from", "made_by",
    "scope", "made_at", "reviewed_by", "reviewed_at", "published_at", "superseded_at",
    "source_id", "source__language", "source__version",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TextRow:
    """A version of a unit in a language, without its body."""

    pk: int
    unit_id: int
    language: str
    version: int
    title: str
    state: str
    clauses: list[str]
    made_from: list[str]
    made_by: str
    scope: str
    made_at: datetime
    reviewed_by: str
    reviewed_at: datetime | None
    published_at: datetime | None
    superseded_at: datetime | None
    source_id: int | None
    source_language: str
    source_version: int


@dataclass(frozen=True, slots=True)
class Texts:
    """All versions of one unit that somebody may read."""

    rows: tuple[TextRow, ...]

    @property
    def languages(self) -> list[str]:
        """The languages there are, in the order in which they came."""
        return list(dict.fromkeys(row.language for row in self.rows))

    def versions(self, language: str) -> list[TextRow]:
        """Return the versions in a language, newest first."""
        return [row for row in reversed(self.rows) if row.language == language]

    def published(self, language: str) -> TextRow | None:
        """Return the published version, or the last that was if it was taken out of use."""
        versions = self.versions(language)
        for state in (State.PUBLISHED, State.SUPERSEDED):
            for row in versions:
                if row.state == state:
                    return row
        return None

    def newest(self, language: str) -> TextRow | None:
        """Return the newest version, published or not."""
        return next(iter(self.versions(language)), None)

    def read_in(self, language: str) -> TextRow | None:
        """Return what is read in a language: the published version, else the newest draft."""
        return self.published(language) or self.newest(language)

    def source_of(self, row: TextRow) -> TextRow | None:
        """Return the source text that a translation is held against today.

        That is the published one, or the one it was made from if that is newer.
        """
        if row.source_id is None:
            return None
        made_from = next((each for each in self.rows if each.pk == row.source_id), None)
        published = next(
            (each for each in self.versions(row.source_language) if each.state == State.PUBLISHED),
            None,
        )
        known = [each for each in (made_from, published) if each is not None]
        return max(known, key=lambda each: each.version, default=None)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit of a resource with its texts."""

    pk: int
    key: str
    name: LocalizedText
    position: int
    standing: str
    texts: Texts


def units_of(resource: Resource, actor: Actor) -> list[UnitRow]:
    """Return the units of a resource in order, with their texts; one query."""
    units = Unit.objects.visible_to(actor).filter(resource=resource, retired_at=None)
    if may_write(actor):
        kept = FilteredRelation("texts")
    else:
        kept = FilteredRelation("texts", condition=Q(texts__state__in=PUBLIC_STATES))
    rows = units.exclude(standing=Standing.DECLINED).annotate(text=kept)
    own = ("pk", "key", "name", "position", "standing")
    columns = [f"text__{column}" for column in _COLUMNS]
    found: dict[int, tuple[dict[str, Any], list[TextRow]]] = {}
    for row in rows.order_by("position", "pk", "text__pk").values(*own, *columns):
        _unit, texts = found.setdefault(row["pk"], (row, []))
        if row["text__pk"] is not None:
            texts.append(_row({column: row[f"text__{column}"] for column in _COLUMNS}))
    return [
        UnitRow(**{name: unit[name] for name in own}, texts=Texts(tuple(texts)))
        for unit, texts in found.values()
    ]


def texts_of(unit: Unit, actor: Actor) -> Texts:
    """Return the texts of one unit; one query."""
    rows = texts_for(actor).filter(unit=unit).order_by("pk").values(*_COLUMNS)
    return Texts(tuple(_row(row) for row in rows))


def bodies_of(rows: Iterable[TextRow | None]) -> dict[int, str]:
    """Return the bodies of texts by primary key; one query."""
    wanted = [row.pk for row in rows if row is not None]
    return dict(UnitText.objects.filter(pk__in=wanted).values_list("pk", "body"))


def _row(row: dict[str, Any]) -> TextRow:
    named = {**row, "source_language": row["source__language"] or ""}
    named["source_version"] = row["source__version"] or 0
    del named["source__language"], named["source__version"]
    return TextRow(**named)
