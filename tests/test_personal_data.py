"""Nothing that identifies a learner is read by a role that may not: a marker is planted and sought.

Every personal field of one person holds the marker. Then every address of the access table is
asked in every other role, with the search and the answers to programs; and every table of the
database but those that keep persons is read, with the log.
"""

import io
import logging
import zipfile
from collections.abc import Iterable, Iterator
from copy import copy
from datetime import UTC, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from openluban.foundation.registers.declaring import registers
from openluban.foundation.registers.tests.make import client_of
from openluban.learning.launches.tests.make import go_through
from openluban.learning.learners.tests.make import (
    make_cohort,
    make_learner,
    make_learner_account,
    make_registrar,
    make_teacher,
)
from openluban.learning.learners.use_cases.consent import Agreed, give_consent
from openluban.network.workshops.public import Workshop
from tests.access_table import ROWS
from tests.harness.access import Row
from tests.harness.attending import of_attendance
from tests.harness.cast import Cast, make_person
from tests.harness.planting import (
    AT,
    CHINESE,
    CYRILLIC,
    EVERYTHING,
    NAME,
    PRIVATE,
    REMARK,
    SECRETS,
    Planted,
    plant,
)

pytestmark = pytest.mark.django_db
_KEEPING = {"Person", "PersonName", "Contact", "Mark", "StudyInChina", "Enrolment"}
"""Tables of the module that keep persons in clear; numbers are sealed even there."""


@pytest.fixture
def planted(cast: Cast) -> Planted:
    """Plant the marker."""
    return plant(cast)


def _addresses(planted: Planted) -> Iterator[Row]:
    """Yield what is asked: every row, those of registers for each, and the marker itself."""
    for row in of_attendance():
        yield _placed(row, planted)
    for row in ROWS:
        if "{register}" in row.address:
            for register in registers():
                yield _placed(row, planted, register=register.key)
        elif not row.address.startswith(("/accounts/", "/i18n/", "/healthz")):
            yield _placed(row, planted)
    for word in (f"{NAME}family", CYRILLIC, CHINESE, f"{PRIVATE}note", f"{PRIVATE}number"):
        for address in ("/search/", "/library/", "/memory/", "/api/v1/workshops"):
            yield Row("GET", f"{address}?q={word}", ())
        yield Row("POST", "/learners/", (), None, {"q": word})


def _placed(row: Row, planted: Planted, *, register: str = "") -> Row:
    address = row.address.replace("{register}", register)
    for name, value in planted.places.items():
        address = address.replace(f"{{{name}}}", value)
    return Row(row.method, address, row.answers, row.body, row.form)


def _said(answer: HttpResponse) -> str:
    """Return all that an answer says: its text, headers, and what is packed inside."""
    body = answer.getvalue()
    texts = [body, str(answer.headers).encode()]
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            texts += [packed.read(name) for name in packed.namelist()]
    return b"\n".join(texts).decode(errors="replace").lower()


def _leaks(client: Client, rows: Iterator[Row], markers: tuple[str, ...]) -> list[str]:
    found = []
    for row in rows:
        cookies = copy(client.cookies)
        with transaction.atomic():
            if row.address.startswith("/api/") and row.method != "GET":
                continue
            given = row.form if row.method != "GET" else {}
            answer = getattr(client, row.method.lower())(row.address, given)
            said = _said(answer)
            transaction.set_rollback(True)
        client.cookies = cookies
        asked = f"{row.address} {row.form}".lower()
        found += [f"{row}: {each}" for each in markers if each in said and each not in asked]
    return found


def _role(name: str, cast: Cast) -> Client:
    if name == "public":
        return Client(raise_request_exception=False)
    elsewhere = Workshop.objects.get(key="et-tvti")
    actors = {
        "registrar elsewhere": lambda: make_registrar("Ruslan", elsewhere.key),
        "teacher elsewhere": lambda: make_teacher("Tanja", of=make_cohort(elsewhere)),
        "teacher of no cohort": lambda: make_teacher("Timur"),
        "issuer": lambda: make_person("issa", "issuer", "tj-ttu", at=AT).actor,
        "another learner": lambda: make_learner_account(make_learner(elsewhere), "Lola"),
    }
    actor = actors[name]() if name in actors else cast.people[name].actor
    client = client_of(actor)
    client.raise_request_exception = False
    return client


_NEAR = (
    *("/learners/", "/search/", "/figures/", "/my-work/", "/people/", "/workshops/", "/account/"),
    *("/attendance/", "/rosters/", "/statements/"),
)


