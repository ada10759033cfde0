"""Roles: named sets of abilities, declared by modules and granted to people."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

PROPOSE = "propose"
"""Enter what an officer then accepts or declines."""
ACCEPT = "accept"
"""Take over proposals, edit, close and retire records, see what is internal."""
PREFER = "prefer"
"""Say which of several contradicting claims holds, with a reason."""
PUBLISH = "publish"
"""Be one of the two persons who publish."""
ADMINISTER = "administer"
"""Give and take roles, run the installation."""


@dataclass(frozen=True, slots=True)
class Role:
    """A set of abilities under a name; ``scoped`` says whether it is granted at a scope key.

    ``scopes`` names the register whose keys these are.
    """

    key: str
    title: Any
    abilities: frozenset[str]
    scoped: bool = False
    scopes: str = "institutions"


_ROLES: dict[str, Role] = {}


def declare(role: Role) -> Role:
    """Add a role; declaring a key twice is a fault of the code."""
    if role.key in _ROLES:
        message = f"role {role.key} is declared twice"
        raise ValueError(message)
    _ROLES[role.key] = role
    return role


def roles() -> list[Role]:
    """Return all declared roles in the order of their declaration."""
    return list(_ROLES.values())


def abilities_of(role_key: str) -> frozenset[str]:
    """Return what a role may; a role that no module declares any more may nothing."""
    role = _ROLES.get(role_key)
    return role.abilities if role else frozenset()


CONTRIBUTOR = declare(
    Role("contributor", _("Contributor of an institution"), frozenset({PROPOSE}), scoped=True)
)
OFFICER = declare(
    Role("officer", _("Network officer"), frozenset({PROPOSE, ACCEPT, PREFER, PUBLISH}))
)
ADMINISTRATOR = declare(
    Role(
        "administrator",
        _("Administrator"),
        frozenset({PROPOSE, ACCEPT, PREFER, PUBLISH, ADMINISTER}),
    )
)
