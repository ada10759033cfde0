"""What was found to fit is not looked at again: verbs, activities and agents come many times."""

from collections.abc import Callable
from typing import Any

import orjson

_MOST, _LONGEST = 20_000, 800

Check = Callable[[Any, str], None]


def once(check: Check) -> Check:
    """Return the check of a value of JSON that lets pass at once what it let pass before.

    It remembers short values, by all of their JSON: nothing else passes in their name.
    """
    fitting: set[bytes] = set()

    def quick(value: Any, path: str) -> None:
        try:
            text = orjson.dumps(value)
        except TypeError:  # nothing that came as JSON: the check says why
            check(value, path)
            return
        if text in fitting:
            return
        check(value, path)
        if len(text) <= _LONGEST:
            if len(fitting) >= _MOST:
                fitting.clear()
            fitting.add(text)

    quick.__doc__ = check.__doc__
    return quick
