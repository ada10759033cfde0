"""What a worker remembers: pages that were made, and who tried too often to sign in."""

from collections import OrderedDict
from collections.abc import Callable
from itertools import islice

from django.core.cache.backends.locmem import LocMemCache

_COUNTERS = ("allauth:rl:", ":pace:")
"""What the names of counters hold: of attempts to sign in, of how often somebody asks."""
_MOST_COUNTERS = 10_000
"""Of each sort, so that none pushes out another."""


class Memory(LocMemCache):
    """Makes room by forgetting pages: asking for many of them wipes out no counter of attempts."""

    _cache: OrderedDict[str, bytes]
    _expire_info: dict[str, float | None]
    _has_expired: Callable[[str], bool]

    def _cull(self) -> None:
        # The newest stand first; whoever makes more of them than this pushes out old ones alone.
        counters = [key for sort in _COUNTERS for key in self._counters(sort)]
        kept = [(key, self._cache[key], self._expire_info[key]) for key in counters]
        super()._cull()  # type: ignore[misc]
        for key, value, expires in reversed(kept):
            self._cache[key], self._expire_info[key] = value, expires
            self._cache.move_to_end(key, last=False)

    def _counters(self, sort: str) -> list[str]:
        found = (key for key in self._cache if sort in key and not self._has_expired(key))
        return list(islice(found, _MOST_COUNTERS))
