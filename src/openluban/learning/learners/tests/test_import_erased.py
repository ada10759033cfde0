"""Whoever was erased is not brought back by the next file, unless a registrar says so."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from openluban.foundation.registers.tests.make import client_of
from openluban.kernel.actor import SYSTEM, Actor
from openluban.learning.learners.formats.oneroster.learners import roster_of
from openluban.learning.learners.formats.oneroster.reading import read_package
from openluban.learning.learners.models.persons import Person, PersonName
from openluban.learning.learners.models.rosters import ErasedId
from openluban.learning.learners.sealing import roster_digest
from openluban.learning.learners.tests.make import (
    AT,
    make_place,
    make_programme,
    make_registrar,
)
from openluban.learning.learners.tests.packages import changed, good
from openluban.learning.learners.tests.rostering import MARKS, PLACE, preview, take
from openluban.learning.learners.use_cases.erase import erase_learner
from openluban.learning.learners.use_cases.import_roster import ChangedMeanwhile, preview_roster
from openluban.learning.learners.use_cases.rosters.plan import Choices, again

pytestmark = pytest.mark.django_db


@pytest.fixture
def registrar() -> Actor:
    """Return the registrar of a workshop, who took a roster over and erased one of it."""
    make_programme(make_place(PLACE), "p-1")
    actor = make_registrar(scope=PLACE)
    take(good(**MARKS), actor)
    erase_learner(key=_aigul().key, is_meant=True, actor=actor, at=AT)
    return actor


def _aigul() -> Person:
    return Person.objects.get(external_id="u-1")


def test_the_next_file_does_not_bring_them_back(registrar: Actor) -> None:
    for choices in (Choices(), Choices(overwrites_all=True), Choices(overwrite={again("u-2")})):
        plan = take(good(**MARKS), registrar, choices)
        assert [(each.id, each.is_taken) for each in plan.erased] == [("u-1", False)]
        assert plan.left_out["enrollments of the erased"] == 1
        assert plan.is_empty
    assert not PersonName.objects.filter(full__icontains="Nurlanova").exists()
    assert not Person.objects.filter(external_id="u-1").exists()


def test_nothing_that_is_kept_tells_whom_without_the_secret(registrar: Actor) -> None:
    kept = ErasedId.objects.get()
    assert kept.digest == roster_digest("so-1", "u-1")
    assert "u-1" not in kept.digest
    others = {roster_digest("so-2", "u-1"), roster_digest("so-1", "u-2"), kept.digest}
    assert len(others) == 3


def test_another_source_that_calls_somebody_else_so_is_not_meant(registrar: Actor) -> None:
    package = read_package(good(**MARKS), filename="x.zip")
    for source, place, found in (("so-1", PLACE, 1), ("so-2", PLACE, 0), ("so-1", "kz-ektu", 0)):
        make_programme(make_place(place), f"p-{place}")
        roster = roster_of(package, source=source, file="x.zip")
        plan = preview_roster(roster=roster, workshop=place, choices=Choices(), actor=SYSTEM, at=AT)
        assert len(plan.erased) == found, (source, place)


def test_a_registrar_takes_them_in_again(registrar: Actor) -> None:
    choices = Choices(overwrite={again("u-1")})
    seen = preview(good(**MARKS), registrar).digest
    with pytest.raises(ChangedMeanwhile):
        take(good(**MARKS), registrar, choices, expected=seen)
    plan = take(good(**MARKS), registrar, choices)
    assert plan.erased[0].is_taken
    assert _aigul().names.get().full == "Nurlanova Aigul"
    assert not ErasedId.objects.exists()
    # And may be erased anew.
    erase_learner(key=_aigul().key, is_meant=True, actor=registrar, at=AT)
    assert take(good(**MARKS), registrar).erased[0].label == "Nurlanova Aigul"


def test_a_file_in_which_they_are_gone_says_nothing_of_them(registrar: Actor) -> None:
    plan = preview(changed("users", ("u-1,,", "u-1,tobedeleted,")), registrar)
    assert plan.erased == []


def test_the_page_lists_them_and_the_teachers(registrar: Actor) -> None:
    client = client_of(registrar)
    file = SimpleUploadedFile("roster.zip", good(**MARKS))
    answer = client.post(f"/rosters/{PLACE}/import/", {"file": file, "source": "so-1"})
    page = client.get(answer["Location"]).content.decode()
    assert "Erased, not taken in" in page
    assert 'value="erased:u-1"' in page
    assert "no accounts are made of them" in page
    ticked = client.post(answer["Location"], {"overwrite": "erased:u-1"}).content.decode()
    assert 'value="erased:u-1" checked' in " ".join(ticked.split())


def test_the_command_names_rows_and_takes_ids(registrar: Actor, tmp_path: Any, capsys: Any) -> None:
    file = tmp_path / "roster.zip"
    file.write_bytes(good(**MARKS))
    asked = ("roster", "import", str(file), "--workshop", PLACE, "--source", "so-1", "--apply")
    call_command(*asked, "--overwrite-hand")
    told = capsys.readouterr().out
    assert "row 2: erased, not taken in" in told
    assert "Nurlanova" not in told
    call_command(*asked, "--again", "u-1")
    assert "row 2: taken in again" in capsys.readouterr().out
    assert _aigul()
