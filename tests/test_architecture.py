"""What no linter sees of the order of the house: keys, templates, public faces, rooms, sizes."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.template.loader import get_template

from tests.harness import house

pytestmark = pytest.mark.xdist_group("house")  # so that the sources are parsed once
LINES_A_FILE = 300
LINES_A_FUNCTION = 50
VAGUE_NAMES = {
    *("util", "utils", "helper", "helpers", "common", "base", "misc", "info", "data"),
    *("manager", "managers"),
}
TEMPLATE_USE = re.compile(r"""\{%-?\s*(?:extends|include)\s+["']([^"'#]+)""")
ROOMS_WITH_DOCSTRINGS = {"use_cases", "queries", "policies", "public", "rules"}


def test_files_stay_small() -> None:
    """Split by what changes together: a use case, a model, a page."""
    long = [
        f"{house.shown(path)} has {lines} lines"
        for path in [*house.python_files(), *house.templates()]
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LINES_A_FILE
    ]
    assert not long, f"over {LINES_A_FILE} lines; split by what changes together"


def test_functions_stay_small() -> None:
    """Take a step out and give it a name."""
    long = [
        f"{house.shown(path)}:{node.lineno} {node.name} has {lines} lines"
        for path in house.python_files()
        for node in ast.walk(house.tree_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := (node.end_lineno or node.lineno) - node.lineno + 1) > LINES_A_FUNCTION
    ]
    assert not long, f"over {LINES_A_FUNCTION} lines; take a step out and name it"


def test_package_files_hold_only_a_docstring() -> None:
    """No re-exports, so that "go to definition" lands in the right file."""
    filled = [
        house.shown(path)
        for path in house.python_files()
        if path.name == "__init__.py" and not _is_docstring_only(house.tree_of(path))
    ]
    assert not filled, "put the code into a file with a name of its own, and a docstring here"


def _is_docstring_only(tree: ast.Module) -> bool:
    return len(tree.body) == 1 and ast.get_docstring(tree) is not None


def test_files_have_names_that_say_something() -> None:
    """A vague name attracts everything."""
    vague = [house.shown(path) for path in house.python_files() if path.stem in VAGUE_NAMES]
    assert not vague, "name the file after what it holds"


def test_every_file_says_what_it_is_for() -> None:
    """The first line a reader sees; a file of tests is told by its name."""
    silent = [
        house.shown(path)
        for path in house.python_files()
        if not path.name.startswith("test_") and ast.get_docstring(house.tree_of(path)) is None
    ]
    assert not silent, "begin the file with a docstring of one sentence"


def test_what_callers_use_says_what_they_must_know() -> None:
    """Use cases, queries, policies, rules: what is raised, which shapes and units."""
    silent = [
        f"{house.shown(path)}:{node.lineno} {node.name}"
        for path in house.python_files()
        if house.PACKAGE in path.parents
        and not house.is_test(path)
        and {path.stem, *path.parts} & ROOMS_WITH_DOCSTRINGS
        for node in house.tree_of(path).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and ast.get_docstring(node) is None
    ]
    assert not silent, "say in a docstring what a caller must know"


def test_foreign_keys_point_downwards_like_imports_do() -> None:
    """String references escape the import linter, so look at the models."""
    wrong = []
    for model in apps.get_models(include_auto_created=True):
        here = house.part_of(model.__module__)
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
            target = field.related_model
            there = house.part_of(target.__module__) if isinstance(target, type) else None
            if here and there and here != there and not _is_below(there, here):
                wrong.append(f"{model.__module__}.{field} points up to {there}")
    assert not wrong, "turn the key round, or let the higher module hold it"


def _is_below(lower: str, higher: str) -> bool:
    return house.ranks()[lower] < house.ranks()[higher]


def test_modules_meet_only_at_their_public_face() -> None:
    """The import linter cannot say "all but public" for all modules at once."""
    wrong = []
    for path in house.python_files():
        if house.PACKAGE not in path.parents:
            continue
        here = house.part_of_file(path)
        for name, line in house.imports(path):
            there = house.part_of(name)
            if there and there != here and not _may_reach(path, here, name, there):
                wrong.append(f"{house.shown(path)}:{line} imports {name}")
    assert not wrong, "import it from the module's public.py, and offer it there"


def _may_reach(path: Path, here: str | None, name: str, there: str) -> bool:
    if not house.is_module(there) or here == "openluban.config":
        return True
    room = name.removeprefix(f"{there}.").split(".")
    # Makers of test data are the public face of a module's tests.
    return room[0] == "public" or (house.is_test(path) and room[:2] == ["tests", "make"])


def test_templates_use_only_their_own_and_lower_ones() -> None:
    """A page of a lower module must not need a piece of a higher one."""
    owners = {_template_name(path): house.part_of_file(path) for path in house.templates()}
    wrong = []
    for path in house.templates():
        here = house.part_of_file(path)
        for name in TEMPLATE_USE.findall(path.read_text(encoding="utf-8")):
            there = owners.get(name)
            if name not in owners:
                get_template(name)  # a library's; raises if there is none
            elif here and there and here != there and not _is_below(there, here):
                wrong.append(f"{house.shown(path)} uses {name} of {there}")
    assert not wrong, "move the piece down, or let the higher module add a panel"


def _template_name(path: Path) -> str:
    inside = path.relative_to(house.PACKAGE).parts
    return "/".join(inside[inside.index("templates") + 1 :])


def test_every_module_has_tests_beside_its_code() -> None:
    """Tests live where the code lives."""
    bare = [part for part, folder in house.modules() if not any(folder.glob("tests/**/test_*.py"))]
    assert not bare, "write tests/test_*.py in the module's folder"


def test_every_module_has_its_place_in_the_order() -> None:
    """A new wing or module is written into the contracts of pyproject.toml first."""
    strays = [
        house.shown(path)
        for path in house.python_files()
        if house.PACKAGE in path.parents
        and path.parent != house.PACKAGE
        and not _opens_a_storey(path)
        and house.part_of_file(path) is None
    ]
    assert not strays, "add the part to the import contracts in pyproject.toml"


def _opens_a_storey(path: Path) -> bool:
    return path.name == "__init__.py" and path.parent.parent == house.PACKAGE
