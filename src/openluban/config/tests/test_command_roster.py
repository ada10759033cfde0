"""``luban roster``: what a file would change, applying it, giving it out, programs."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from openluban.kernel.refusals import Refusal
from openluban.learning.learners.public import Person, RosterClient
from openluban.learning.learners.tests.make import make_place, make_programme
from openluban.learning.learners.tests.packages import GOOD, good

pytestmark = pytest.mark.django_db
PLACE = "tj-ttu"


@pytest.fixture(autouse=True)
def _taught(monkeypatch: pytest.MonkeyPatch) -> None:
    make_programme(make_place(PLACE), "p-1")
    # Tests have their tables; loading the register again takes long.
    monkeypatch.setattr("openluban.config.management.prepared.prepare", lambda *_, **__: None)


def _run(*asked: Any, **options: Any) -> str:
    out = StringIO()
    call_command("roster", *map(str, asked), stdout=out, stderr=out, **options)
    return out.getvalue()


def test_a_file_is_told_of_and_then_applied(tmp_path: Path) -> None:
    place = tmp_path / "roster.zip"
    place.write_bytes(good())
    told = _run("import", place, "--workshop", PLACE)
    assert "persons: 2 new" in told
    assert "Add --apply" in told
    assert not Person.objects.exists()
    told = _run("import", place, "--workshop", PLACE, "--apply")
    assert "Aigul" not in told
    assert Person.objects.count() == 2
    assert "Nothing changes." in _run("import", place, "--workshop", PLACE, "--apply")


def test_a_folder_is_taken_and_a_workshop_given_out(tmp_path: Path) -> None:
    folder = tmp_path / "roster"
    folder.mkdir()
    for name, content in GOOD.items():
        (folder / name).write_text(content, encoding="utf-8", newline="")
    _run("import", folder, "--workshop", PLACE, "--apply", "--course", "course-1=training")
    for name in ("out.zip", "out.xlsx"):
        _run("export", tmp_path / name, "--workshop", PLACE)
        told = _run("import", tmp_path / name, "--workshop", PLACE, "--apply")
        assert "Nothing changes." in told


def test_a_program_is_let_in_and_revoked() -> None:
    told = _run("client", "Classroom", "--workshop", PLACE)
    key = told.split()[1]
    assert "client_secret" in told
    assert key in _run("clients")
    _run("revoke", key)
    assert RosterClient.objects.get().revoked_at is not None
    assert "revoked" in _run("clients")


def test_a_workshop_that_there_is_not_is_refused(tmp_path: Path) -> None:
    place = tmp_path / "roster.zip"
    place.write_bytes(good())
    with pytest.raises(Refusal):
        _run("import", place, "--workshop", "nowhere")
