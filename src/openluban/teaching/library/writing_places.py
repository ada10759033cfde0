"""Where a unit is written: on this module's own page, or in an editor that another one declares."""

_OWN = "unit_write"
_DECLARED: list[str] = []


def declare_editor(name: str) -> None:
    """Say which address (by its name, with key and language) people write at from now on.

    An editor leads on to ``unit_write`` for what it cannot do. Two are a fault of the code.
    """
    if _DECLARED and [name] != _DECLARED:
        message = f"an editor is declared twice: {_DECLARED[0]} and {name}"
        raise ValueError(message)
    _DECLARED[:] = [name]


def writing_place() -> str:
    """Return the name of the address where people write."""
    return _DECLARED[0] if _DECLARED else _OWN
