"""Finding records by key while rows are read: one query per register, whatever the rows."""

from difflib import get_close_matches

from openluban.foundation.registers.declaring import find_register
from openluban.foundation.registers.fields.basis import Finder
from openluban.kernel.actor import Actor

_FEW = 20_000
"""Up to so many keys a register's keys are read at once; larger ones are asked key by key."""


class RecordFinder(Finder):
    """Finds records that the actor may see and that are not retired."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor
        self._known: dict[str, dict[str, int]] = {}
        self._large: set[str] = set()

    def _keys(self, register: str) -> dict[str, int]:
        if register not in self._known:
            declared = find_register(register)
            pairs = (
                declared.model.objects.visible_to(self._actor)
                .filter(retired_at=None)
                .values_list("key", "pk")[: _FEW + 1]
                if declared
                else ()
            )
            self._known[register] = dict(pairs)
            if len(self._known[register]) > _FEW:
                self._large.add(register)
        return self._known[register]

    def find(self, register: str, key: str) -> int | None:
        """Return the primary key of the record under this key, or None."""
        known = self._keys(register)
        if key in known or register not in self._large:
            return known.get(key)
        declared = find_register(register)
        assert declared is not None  # noqa: S101 - it is in _large
        found = declared.model.objects.visible_to(self._actor).filter(key=key, retired_at=None)
        number = found.values_list("pk", flat=True).first()
        if number is not None:
            known[key] = number
        return number

    def nearest(self, register: str, key: str) -> str:
        """Return the known key most like the given one, or ``""``."""
        found = get_close_matches(key, self._keys(register), n=1, cutoff=0.6)
        return found[0] if found else ""
