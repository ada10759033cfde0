"""The list of a pack: each file with its size and digest; what is signed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from openluban.kernel.canonical import JSONValue, canonical_bytes, digest

FORMAT = "openluban-pack"
EDITION = 1
TEXT, BESIDE, GLOSSARY, SEARCH, PICTURE, FILM, FRAME = (
    "text", "beside", "glossary", "search", "picture", "film", "frame",
)  # fmt: skip
PARTS = (TEXT, BESIDE, GLOSSARY, SEARCH, PICTURE, FILM, FRAME)
"""What a file is for: texts, two languages side by side, words, the index, pictures, films, the
rest."""


@dataclass(frozen=True, slots=True, order=True)
class PackFile:
    """A file of a pack. ``sha256`` is hexadecimal; ``unit`` and ``version`` are those it shows."""

    path: str
    size: int
    sha256: str
    part: str
    unit: str = ""
    language: str = ""
    version: int = 0

    def plain(self) -> dict[str, JSONValue]:
        """Return it as it stands in the manifest; what says nothing is left out."""
        told: dict[str, JSONValue] = {
            "path": self.path,
            "size": self.size,
            "sha256": self.sha256,
            "part": self.part,
        }
        rest: dict[str, JSONValue] = {
            "unit": self.unit,
            "language": self.language,
            "version": self.version,
        }
        return told | {name: value for name, value in rest.items() if value}


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a pack is.

    ``as_at`` is the moment of the newest text in it (ISO 8601), so that the same state of the
    library gives the same bytes whenever it is packed. ``before`` is the digest of the pack that a
    delta was made from, ``""`` for none; it is signed but does not count for ``digest``, so that
    the same content has the same digest by whatever way it came. ``films`` are the megabytes that
    no film in it exceeds; packs without films do not mention them.
    """

    resource: str
    name: Mapping[str, str]
    rights: str
    credit: str
    languages: tuple[str, ...]
    pictures: str
    as_at: str
    files: tuple[PackFile, ...]
    before: str = ""
    films: int = 0

    @property
    def digest(self) -> str:
        """``sha256:`` and the digest of everything but where it came from."""
        return digest(self._content())

    @property
    def size(self) -> int:
        """Bytes of all files as they lie in a folder."""
        return sum(file.size for file in self.files)

    @property
    def by_path(self) -> dict[str, PackFile]:
        """The files by their paths."""
        return {file.path: file for file in self.files}

    def plain(self) -> dict[str, JSONValue]:
        """Return what is written and signed."""
        return {**self._content(), "before": self.before, "digest": self.digest}

    def written(self) -> bytes:
        """Return the bytes of ``manifest.json``: the same for the same content."""
        return canonical_bytes(self.plain())

    def _content(self) -> dict[str, JSONValue]:
        films: dict[str, JSONValue] = {"films_up_to": self.films} if self.films else {}
        return films | {
            "format": FORMAT,
            "edition": EDITION,
            "resource": {
                "key": self.resource,
                "name": dict(self.name),
                "rights": self.rights,
                "credit": self.credit,
            },
            "languages": list(self.languages),
            "pictures": self.pictures,
            "as_at": self.as_at,
            "files": [file.plain() for file in self.files],
        }


def sizes_by_part(files: Sequence[PackFile]) -> dict[str, tuple[int, int]]:
    """Return how many files and bytes there are of each part, in the order of ``PARTS``."""
    found = {part: [file.size for file in files if file.part == part] for part in PARTS}
    return {part: (len(sizes), sum(sizes)) for part, sizes in found.items() if sizes}
