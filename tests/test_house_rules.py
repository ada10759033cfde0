"""Rules about what stands in files: templates that a strict policy allows, words, licence."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from tests.harness import house
from tests.harness.environment import REPOSITORY

TEXT = (".py", ".md", ".toml", ".html", ".css", ".js", ".json", ".txt", ".yml", ".cfg", ".svg", "")

INLINE = {
    "a script without src; put it into a static file": re.compile(
        r"<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/(ld\+)?json\")", re.IGNORECASE
    ),
    "a style element; put it into the style sheet": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute; give it a class": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "an event attribute; listen in a static file": re.compile(
        r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE
    ),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "something from another host": re.compile(
        r"""(?:src|srcset|action|<link[^>]*href)\s*=\s*["']?(?:https?:)?//""", re.IGNORECASE
    ),
    "hx-on, which needs eval; listen in a static file": re.compile(r"\shx-on\b"),
}
"""What the Content-Security-Policy would block, so that it is found before a browser does."""

BANNED = {
    "a path of one machine": re.compile(r"(?<![\w.])/(?:work|root|Users)/[\w.]"),
    "the address of a package index": re.compile(
        r"https?://[^\s\"']*/(?:simple|packages)/"
        r"|pypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian\.org"
    ),
    "a word about how the text was made": re.compile(
        r"\b(?:claude|anthropic|openai|chatgpt|copilot|as an ai)\b", re.IGNORECASE
    ),
    "an unfinished mark; finish it, or write it into docs/plan.md": re.compile(
        r"\b(?:TODO|FIXME|XXX)\b|raise NotImplementedError"
    ),
}
"""What is written down must hold on every machine, and tell of OpenLuban alone."""


def _marked(path_text: str, pattern: re.Pattern[str]) -> list[int]:
    return [path_text.count("\n", 0, found.start()) + 1 for found in pattern.finditer(path_text)]


@pytest.mark.parametrize("what", INLINE)
def test_templates_hold_nothing_that_the_policy_blocks(what: str) -> None:
    """The policy has no ``unsafe-`` and never will."""
    wrong = [
        f"{house.shown(path)}:{line}"
        for path in house.templates()
        if path.suffix == ".html"
        for line in _marked(path.read_text(encoding="utf-8"), INLINE[what])
    ]
    assert not wrong, f"templates hold {what}"


@pytest.mark.parametrize("what", BANNED)
def test_nothing_written_names_what_does_not_belong_here(what: str) -> None:
    """The repository is the same on every machine and tells of OpenLuban alone."""
    wrong = [
        f"{house.shown(path)}:{line}"
        for path in house.written_files(*TEXT)
        if REPOSITORY / "data" not in path.parents and path != Path(__file__)
        for line in _marked(path.read_text(encoding="utf-8", errors="replace"), BANNED[what])
    ]
    assert not wrong, f"files hold {what}"


def test_requirements_are_pinned_with_hashes_and_name_no_index() -> None:
    """Any index serves, and none can slip in another file."""
    for path in sorted((REPOSITORY / "requirements").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert "://" not in text, f"{path.name} names an address; run: make requirements"
        for pinned in re.findall(r"^[a-z0-9].*(?:\n    .*)*", text, re.MULTILINE):
            assert "--hash=sha256:" in pinned, f"{path.name} has no hash for {pinned.split()[0]}"


def test_every_dependency_of_the_package_is_pinned() -> None:
    """A dependency added by hand only would be missing on a fresh machine."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {"runtime.txt": project["dependencies"]}
    needed["dev.txt"] = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    for file, names in needed.items():
        text = (REPOSITORY / "requirements" / file).read_text(encoding="utf-8")
        pinned = {name.lower() for name in re.findall(r"^([\w.-]+)(?:\[.*?\])?==", text, re.M)}
        missing = {re.split(r"[\[><=~! ]", name)[0].lower() for name in names} - pinned
        assert not missing, f"{file} lacks {sorted(missing)}; run: make requirements"


def test_node_packages_are_for_tests_only_and_of_one_version() -> None:
    """What a page needs at run time is in the Python package."""
    package = json.loads((REPOSITORY / "package.json").read_text(encoding="utf-8"))
    assert "dependencies" not in package
    for name, version in package["devDependencies"].items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), f"pin {name} to one version"


def test_the_licence_is_apache_2() -> None:
    """Named in the metadata, and there in full."""
    text = (REPOSITORY / "LICENSE").read_text(encoding="utf-8")
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "Apache-2.0"
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
