"""Reading a citation: which publication, of which day."""

import re
from dataclasses import dataclass

_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?)(?!\d)", re.ASCII)
_TITLE = re.compile(r"(?:^|\s)['‘“\"]|\(")
"""Where the publisher ends: a title's quotation mark (not that of *People's Daily*), a bracket."""
_EDGES = " ,;:.()'\"“”‘’"


@dataclass(frozen=True, slots=True)
class Publication:
    """Who published and when (ISO, reduced), as far as a citation says."""

    publisher: str
    published_on: str


def read_citation(citation: str) -> Publication:
    """Read ``China Daily 2024-10-15 'title'`` into its publisher and day."""
    found = _DAY.search(citation)
    if found is None:
        before = _TITLE.split(citation, maxsplit=1)[0]
        return Publication(before.strip(_EDGES)[:200], "")
    before = citation[: found.start()]
    before = _TITLE.split(before, maxsplit=1)[0]
    return Publication(before.strip(_EDGES)[:200], found.group(1))


def split_citations(cell: str) -> list[str]:
    """Split a cell into its citations, each once: `` | `` stands between them."""
    parts = (part.strip() for part in cell.split("|"))
    return list(dict.fromkeys(part[:600] for part in parts if part))
