"""Files that somebody at the terminal names."""

import contextlib
from pathlib import Path

import pytest

from openluban.config.files import CannotRead, CannotWrite, read_file, written_file


def test_a_new_file_is_its_owners_alone(tmp_path: Path) -> None:
    with written_file(tmp_path / "new") as file:
        file.write(b"whole")
    assert (tmp_path / "new").read_bytes() == b"whole"
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o600


def test_nothing_is_left_of_a_file_that_was_not_finished(tmp_path: Path) -> None:
    with contextlib.suppress(ZeroDivisionError), written_file(tmp_path / "new") as file:
        file.write(b"half")
        raise ZeroDivisionError
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(CannotWrite, match="File exists"), written_file(tmp_path / "mine") as file:
        file.write(b"yours")
    assert (tmp_path / "mine").read_text() == "mine"
    assert len(list(tmp_path.iterdir())) == 1


def test_what_cannot_be_read_or_written_is_refused_with_a_reason(tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="Is a directory"):
        read_file(tmp_path)
    with pytest.raises(CannotWrite, match="No such file"), written_file(tmp_path / "no" / "file"):
        pass
