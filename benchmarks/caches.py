"""A cache that keeps no page, for measuring what making a page costs."""

from typing import Any

from django.core.cache.backends.locmem import LocMemCache

_PAGES = "page:"


class NoPages(LocMemCache):
    """Keeps what pages are made of, as an installation does, but every page is made anew."""

    def set(self, key: str, value: Any, *args: Any, **kwargs: Any) -> None:
        """Keep a value unless it is a page."""
        if not key.startswith(_PAGES):
            super().set(key, value, *args, **kwargs)
