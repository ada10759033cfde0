"""Pages of rosters: a file in with a look at it first, a file out, programs that may ask."""

import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openluban.foundation.access.models import Account
from openluban.foundation.registers.tests.make import sign_in_anew
from openluban.learning.learners.models.enrolments import Enrolment
from openluban.learning.learners.models.marks import Mark
from openluban.learning.learners.models.persons import Person
from openluban.learning.learners.models.places import Training
from openluban.learning.learners.models.rosters import RosterClient
from openluban.learning.learners.tests.make import (
    AT,
    make_place,
    make_programme,
    make_registrar,
    make_teacher,
)
from openluban.learning.learners.tests.packages import changed, good

pytestmark = pytest.mark.django_db
PLACE = "tj-ttu"


@pytest.fixture
def registrar(client: Client, settings: Any, tmp_path: Path) -> Client:
    """Return a browser in which the registrar of a workshop is signed in."""
    settings.LUBAN_HOME = tmp_path
    make_programme(make_place(PLACE), "p-1")
    actor = make_registrar(scope=PLACE)
    client.force_login(Account.objects.get(key=actor.key))
    sign_in_anew(client)
    return client


def _send(client: Client, data: bytes, name: str = "roster.zip") -> str:
    file = SimpleUploadedFile(name, data)
    answer = client.post(f"/rosters/{PLACE}/import/", {"file": file, "source": "so-1"})
    assert answer.status_code == 303
    return str(answer["Location"])


def test_a_package_is_looked_at_then_applied(registrar: Client) -> None:
    place = _send(registrar, good())
    answer = registrar.get(place)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store, private"
    assert not Person.objects.exists()
    seen = answer.context["seen"]
    answer = registrar.post(place, {"apply": "1", "seen": seen})
    assert answer.status_code == 303
    assert Person.objects.count() == 2
    assert registrar.get(place).status_code == 404
    again = registrar.get(_send(registrar, good()))
    assert "nothing to apply" in again.content.decode()


def test_a_plan_that_was_not_seen_is_shown_again(registrar: Client) -> None:
    place = _send(registrar, good())
    answer = registrar.post(place, {"apply": "1", "seen": "0" * 32})
    assert answer.status_code == 422
    assert not Person.objects.exists()


def test_what_is_wrong_is_named_with_file_row_and_column(registrar: Client) -> None:
    place = _send(registrar, changed("demographics", ("2005-03-08", "2005-02-30")))
    answer = registrar.get(place)
    assert answer.status_code == 422
    assert "demographics.csv, birthDate" in answer.content.decode()


def test_a_course_is_said_to_be_a_training(registrar: Client) -> None:
    place = _send(registrar, good())
    answer = registrar.post(place, {"course:course-1": "training"})
    seen = answer.context["seen"]
    registrar.post(place, {"course:course-1": "training", "apply": "1", "seen": seen})
    assert Training.objects.count() == 1


def test_a_conflict_is_ticked(registrar: Client) -> None:
    place = _send(registrar, good())
    registrar.post(place, {"apply": "1", "seen": registrar.get(place).context["seen"]})
    enrolment = Enrolment.objects.get(external_id="e-1")
    enrolment.states.update(by="hand")
    rows = "sourcedId,classSourcedId,schoolSourcedId,userSourcedId,role,metadata.openluban.state\n"
    rows += "e-1,class-1,org-1,u-1,student,withdrawn\ne-2,class-1,org-1,u-2,student,\n"
    place = _send(registrar, good(enrollments=rows))
    answer = registrar.get(place)
    assert "somebody set this by hand" in answer.content.decode()
    ticked = {"overwrite": "state:e-1"}
    seen = registrar.post(place, ticked).context["seen"]
    registrar.post(place, {**ticked, "apply": "1", "seen": seen})
    enrolment.refresh_from_db()
    assert enrolment.state == "withdrawn"


def test_columns_of_a_sheet_are_put_right(registrar: Client) -> None:
    text = "Кто,Программа,Примечание\nЧжан Вэй,p-1,x\n"
    place = _send(registrar, text.encode(), "x.csv")
    answer = registrar.get(place)
    assert answer.status_code == 422
    assert len(answer.context["meanings"]) == 3
    said = {"column:0": "local_name", "column:1": "programme", "column:2": ""}
    seen = registrar.post(place, said).context["seen"]
    registrar.post(place, {**said, "apply": "1", "seen": seen})
    assert Person.objects.get().names.get().full == "Чжан Вэй"


def test_a_sheet_without_programmes_asks_for_one(registrar: Client) -> None:
    place = _send(registrar, b"Name\nAda Lovelace\n", "x.csv")
    answer = registrar.get(place)
    refused = registrar.post(place, {"apply": "1", "seen": answer.context["seen"]})
    assert refused.status_code == 422
    chosen = {"programme": "p-1"}
    seen = registrar.post(place, chosen).context["seen"]
    registrar.post(place, {**chosen, "apply": "1", "seen": seen})
    assert Enrolment.objects.count() == 1


def test_files_go_out(registrar: Client) -> None:
    place = _send(registrar, good())
    registrar.post(place, {"apply": "1", "seen": registrar.get(place).context["seen"]})
    Mark.objects.create(
        enrolment=Enrolment.objects.all()[0], title="Sorter", score=Decimal(4), out_of=Decimal(5),
        on="2026-10-01", by="hand", recorded_at=AT,
    )  # fmt: skip
    answer = registrar.post(f"/rosters/{PLACE}/export/", {"form": "oneroster"})
    assert answer["Content-Disposition"] == f'attachment; filename="roster-{PLACE}.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert b"Aigul" in archive.read("users.csv")
    assert registrar.post(f"/rosters/{PLACE}/export/", {"form": "xlsx"}).status_code == 200
    assert registrar.post(f"/rosters/{PLACE}/export/", {"form": "pdf"}).status_code == 404


def test_a_program_is_let_in_and_its_secret_is_shown_once(registrar: Client) -> None:
    asked = {"name": "Classroom", "scope": ["roster.readonly"]}
    answer = registrar.post(f"/rosters/{PLACE}/programs/", asked)
    program, secret = answer.context["new"]
    assert secret in answer.content.decode()
    assert secret not in registrar.get(f"/rosters/{PLACE}/").content.decode()
    assert registrar.post(f"/rosters/{PLACE}/programs/", {"name": "x"}).status_code == 422
    registrar.post(f"/rosters/{PLACE}/programs/{program.key}/revoke/")
    assert RosterClient.objects.get().revoked_at is not None


def test_only_registrars_of_the_workshop_come_in(registrar: Client) -> None:
    make_place("kz-ektu")
    assert registrar.get("/rosters/").status_code == 200
    for place in ("kz-ektu", "no-such-place"):
        assert registrar.get(f"/rosters/{place}/").status_code == 404
    registrar.force_login(Account.objects.get(key=make_teacher(scope=PLACE).key))
    assert registrar.get(f"/rosters/{PLACE}/").status_code == 403
    registrar.logout()
    assert registrar.get(f"/rosters/{PLACE}/").status_code == 302


def test_pages_ask_few_queries(
    registrar: Client, django_assert_max_num_queries: Callable[..., CaptureQueriesContext]
) -> None:
    with django_assert_max_num_queries(12):
        registrar.get("/rosters/")
    with django_assert_max_num_queries(12):
        registrar.get(f"/rosters/{PLACE}/")
    place = _send(registrar, good())
    # What is kept is asked for table by table, and no more for a larger file.
    with django_assert_max_num_queries(20):
        registrar.get(place)
