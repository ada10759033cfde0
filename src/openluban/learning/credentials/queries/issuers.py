"""Reads about issuers: their keys, those somebody awards for, those who sign beside them."""

from dataclasses import dataclass
from datetime import datetime

from openluban.kernel.actor import Actor
from openluban.kernel.text import LocalizedText
from openluban.learning.credentials.formats.did import PublishedKey
from openluban.learning.credentials.models.issuers import Agreement, Issuer, IssuerKey
from openluban.learning.credentials.policies import issuers_for
from openluban.learning.credentials.queries.trusting import published


def latest_keys(issuer: str) -> tuple[str, list[PublishedKey]]:
    """Return the identifier of an issuer and all its keys under it; one query."""
    rows = IssuerKey.objects.filter(issuer__key=issuer, issuer__is_shown=True)
    keys = list(rows.order_by("-since", "-pk"))
    if not keys:
        return "", []
    did = keys[0].did
    return did, [published(key) for key in reversed(keys) if key.did == did]


def the_issuer(key: str) -> Issuer | None:
    """Return an issuer that the network has accepted, with its institution."""
    return Issuer.objects.shown().select_related("institution").filter(key=key).first()


def keys_of(issuer: Issuer) -> list[IssuerKey]:
    """Return all keys of an issuer, the newest first."""
    return list(IssuerKey.objects.filter(issuer=issuer).order_by("-since", "-pk"))


def own_issuers(actor: Actor, at: datetime) -> list[Issuer]:
    """Return the issuers that somebody awards for, by name."""
    shown = issuers_for(actor, at).filter(is_shown=True, closed_on=None)
    return list(shown.order_by("sort_name", "pk"))


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An issuer that signs beside another what that one awards of an achievement."""

    achievement: str
    achievement_name: LocalizedText
    issuer: str
    issuer_name: LocalizedText
    co_issuer: str
    co_issuer_name: LocalizedText
    agreed_at: datetime


_COLUMNS = (
    "achievement__key",
    "achievement__name",
    "issuer__key",
    "issuer__name",
    "co_issuer__key",
    "co_issuer__name",
    "agreed_at",
)


def agreements_with(issuers: list[Issuer]) -> list[AgreementRow]:
    """Return what others sign beside these issuers; one query."""
    rows = Agreement.objects.filter(issuer__in=issuers, ended_at=None).order_by("pk")
    return [AgreementRow(*row) for row in rows.values_list(*_COLUMNS)]


def agreements_by(issuer: Issuer) -> list[AgreementRow]:
    """Return what an issuer signs beside others; one query."""
    rows = Agreement.objects.filter(co_issuer=issuer, ended_at=None).order_by("pk")
    return [AgreementRow(*row) for row in rows.values_list(*_COLUMNS)]


def other_issuers(issuer: Issuer) -> list[Issuer]:
    """Return all issuers but one, by name."""
    shown = Issuer.objects.shown().filter(closed_on=None).exclude(pk=issuer.pk)
    return list(shown.order_by("sort_name", "pk"))
