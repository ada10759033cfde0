"""Documents stay true: links lead somewhere, commands exist, and nothing is left unsaid."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

from tests.harness import house
from tests.harness.environment import REPOSITORY

pytestmark = pytest.mark.xdist_group("house")  # so that the sources are parsed once
DOCUMENTS = sorted([*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").rglob("*.md")])
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"(?:^|`|\$ )(?:\w+=\S+ )*(make|luban) ([a-z][a-z_-]*)", re.MULTILINE)
VARIABLE = re.compile(r"\b(?:LUBAN_[A-Z_]+|DATABASE_URL|STORAGE_URL)\b")
WRITTEN_FOR_PEOPLE = (
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "CHANGELOG.md",
)


def _name(path: Path) -> str:
    return house.shown(path)


def test_the_documents_that_people_look_for_are_there() -> None:
    missing = [name for name in WRITTEN_FOR_PEOPLE if not (REPOSITORY / name).is_file()]
    assert not missing


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    dead = [target for target in LINK.findall(text) if not _leads_somewhere(document, target)]
    assert not dead


def _leads_somewhere(document: Path, target: str) -> bool:
    if re.match(r"[a-z]+:", target):
        return True
    path, _, anchor = target.partition("#")
    place = (document.parent / path).resolve() if path else document
    if not place.exists():
        return False
    return not anchor or place.suffix != ".md" or anchor in _anchors(place)


def _anchors(document: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-") for text in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_commands_in_documents_exist(document: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (REPOSITORY / "Makefile").read_text(), re.MULTILINE))
    known = {"make": targets, "luban": set(get_commands())}
    text = document.read_text(encoding="utf-8")
    unknown = [f"{tool} {verb}" for tool, verb in COMMAND.findall(text) if verb not in known[tool]]
    assert not unknown


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_snippets_in_documents_can_be_read(document: Path) -> None:
    for language, snippet in FENCE.findall(document.read_text(encoding="utf-8")):
        if language == "python":
            ast.parse(snippet)
        elif language == "json":
            json.loads(snippet)


def test_every_setting_from_outside_is_documented() -> None:
    told = " ".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
    unsaid = sorted(set(_settings_read()) - set(VARIABLE.findall(told)))
    assert not unsaid, "say in docs/ what it does and what it is without it"


def _settings_read() -> Iterator[str]:
    for path in house.python_files():
        if house.PACKAGE in path.parents and not house.is_test(path):
            for node in ast.walk(house.tree_of(path)):
                text = node.value if isinstance(node, ast.Constant) else None
                if isinstance(text, str) and VARIABLE.fullmatch(text):
                    yield text


def test_every_command_of_ours_is_documented() -> None:
    told = " ".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
    ours = [name for name, app in get_commands().items() if str(app).startswith("openluban")]
    unsaid = [name for name in ours if f"luban {name}" not in told]
    assert not unsaid, "say in docs/ what the command does"


def test_every_module_is_on_the_map() -> None:
    told = (REPOSITORY / "ARCHITECTURE.md").read_text(encoding="utf-8")
    ours = [app for app in settings.INSTALLED_APPS if app.startswith("openluban.")]
    unsaid = [app for app in ours if app.rsplit(".", 1)[-1] not in told]
    assert not unsaid, "give the module a line in ARCHITECTURE.md"


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_every_document_has_one_title_at_its_top(document: Path) -> None:
    text = FENCE.sub("", document.read_text(encoding="utf-8"))
    assert text.startswith("# ")
    assert len(re.findall(r"^# ", text, re.MULTILINE)) == 1
