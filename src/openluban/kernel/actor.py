"""Who acts: a person, this installation itself, or the public."""

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody (or something) that asks for a thing to be done.

    ``abilities`` are pairs of an ability and the scope key it holds at; the scope ``""`` means
    everywhere. The kernel does not know what a scope is: an institution, a site, a hall.
    """

    kind: Literal["public", "person", "system"]
    key: str = ""
    name: str = ""
    abilities: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    def may(self, ability: str, *, at: str = "") -> bool:
        """Test whether the actor has the ability everywhere or at the given scope."""
        if self.kind == "system":
            return True
        return (ability, "") in self.abilities or (bool(at) and (ability, at) in self.abilities)

    def scopes(self, ability: str) -> frozenset[str]:
        """Return the scope keys at which the actor has the ability (``""`` is everywhere)."""
        return frozenset(scope for has, scope in self.abilities if has == ability)


PUBLIC = Actor(kind="public")
SYSTEM = Actor(kind="system", key="system", name="OpenLuban")
