"""A delta makes the old folder the new one, or leaves it as it was."""

import shutil
from pathlib import Path

import pytest

from openluban.teaching.library.public import Resource
from openluban.teaching.packs import applying
from openluban.teaching.packs.applying import apply_delta
from openluban.teaching.packs.building import Built, built_pack
from openluban.teaching.packs.checking import check_pack
from openluban.teaching.packs.errors import NoDelta, OtherKey, OtherPack
from openluban.teaching.packs.formats import folders
from openluban.teaching.packs.formats.unfit import PackUnfit
from openluban.teaching.packs.rules.wishes import Wish
from openluban.teaching.packs.tests.make import (
    BOTH,
    content_of,
    foldered,
    make_course,
    make_delta,
    revise,
    rezipped,
    signed,
    zipped,
)

pytestmark = pytest.mark.django_db
Case = tuple[Path, Path, Built]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return make_delta(tmp_path, make_course(tmp_path / "material"))


def test_the_folder_becomes_the_new_pack(case: Case, tmp_path: Path) -> None:
    folder, delta, new = case
    done = apply_delta(folder=folder, delta=delta)
    assert done.delta.changed
    assert done.resumed == 0
    assert check_pack(folder).envelope.manifest == new.manifest
    course = the_course()
    whole = content_of(foldered(built_pack(course, BOTH), tmp_path / "whole"))
    ours = content_of(folder)
    for name in ("manifest.json", "signature.json"):
        del whole[name], ours[name]
    assert ours == whole
    assert sorted(each.name for each in folder.parent.iterdir() if each.name[0] == ".") == []


def the_course() -> Resource:
    return Resource.objects.get(key="sorter")


def test_applying_it_again_changes_nothing(case: Case) -> None:
    folder, delta, _new = case
    apply_delta(folder=folder, delta=delta)
    before = content_of(folder)
    assert not apply_delta(folder=folder, delta=delta).delta
    assert content_of(folder) == before


def test_files_that_are_gone_are_taken_away(tmp_path: Path) -> None:
    course = make_course(tmp_path / "material")
    old = built_pack(course, BOTH)
    folder = foldered(old, tmp_path / "course")
    new = built_pack(course, Wish(("zh-hans",)), old.manifest)
    done = apply_delta(folder=folder, delta=zipped(new, tmp_path / "delta.zip"))
    assert "ru/index.html" in done.delta.removed
    assert not (folder / "ru").exists()
    assert check_pack(folder).files == len(new.manifest.files)


def test_what_does_not_belong_together(case: Case, tmp_path: Path) -> None:
    folder, delta, new = case
    before = content_of(folder)
    with pytest.raises(NoDelta):
        apply_delta(folder=folder, delta=zipped(built_pack(the_course(), BOTH), tmp_path / "w.zip"))
    revise(tmp_path / "third", **{"02-start__zh__md": "# 起动\n\n第三版。\n"})
    third = built_pack(the_course(), BOTH, new.manifest)
    with pytest.raises(OtherPack):
        apply_delta(folder=folder, delta=zipped(third, tmp_path / "third.zip"))
    strange = rezipped(delta, tmp_path / "strange.zip", dict(signed(new.manifest)))
    with pytest.raises(OtherKey):
        apply_delta(folder=folder, delta=strange)
    with pytest.raises(PackUnfit):
        apply_delta(folder=folder, delta=delta, key="another")
    assert content_of(folder) == before


def test_a_damaged_delta_or_folder_leaves_the_folder_as_it_was(case: Case, tmp_path: Path) -> None:
    folder, delta, new = case
    before = content_of(folder)
    path = new.files[0].path
    damaged = rezipped(delta, tmp_path / "damaged.zip", {path: b"altered"})
    with pytest.raises(PackUnfit) as refusal:
        apply_delta(folder=folder, delta=damaged)
    assert [each.field for each in refusal.value.problems] == [path]
    assert content_of(folder) == before
    (folder / "pack.css").write_bytes(b"altered")
    with pytest.raises(PackUnfit) as refusal:
        apply_delta(folder=folder, delta=delta)
    assert [each.field for each in refusal.value.problems] == ["pack.css"]


def test_a_link_in_the_old_folder_is_not_followed(case: Case) -> None:
    folder, delta, _new = case
    (folder / "pack.css").unlink()
    (folder / "pack.css").symlink_to("/etc/passwd")
    with pytest.raises(PackUnfit):
        apply_delta(folder=folder, delta=delta)


def test_what_lay_ready_is_used(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    folder, delta, new = case
    before = content_of(folder)

    def fail(*_paths: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(applying, "exchange", fail)
        with pytest.raises(KeyboardInterrupt):
            apply_delta(folder=folder, delta=delta)
    assert content_of(folder) == before
    half = folder.with_name(".course.new")
    (half / "ru" / ".index.html.unfinished").write_bytes(b"half")
    (half / "stray.html").write_bytes(b"of another run")
    (half / "pack.js").write_bytes(b"half")
    done = apply_delta(folder=folder, delta=delta)
    assert done.resumed == len(new.manifest.files) - 1
    assert check_pack(folder).envelope.manifest == new.manifest


def test_without_an_exchange_in_one_step_it_is_put_back_after_a_loss_of_power(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, delta, new = case
    monkeypatch.setattr(folders, "_exchanged", lambda _one, _other: False)
    shutil.copytree(folder, folder.with_name("copy"))
    apply_delta(folder=folder, delta=delta)
    assert check_pack(folder).envelope.manifest == new.manifest
    # Cut off between the two steps: the old one lies aside, nothing has the name.
    copy = folder.with_name("copy")
    copy.rename(copy.with_name(".copy.old"))
    apply_delta(folder=copy, delta=delta)
    assert check_pack(copy).envelope.manifest == new.manifest
    assert not copy.with_name(".copy.old").exists()
