"""Installations for the tests of commands: a filled one is made once and copied."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from openluban.config.tests.installation import Installation
from tests.conftest import postgres_url, s3_server, storage_url
from tests.harness.templates import copy_register

__all__ = ["postgres_url", "s3_server", "storage_url"]

COMMANDS = "test_command_"
"""Files of tests that run commands: on one worker, so that one filled installation serves all."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests together that share the filled installation."""
    for item in items:
        if item.path.name.startswith(COMMANDS):
            item.add_marker(pytest.mark.xdist_group("commands"))


@pytest.fixture
def empty(tmp_path: Path) -> Installation:
    """An installation that nobody has used yet."""
    return Installation(tmp_path / "home")


@pytest.fixture(scope="session")
def filled_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of an installation with the public register, to be copied."""
    home = tmp_path_factory.mktemp("filled") / "home"
    copy_register(home)
    return home


@pytest.fixture
def filled_anew(filled_once: Path, tmp_path: Path) -> Callable[[str], Installation]:
    """Give copies of an installation with the public register: ``filled_anew("name")``."""

    def copied(name: str) -> Installation:
        shutil.copytree(filled_once, tmp_path / name)
        return Installation(tmp_path / name)

    return copied


@pytest.fixture
def filled(filled_anew: Callable[[str], Installation]) -> Installation:
    """A copy of an installation with the public register."""
    return filled_anew("home")
