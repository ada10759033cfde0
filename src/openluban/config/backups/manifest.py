"""What a backup says of itself: its form, its version, and what every member must hold."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from openluban.config.backups.flaws import Damaged, Flaw

FORM = "openluban-backup/1"
NAME = "manifest.json"
SECRET = "secret-key"  # noqa: S105 - the name of a member, not a secret
KEYS, FILES = "keys/", "files/"
_NAME = re.compile(
    r"secret-key|tables/[a-z_]{1,60}\.[a-z0-9_]{1,100}\.jsonl|keys/[\w-][\w.-]{0,99}", re.ASCII
)
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
_LONGEST_NAME, _LONGEST_PART = 1_000, 200


@dataclass(frozen=True, slots=True)
class Member:
    """How long a member is, in bytes, and its SHA-256 in hexadecimal."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one table: ``model`` as ``app.model``, attributes in the order of each row."""

    model: str
    columns: tuple[str, ...]
    rows: int

    @property
    def member(self) -> str:
        """The member that holds the rows, one JSON list a line."""
        return f"tables/{self.model}.jsonl"


@dataclass(frozen=True, slots=True)
class Manifest:
    """``migrations`` are those that had been applied: they say what the tables look like."""

    made_at: str
    version: str
    database: str
    migrations: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    members: Mapping[str, Member]

    def written(self) -> bytes:
        """Return the form that is kept."""
        plain = {"form": FORM, **asdict(self)}
        return json.dumps(plain, ensure_ascii=False, indent=1).encode()


def is_safe_name(name: str) -> bool:
    """Test whether a member has a name that a backup may hold, leading nowhere else."""
    if not name.isprintable() or len(name) > _LONGEST_NAME or "\\" in name:
        return False
    if not name.startswith(FILES):
        return _NAME.fullmatch(name) is not None
    parts = name.split("/")[1:]
    return all(part not in {"", ".", ".."} and len(part) <= _LONGEST_PART for part in parts)


def read_manifest(data: bytes) -> Manifest:
    """Read what ``written`` returned.

    :raises Damaged: it is something else
    """
    try:
        plain = json.loads(data)
        if plain["form"] != FORM:
            raise Damaged(Flaw.OTHER_FORM)
        manifest = Manifest(
            made_at=_text(plain["made_at"]),
            version=_text(plain["version"]),
            database=_text(plain["database"]),
            migrations=tuple((_text(app), _text(name)) for app, name in plain["migrations"]),
            tables=tuple(_table(each) for each in plain["tables"]),
            members={_name(name): _member(each) for name, each in plain["members"].items()},
        )
    except (KeyError, TypeError, AttributeError, RecursionError, ValueError) as fault:
        raise Damaged(Flaw.MANIFEST) from fault
    _agree(manifest)
    return manifest


def _agree(manifest: Manifest) -> None:
    tables = {table.member for table in manifest.tables}
    listed = {name for name in manifest.members if name.startswith("tables/")}
    if tables != listed or len(tables) != len(manifest.tables) or SECRET not in manifest.members:
        raise Damaged(Flaw.CONTRADICTION)


def _text(given: Any) -> str:
    if not isinstance(given, str) or len(given) > _LONGEST_NAME:
        raise Damaged(Flaw.MANIFEST)
    return given


def _count(given: Any) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or given < 0:
        raise Damaged(Flaw.MANIFEST)
    return given


def _name(given: str) -> str:
    if not is_safe_name(given):
        raise Damaged(Flaw.FORBIDDEN_NAME, given)
    return given


def _table(given: Mapping[str, Any]) -> Table:
    return Table(
        _text(given["model"]),
        tuple(_text(column) for column in given["columns"]),
        _count(given["rows"]),
    )


def _member(given: Mapping[str, Any]) -> Member:
    digest = _text(given["sha256"])
    if not _DIGEST.fullmatch(digest):
        raise Damaged(Flaw.MANIFEST)
    return Member(_count(given["size"]), digest)
