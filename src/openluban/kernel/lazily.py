"""What is made when it is first used: modules that are imported then, and patterns compiled.

A command starts sooner, and a small computer keeps more of its memory, without the large libraries
and the long patterns that are not needed now.
"""

import re
from collections.abc import Callable
from functools import cached_property, partial
from importlib import import_module
from typing import Any


class _Later:
    """Stands for something until it is used."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Any:
        return self._make()

    def __getattr__(self, wanted: str) -> Any:
        return getattr(self._made, wanted)


class _LaterForGood(_Later):
    """Remembers what was asked of it, so that it costs as little as the thing itself."""

    def __getattr__(self, wanted: str) -> Any:
        self.__dict__[wanted] = found = super().__getattr__(wanted)
        return found


def lazily(name: str) -> Any:
    """Return what is used as the module of this name, which is imported by its first use.

    For those who check types, import the module itself under ``TYPE_CHECKING``.
    """
    return _Later(partial(import_module, name))


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return what is used as the pattern of this text: for long ones, which take milliseconds."""
    made: Any = _LaterForGood(partial(re.compile, text, flags))
    return made  # type: ignore[no-any-return]
