"""What a worker remembers: pages that were made, and who tried too often to sign in."""

from collections import OrderedDict
from collections.abc import Callable

from django.core.cache.backends.locmem import LocMemCache

_COUNTERS = "allauth:rl:"
"""What the names of the counters of attempts hold."""
_MOST_COUNTERS = 10_000


class Memory(LocMemCache):
    """Makes room by forgetting pages: asking for many of them wipes out no counter of attempts."""

    _cache: OrderedDict[str, bytes]
    _expire_info: dict[str, float | None]
    _has_expired: Callable[[str], bool]

    def _cull(self) -> None:
        counters = [key for key in self._cache if _COUNTERS in key and not self._has_expired(key)]
        # The newest stand first; whoever makes more of them than this pushes out old ones alone.
        kept = [(key, self._cache[key], self._expire_info[key]) for key in counters]
        super()._cull()  # type: ignore[misc]
        for key, value, expires in reversed(kept[:_MOST_COUNTERS]):
            self._cache[key], self._expire_info[key] = value, expires
            self._cache.move_to_end(key, last=False)