@pytest.mark.parametrize(
    ("role", "everywhere"),
    [
        # Whoever sees least and whoever sees most of the register look at all of it.
        ("public", True),
        ("officer", True),
        ("contributor", False),
        ("stranger", False),
        ("administrator", False),
        ("registrar elsewhere", False),
        ("teacher elsewhere", False),
        ("teacher of no cohort", False),
        ("issuer", False),
        ("another learner", False),
    ],
)
def test_who_may_not_reads_nothing_anywhere(
    *, role: str, everywhere: bool, cast: Cast, planted: Planted, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    rows = (
        row
        for row in _addresses(planted)
        if everywhere or any(near in row.address for near in _NEAR)
    )

    leaks = _leaks(_role(role, cast), rows, EVERYTHING)

    assert not leaks, "\n".join(leaks)
    assert not [each for each in EVERYTHING if each in _own_words(caplog)]


def _own_words(caplog: pytest.LogCaptureFixture) -> str:
    """Return what our own code and Django's logged; the address that was asked is the asker's."""
    kept = (each for each in caplog.records if not each.name.startswith("django.request"))
    return "\n".join(each.getMessage() for each in kept if "?q=" not in each.getMessage()).lower()


def _own_pages(planted: Planted) -> Iterator[Row]:
    for row in _addresses(planted):
        if row.address.startswith(("/learners/", "/attendance/")):
            yield row


def test_the_teacher_reads_names_and_marks_and_nothing_more(planted: Planted) -> None:
    client = client_of(planted.teacher)
    client.raise_request_exception = False
    page = client.get(f"/learners/{planted.person.key}/").content.decode().lower()

    assert f"{NAME}family" in page
    assert "77" in page
    assert REMARK in page
    session = f"/attendance/{planted.places['session']}/"
    of_cohort = f"/attendance/cohorts/{planted.places['cohort']}/hours/"
    for address in (session, f"{session}marks/", of_cohort):
        assert CYRILLIC in client.get(address).content.decode(), address
    leaks = _leaks(client, _own_pages(planted), SECRETS)
    assert not leaks, "\n".join(leaks)


def test_the_registrar_and_the_person_read_all_of_it(planted: Planted) -> None:
    own = make_learner_account(planted.person)
    for actor in (planted.registrar, own):
        page = client_of(actor).get(f"/learners/{planted.person.key}/").content.decode()
        for word in ("birth", "note", "phone", "address", "guardian", "number"):
            assert f"{PRIVATE}{word}" in page, word
        assert REMARK in page


def _kept_in_clear(words: Iterable[str]) -> list[str]:
    """Return which tables hold one of the words, but for those that keep persons."""
    found = []
    for model in apps.get_models():
        is_kept = model._meta.app_label == "learners" and model.__name__ in _KEEPING
        if is_kept or not model._meta.managed:
            continue
        for values in model._default_manager.values_list().iterator(chunk_size=2_000):
            said = " ".join(map(_plain, values)).lower()
            found += [f"{model._meta.label}: {each}" for each in words if each in said]
    return sorted(set(found))


def _plain(value: object) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)


def test_no_other_table_holds_it_in_clear(planted: Planted) -> None:
    """History, search index, claims, sessions: whatever the installation keeps."""
    found = _kept_in_clear(EVERYTHING)
    assert not found, "\n".join(found)


def test_a_course_that_was_opened_tells_nobody_who(planted: Planted, settings: Any) -> None:
    """Neither statements nor sessions hold a name, or a key by which the person is known."""
    settings.LUBAN_CONTENT_ORIGIN = "http://content.localhost"
    learner, key, at = make_learner_account(planted.person), planted.person.key, datetime.now(UTC)
    agreed = Agreed("statements", "1", "en")
    give_consent(key=key, agreed=agreed, on=at.date(), actor=learner, at=at)
    unit = go_through("course", learner)

    found = _kept_in_clear((*EVERYTHING, key, planted.person.token, learner.key))
    told = [each for each in found if each.startswith(("statements.", "launches."))]
    assert not told, "\n".join(told)
    assert not _kept_in_clear(EVERYTHING)
    assert any("statements." in each for each in _kept_in_clear([unit]))


def test_numbers_lie_sealed_even_where_persons_are_kept(planted: Planted) -> None:
    kept = planted.person.identifiers.get()
    assert PRIVATE not in f"{kept.sealed} {kept.digest}"


def test_the_marker_would_be_found(planted: Planted) -> None:
    """The search for leaks sees what the registrar sees: it is not blind."""
    leaks = _leaks(client_of(planted.registrar), _own_pages(planted), EVERYTHING)
    assert len(leaks) > 20
