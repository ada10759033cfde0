"""What is known of a standard, as far as somebody may know it; one query each."""

from collections.abc import Sequence
from typing import Any

from django.db.models import F, QuerySet

from openluban.foundation.registers.finding import the_register
from openluban.foundation.registers.queries.visible import visible
from openluban.foundation.registers.record import Standing
from openluban.kernel.actor import Actor
from openluban.teaching.standards.models import (
    Clause,
    Competence,
    Following,
    Occupation,
    Recognition,
    Standard,
    Version,
)
from openluban.teaching.standards.rules.changes import ClauseText


def _living(register: str, actor: Actor) -> QuerySet[Any]:
    found = visible(the_register(register), actor).filter(retired_at=None)
    return found.exclude(standing=Standing.DECLINED)


def _versions(standard: Standard, actor: Actor) -> QuerySet[Any]:
    return _living("standard-versions", actor).filter(standard=standard)


def versions_of(standard: Standard, actor: Actor) -> list[Version]:
    """Return the versions of a standard, the newest first; those without a day come last."""
    newest = F("issued_on_earliest").desc(nulls_last=True)
    return list(_versions(standard, actor).order_by(newest, "-edition", "key"))


def steps_of(standard: Standard, actor: Actor) -> list[Recognition]:
    """Return every step of its versions with its authority and that one's country."""
    found = _living("recognitions", actor).filter(standard_version__in=_versions(standard, actor))
    return list(
        found.select_related("standard_version", "authority__country").order_by(
            "authority__sort_name",
            "authority_id",
            F("standard_version__issued_on_earliest").desc(nulls_last=True),
            "standard_version_id",
        )
    )


def followings_of(standard: Standard, actor: Actor) -> list[Following]:
    """Return which programmes follow its versions, with their workshops."""
    found = _living("standards-followed", actor).filter(
        standard_version__in=_versions(standard, actor)
    )
    return list(
        found.select_related("standard_version", "programme__workshop").order_by(
            "programme__workshop__sort_name", "programme__sort_name", "key"
        )
    )


def clauses_of(versions: Sequence[Version], actor: Actor) -> dict[int, list[Clause]]:
    """Return the clauses of versions, by the version's number, in the order of their positions."""
    found = _living("clauses", actor).filter(standard_version__in=[one.pk for one in versions])
    kept: dict[int, list[Clause]] = {version.pk: [] for version in versions}
    for clause in found.order_by("position", "key"):
        kept[clause.standard_version_id].append(clause)
    return kept


def clause_texts(clauses: Sequence[Clause]) -> list[ClauseText]:
    """Return clauses as they are compared."""
    return [ClauseText(clause.number, dict(clause.text.wordings)) for clause in clauses]


def competences_for(occupation: Occupation, actor: Actor, *, most: int) -> list[Competence]:
    """Return the first competences that an occupation needs, with their versions."""
    found = _living("competences", actor).filter(occupation=occupation)
    return list(found.select_related("standard_version").order_by("sort_name", "key")[:most])
