"""Who speaks for a side."""

from openluban.directory.institutions.public import Institution
from openluban.foundation.access.roles import PROPOSE
from openluban.kernel.actor import Actor
from openluban.teaching.terms.rules.sides import side_of


def sides_of(actor: Actor) -> dict[str, str]:
    """Return for which sides a person speaks: side to the institution they do it for.

    That is the side of every institution at which they propose; officers, who propose everywhere,
    speak for none by that. One query.
    """
    scopes = sorted(scope for scope in actor.scopes(PROPOSE) if scope)
    if actor.kind != "person" or not scopes:
        return {}
    found = Institution.objects.filter(key__in=scopes, retired_at=None).order_by("key")
    sides: dict[str, str] = {}
    for key, country in found.values_list("key", "country__alpha2"):
        side = side_of(country or "")
        if side:
            sides.setdefault(side, key)
    return sides
