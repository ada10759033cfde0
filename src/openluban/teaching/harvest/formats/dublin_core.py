"""Descriptions as simple Dublin Core, in all the languages they have."""

from collections.abc import Iterator

from openluban.teaching.harvest.description import Description
from openluban.teaching.harvest.formats.protocol import Statement

_RIGHTS = "https://spdx.org/licenses/"


def dublin_core(described: Description, site: str) -> list[Statement]:
    """Return the statements of a description; ``site`` is the address of the installation.

    Names stand once a language, each marked with it (BCP 47).
    """
    return [
        *(("title", name, language) for language, name in described.names),
        *(("creator", name, lang) for maker in described.makers for lang, name in maker),
        *(("contributor", name, "") for name in (described.credit,) if name),
        *(("subject", name, language) for language, name in described.subjects),
        *(("date", day.isoformat(), "") for day in described.days),
        ("type", described.sort, ""),
        ("format", "text/html", ""),
        ("identifier", f"{site}{described.path}", ""),
        *(("language", language, "") for language in described.languages),
        *_relations(described, site),
        ("rights", _rights(described.rights), ""),
    ]


def _relations(described: Description, site: str) -> Iterator[Statement]:
    if described.resource:
        yield "relation", f"{site}/library/{described.resource}/", ""
        for language, name in described.part_of:
            yield "relation", name, language


def _rights(rights: str) -> str:
    return rights if rights.startswith("LicenseRef-") else f"{_RIGHTS}{rights}.html"
