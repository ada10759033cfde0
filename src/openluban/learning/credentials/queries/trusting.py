"""Whom this installation vouches for: its issuers, their keys, their status lists."""

import json
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Prefetch, QuerySet

from openluban.foundation.exchange.signing import this_site
from openluban.learning.credentials.formats.did import PublishedKey
from openluban.learning.credentials.lists import REVOCATION, SUSPENSION, address_for
from openluban.learning.credentials.models.issuers import Issuer, IssuerKey, StatusList
from openluban.learning.credentials.verification.trust import StatusCopy, Trust, TrustedIssuer


def trust_of_this_site(at: datetime, *, with_synthetic: bool = True) -> Trust:
    """Return all issuers of the register with their keys, and their status lists; three queries."""
    issuers = Issuer.objects.shown()
    if not with_synthetic:
        issuers = issuers.filter(is_synthetic=False)
    return _trust(issuers, at)


def trust_in(issuers: Iterable[int], at: datetime) -> Trust:
    """Return the same of a few issuers by their ids: what a page needs that shows one award."""
    return _trust(Issuer.objects.shown().filter(pk__in=list(issuers)), at)


def _trust(issuers: QuerySet[Issuer], at: datetime) -> Trust:
    keys = Prefetch("keys", IssuerKey.objects.order_by("since"))
    found = list(issuers.select_related("institution").prefetch_related(keys))
    trusted = {
        each.did: each for issuer in found for each in _identities(issuer, list(issuer.keys.all()))
    }
    lists = StatusList.objects.filter(issuer__in=found).defer("taken", "revoked", "suspended")
    copies = {
        address_for(each, purpose): StatusCopy(json.loads(bytes(document)), seen_at=at)
        for each in lists
        for purpose, document in (
            (REVOCATION, each.revocation_list),
            (SUSPENSION, each.suspension_list),
        )
    }
    return Trust(issuers=trusted, lists=copies, made_at=at, made_by=str(this_site().name))


def _identities(issuer: Issuer, keys: list[IssuerKey]) -> list[TrustedIssuer]:
    """Return the issuer under each identifier that it has had: the address may have changed."""
    by_did: dict[str, list[PublishedKey]] = {}
    for key in keys:
        by_did.setdefault(key.did, []).append(published(key))
    return [
        TrustedIssuer(
            did=did, names=dict(issuer.name.wordings), keys=tuple(its), url=issuer.website
        )
        for did, its in by_did.items()
    ]


def published(key: IssuerKey) -> PublishedKey:
    """Return a key as it is published."""
    return PublishedKey(
        fragment=key.name,
        multikey=key.public_key,
        since=key.since,
        until=key.until,
        compromised=key.compromised_at is not None,
    )
