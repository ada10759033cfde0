"""The condition "is one of these", for long lists, which travel as one parameter."""

from collections.abc import Iterable
from typing import Any

import orjson
from django.db.models import Field, Lookup, Q


def among(column: str, values: Iterable[str | int]) -> Q:
    """Return what ``column__in=values`` is: with no limit of parameters, nor work for each."""
    return Q(**{f"{column}__among": list(values)})


@Field.register_lookup
class Among(Lookup):
    """The lookup behind ``among``."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Return the condition over a list in JSON."""
        left, parameters = self.process_lhs(compiler, connection)
        values = orjson.dumps(self.rhs).decode()
        condition = f"{left} IN (SELECT value FROM json_each(%s))"  # noqa: S608 - Django wrote it
        return condition, [*parameters, values]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Return the condition over an array."""
        left, parameters = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s)", [*parameters, self.rhs]
