"""A process that is killed while it packs loses nothing acknowledged and publishes nothing half."""

from pathlib import Path

import pytest

from openluban.teaching.packs.checking import check_pack
from tests.harness.killing import Installation


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """Return an installation with a published course of thirty units."""
    made = Installation(tmp_path / "home", "packing")
    made.run("prepare")
    return made


def test_a_pack_is_made_whole_or_not_at_all(installation: Installation) -> None:
    installation.kill_in_the_middle("make")
    assert installation.run("tell") == "0"
    done = installation.run("make")
    assert done.startswith("done ")
    assert installation.run("tell") == "1"
    assert installation.run("make") == done
    assert installation.run("tell") == "1"


def test_a_folder_has_its_name_only_when_it_is_whole(
    installation: Installation, tmp_path: Path
) -> None:
    folder = tmp_path / "out" / "course"
    for after in (0, 0.3):
        installation.kill_in_the_middle("write", str(folder), after=after)
        assert not folder.exists()
    assert installation.run("write", str(folder)) == "done"
    check_pack(folder)


def test_a_folder_is_the_old_pack_or_the_new_one(
    installation: Installation, tmp_path: Path
) -> None:
    folder = tmp_path / "course"
    installation.run("revise", str(folder))
    old = check_pack(folder).envelope.manifest
    for after in (0, 0.5, 1.0):
        installation.kill_in_the_middle("apply", str(folder), after=after)
        assert check_pack(folder).envelope.manifest.digest == old.digest
    said = installation.run("apply", str(folder))
    assert int(said.removeprefix("done ")) > 0, "nothing of the runs before was used"
    new = check_pack(folder).envelope.manifest
    assert new.digest != old.digest
    assert new.before == old.digest
    assert sorted(place.name for place in tmp_path.iterdir()) == ["course", "delta.zip", "home"]
