"""A router for every declared register."""

from ninja import Router

from openluban.foundation.registers.api.importing import add_importing
from openluban.foundation.registers.api.reading import add_reading
from openluban.foundation.registers.api.writing import add_writing
from openluban.foundation.registers.declaring import registers


def register_routers() -> list[tuple[str, Router]]:
    """Return the prefix and the router of every register; call it once all are declared."""
    made = []
    for register in registers():
        router = Router(tags=[register.key])
        add_importing(router, register)
        add_reading(router, register)
        add_writing(router, register)
        made.append((f"/{register.key}", router))
    return made
