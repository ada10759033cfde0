"""The plan of the house as the checks need it: files, storeys, modules and their order."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.harness.environment import REPOSITORY

PACKAGE = REPOSITORY / "src" / "openluban"
UNWRITTEN = {
    *(".git", ".venv", ".fonts", "node_modules", "home", "build", "dist", "shots", "__pycache__"),
    *(".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache"),
    *(".luban", "openluban.egg-info", "staticfiles"),
}
"""Folders that nobody wrote and that are not committed."""

Rank = tuple[int, int]
"""Storey and place within it, counted from the bottom."""


def written_files(*suffixes: str) -> list[Path]:
    """Return the repository's files with one of these endings, all of them if none is given."""
    return sorted(path for path in _walk(REPOSITORY) if not suffixes or path.suffix in suffixes)


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_dir():
            if path.name not in UNWRITTEN and not path.is_symlink():
                yield from _walk(path)
        elif path.name != "package-lock.json" and path.suffix not in {".mo", ".pyc"}:
            yield path


def python_files() -> list[Path]:
    """Return all Python files that people write: migrations are generated."""
    return [path for path in written_files(".py") if "migrations" not in path.parts]


def templates() -> list[Path]:
    """Return all templates of the package."""
    return sorted(path for path in PACKAGE.rglob("templates/**/*") if path.is_file())


def shown(path: Path) -> str:
    """Return a path as people name it, from the repository's top."""
    return path.relative_to(REPOSITORY).as_posix()


def is_test(path: Path) -> bool:
    """Test whether a file belongs to tests."""
    return "tests" in path.relative_to(REPOSITORY).parts


@cache
def tree_of(path: Path) -> ast.Module:
    """Return the syntax tree of a Python file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


@cache
def ranks() -> dict[str, Rank]:
    """Return the rank of each part, as the import contracts order them (higher may use lower).

    Parts are ``openluban.kernel``, ``openluban.foundation.figures``, ``openluban.network.counts``.
    """
    text = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
    contracts = {
        contract["id"]: contract
        for contract in tomllib.loads(text)["tool"]["importlinter"]["contracts"]
    }
    found: dict[str, Rank] = {}
    for height, storey in enumerate(reversed(contracts["storeys"]["layers"])):
        name = storey.strip("()")
        wing = contracts.get(name.removeprefix("openluban."))
        if wing is None:
            found[name] = (height, 0)
            continue
        for place, layer in enumerate(reversed(wing["layers"])):
            for module in re.split(r" [:|] ", layer):
                found[f"{name}.{module.strip('()')}"] = (height, place)
    return found


def part_of(dotted: str) -> str | None:
    """Return the part that a dotted name lies in: the longest known name that begins it."""
    pieces = dotted.split(".")
    for length in (3, 2):
        name = ".".join(pieces[:length])
        if len(pieces) >= length and name in ranks():
            return name
    return None


def part_of_file(path: Path) -> str | None:
    """Return the part that a file of the package lies in."""
    inside = path.relative_to(PACKAGE.parent)
    return part_of(".".join((*inside.parts[:-1], inside.stem)))


def is_module(part: str) -> bool:
    """Test whether a part is a module of a wing: reached by others through its ``public`` only."""
    pieces = part.split(".")
    return len(pieces) == 3 and pieces[1] != "foundation"


def modules() -> list[tuple[str, Path]]:
    """Return each module and foundation part that exists, with its folder."""
    found = []
    for part in ranks():
        folder = PACKAGE.joinpath(*part.split(".")[1:])
        if len(part.split(".")) == 3 and (folder / "__init__.py").exists():
            found.append((part, folder))
    return found


def imports(path: Path) -> Iterator[tuple[str, int]]:
    """Yield each name that a Python file imports, dotted in full, with its line."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)
