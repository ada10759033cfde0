"""The command line itself: what it offers, how it refuses."""

from importlib.metadata import version
from pathlib import Path

import pytest

from openluban.config import cli
from openluban.config.management import commands
from openluban.config.tests.installation import Installation
from openluban.kernel.refusals import Invalid, NotFound, Problem

OURS = {path.stem for path in Path(commands.__path__[0]).glob("[a-z]*.py")}


def test_the_overview_names_every_command_and_no_other() -> None:
    assert set(cli.ABOUT) == OURS
    assert all(f"  {name} " in cli.overview() for name in OURS)


def test_the_overview_needs_no_data_folder(empty: Installation) -> None:
    for words in ((), ("--help",), ("help",)):
        assert empty.luban(*words).out.startswith("usage: luban COMMAND")
    assert empty.luban("--version").out.strip() == version("openluban")
    assert not empty.home.exists()


def test_a_commands_help_holds_its_own_options_alone(empty: Installation) -> None:
    said = empty.luban("import", "--help").out
    assert "--preview" in said
    assert "--verbosity" not in said
    assert "--settings" not in said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("export", "nothing"), "There is no register “nothing”. There are: countries, "),
        (("restore", "nowhere.zip"), "nowhere.zip cannot be read: No such file or directory."),
    ],
)
def test_a_refusal_is_one_sentence_and_status_2(
    filled: Installation, words: tuple[str, ...], sentence: str
) -> None:
    answer = filled.luban(*words)
    assert answer.status == 2
    assert answer.out == ""
    assert answer.err.startswith(sentence)
    assert len(answer.err.splitlines()) == 1


def test_settings_from_outside_that_nobody_understands_are_refused(empty: Installation) -> None:
    answer = Installation(empty.home, {"LUBAN_DEBUG": "perhaps"}).luban("load")
    assert answer.status == 2
    assert answer.err.startswith("LUBAN_DEBUG must be one of 1, true")


def test_a_database_that_does_not_answer_is_no_traceback(empty: Installation) -> None:
    away = Installation(empty.home, {"DATABASE_URL": "postgres://luban@127.0.0.1:1/luban"})
    answer = away.luban("load")
    assert answer.status == 2
    assert answer.err.startswith("The database cannot be used: ")
    assert "Traceback" not in answer.err


def test_problems_are_told_with_row_and_column() -> None:
    problem = Problem("format", "No date: %(given)s", "opened", 7, {"given": "x"})
    said = cli.explained(Invalid([problem, Problem("required", "Fill this in.")]))
    assert said.splitlines()[1:] == ["row 7, opened: No date: x", "Fill this in."]
    assert cli.explained(NotFound()) == "There is nothing here under this name."


def test_djangos_own_commands_can_be_reached(filled: Installation) -> None:
    assert "[X] 0001_initial" in filled.luban("manage", "showmigrations", "history").out


def test_what_is_written_is_the_owners_alone(filled: Installation) -> None:
    wrong = [
        path.name for path in (filled.home, *filled.home.rglob("*")) if path.stat().st_mode & 0o077
    ]
    assert not wrong
