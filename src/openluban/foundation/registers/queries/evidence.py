"""What sources say of a record, field by field."""

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from openluban.foundation.access.models import Account
from openluban.foundation.access.roles import ACCEPT
from openluban.foundation.evidence.models import Claim
from openluban.foundation.registers.declaring import Register
from openluban.foundation.registers.fields.basis import Field
from openluban.foundation.registers.fields.references import Reference
from openluban.foundation.registers.fields.simple import Chosen, Day
from openluban.foundation.registers.policies import may_prefer
from openluban.foundation.registers.rows import CLOSED
from openluban.kernel.actor import Actor
from openluban.kernel.dates import NotADate
from openluban.kernel.numerals import format_day

MOST = 100


@dataclass(frozen=True, slots=True)
class Said:
    """What one source says of a field; ``preferred_by`` is a name, told to officers only."""

    id: int
    value: str
    contradicts: bool
    citation: str
    publisher: str
    published: str
    confidence: str
    note: str
    is_preferred: bool
    preferred_by: str
    preferred_because: str


@dataclass(frozen=True, slots=True)
class SaidOfField:
    """All that sources say of one field (``name`` empty: of the whole record).

    ``note`` is what all of them note; then no single one repeats it.
    """

    name: str
    label: str
    note: str
    said: tuple[Said, ...]
    is_contradicted: bool
    may_prefer: bool


def evidence_of(
    register: Register, record: Any, language: str, actor: Actor
) -> tuple[SaidOfField, ...]:
    """Return the evidence, contradicted fields first; one query, one more for names."""
    found = Claim.objects.filter(register=register.key, record=record.key)
    claims = list(found.select_related("source").order_by("field", "id")[:MOST])
    names = _names(claims, actor)
    by_field: dict[str, list[Claim]] = {}
    for claim in claims:
        by_field.setdefault(claim.field, []).append(claim)
    decides = may_prefer(actor) and record.retired_at is None
    sections = [
        _of_field(register, name, each, (language, names), decides=decides)
        for name, each in by_field.items()
    ]
    return tuple(sorted(sections, key=lambda section: not section.is_contradicted))


def is_contradiction(claims: list[Claim]) -> bool:
    """Test whether sources contradict each other: other values, or a word against."""
    values = {claim.value for claim in claims if claim.stance == Claim.Stance.SUPPORTS}
    against = any(claim.stance == Claim.Stance.CONTRADICTS for claim in claims)
    return against or len(values) > 1


def _of_field(
    register: Register,
    name: str,
    claims: list[Claim],
    told: tuple[str, dict[str, str]],
    *,
    decides: bool,
) -> SaidOfField:
    field = _field(register, name)
    contradicted = is_contradiction(claims)
    notes = {claim.note for claim in claims}
    shared = notes.pop() if len(notes) == 1 and len(claims) > 1 else ""
    said = (_said(field, claim, *told) for claim in claims)
    return SaidOfField(
        name,
        str(field.label) if field else _("The whole record"),
        shared,
        tuple(replace(each, note="") if shared else each for each in said),
        contradicted,
        decides and contradicted,
    )


def _field(register: Register, name: str) -> Field | None:
    known = {field.name: field for field in (*register.fields, CLOSED)}
    return known.get(name)


def _said(field: Field | None, claim: Claim, language: str, names: dict[str, str]) -> Said:
    return Said(
        claim.pk,
        _value(field, claim, language),
        claim.stance == Claim.Stance.CONTRADICTS,
        claim.source.citation,
        claim.source.publisher,
        _day(claim.source.published_on, language),
        claim.get_confidence_display(),
        claim.note,
        bool(claim.preferred_by),
        names.get(claim.preferred_by, ""),
        claim.preferred_because,
    )


def _value(field: Field | None, claim: Claim, language: str) -> str:
    if not claim.value:
        return str(claim.get_stance_display())
    if isinstance(field, Day):
        return _day(claim.value, language)
    if isinstance(field, Chosen):
        return str(field.options.get(claim.value, claim.value))
    if isinstance(field, Reference):
        return f"{field.register}/{claim.value}"
    return claim.value


def _day(text: str, language: str) -> str:
    try:
        return format_day(text, language) if text else ""
    except NotADate:
        return text


def _names(claims: list[Claim], actor: Actor) -> dict[str, str]:
    """Return who preferred, by pseudonym; only officers are told."""
    wanted = {claim.preferred_by for claim in claims if claim.preferred_by}
    if not wanted or not actor.may(ACCEPT):
        return {}
    known = dict(Account.objects.filter(key__in=wanted).values_list("key", "name"))
    return {key: known.get(key, _("erased person")) for key in wanted}
