"""What origins are called in the reader's language.

An origin keeps the title that it was first given. One that is a resource of the library is called
as that is called now, in every language in which it has a name.
"""

from collections.abc import Iterable, Mapping

from openluban.foundation.registers.naming import record_names

_OF_THE_LIBRARY = "library-"


def titles_in(reader: str, origins: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return titles by the origins' keys, for (key, title) of each; one query at most."""
    titles = dict(origins)
    resources = {
        f"library/{key.removeprefix(_OF_THE_LIBRARY)}": key
        for key in titles
        if key.startswith(_OF_THE_LIBRARY)
    }
    for reference, name in record_names(resources).items():
        titles[resources[reference]] = name.best(reader)[1] or titles[resources[reference]]
    return titles
