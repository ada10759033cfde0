"""Modules that are imported when something of them is first used.

A command starts sooner, and a small computer keeps more of its memory, without the large libraries
that are not needed now.
"""

from importlib import import_module
from typing import Any


class _Later:
    """Stands for a module until it is used."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, wanted: str) -> Any:
        return getattr(import_module(self._name), wanted)


def lazily(name: str) -> Any:
    """Return what is used as the module of this name, which is imported by its first use.

    For those who check types, import the module itself under ``TYPE_CHECKING``.
    """
    return _Later(name)
