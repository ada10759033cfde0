"""The pages of standards, their versions, occupations, and what changed."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openluban.directory.institutions.public import Institution
from openluban.directory.places.tests.make import text
from openluban.foundation.registers.tests.make import client_of, make_contributor, make_officer
from openluban.network.workshops.tests.make import make_workshop
from openluban.teaching.programmes.public import Programme
from openluban.teaching.standards.models import Clause, Recognition, Version
from openluban.teaching.standards.tests.make import (
    AT,
    enter,
    make_authority,
    make_clauses,
    make_mechatronics,
    make_standard,
    make_step,
    make_version,
)

pytestmark = pytest.mark.django_db
PAGE = "/standards/mechatronics/"
CHANGES = f"{PAGE}changes/"


def page(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status, url
    return response.content.decode()


def asked(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        page(client, url)
    return len(queries)


def make_follower(number: int = 0) -> None:
    programme = Programme.objects.create(
        key=f"programme-{number}",
        workshop=make_workshop(f"workshop-{number}"),
        name=text(f"Programme {number}"),
        category="manufacturing",
        changed_at=AT,
    )
    enter(
        "standards-followed",
        f"followed-{number}",
        programme=programme.key,
        standard_version="mechatronics-2023",
        since="2024-09",
    )


def test_a_standard_shows_versions_recognition_by_side_and_programmes(client: Client) -> None:
    make_mechatronics()
    make_follower()
    shown = page(client, PAGE)
    assert shown.index("mechatronics-2023/") < shown.index("mechatronics-2021/")
    assert "changes/?from=mechatronics-2021&amp;to=mechatronics-2023" in shown
    chinese, host = shown.index("Chinese side"), shown.index("Host side")
    assert chinese < shown.index("Education Commission") < host
    assert host < shown.index("Ministry Of Education")
    assert '<span class="mark mark-seal">superseded</span>' in shown
    assert '<span class="mark mark-timber">accredited</span>' in shown
    assert "Act: No. 12" in shown
    assert "Expires: 10 January 2029" in shown
    assert "Programme 0" in shown
    assert "workshop-0" in shown
    assert "since September 2024" in shown


def test_an_empty_standard_says_how_it_is_filled_to_who_may(client: Client) -> None:
    make_standard()
    assert "No version is entered yet." not in page(client, PAGE)
    assert "No version is entered yet." in page(client_of(make_officer()), PAGE)


def test_what_changed_is_told_clause_by_clause(client: Client) -> None:
    make_mechatronics()
    shown = page(client, CHANGES)
    assert "2 clauses changed, 1 clause added, 1 clause removed, 1 clause as it was" in shown
    assert "<span>学制为</span><del>两</del><ins>三</ins><span>年。</span>" in shown
    assert "<del>в</del><ins>во всех</ins>" in shown
    assert "Not changed in: Russian" in shown
    assert "<del>Экзамен проводится на станке.</del>" in shown
    assert "Применение" not in shown


def test_versions_are_chosen_and_the_one_before_is_usual(client: Client) -> None:
    make_mechatronics()
    make_version("2025")
    make_clauses("mechatronics-2025", ("1", "Scope"))
    assert "<del>两</del>" not in page(client, CHANGES)
    assert "<del>两</del>" in page(client, f"{CHANGES}?to=mechatronics-2023")
    back = page(client, f"{CHANGES}?from=mechatronics-2023&to=mechatronics-2021")
    assert "<del>三</del><ins>两</ins>" in back
    assert "No clause has changed." in page(
        client, f"{CHANGES}?from=mechatronics-2023&to=mechatronics-2023"
    )


def test_what_cannot_be_compared_is_said(client: Client) -> None:
    make_standard()
    assert "There is no earlier version" in page(client, CHANGES)
    make_version("2021")
    assert "There is no earlier version" in page(client, CHANGES)
    make_version("2023")
    assert "No clause of either version" in page(client, CHANGES)
    make_version("2022", standard="logistics")
    page(client, f"{CHANGES}?from=logistics-2022", status=404)
    page(client, f"{CHANGES}?to=no-such-version", status=404)
    page(client, "/standards/no-such-standard/changes/", status=404)


def test_a_clause_is_text_and_never_markup(client: Client) -> None:
    make_version("2021")
    make_version("2023")
    make_clauses("mechatronics-2021", ("1", "<b>old</b>"))
    make_clauses("mechatronics-2023", ("1", "<script>alert(1)</script>"))
    for url in (CHANGES, "/standard-versions/mechatronics-2023/"):
        shown = page(client, url)
        assert "<script>alert" not in shown
        assert "<b>old" not in shown


def test_a_version_is_read_in_two_languages_side_by_side(client: Client) -> None:
    make_mechatronics()
    Clause.objects.filter(number="2", standard_version__edition="2023").update(
        text={"ru": "Только."}
    )
    shown = page(client, "/standard-versions/mechatronics-2023/")
    assert shown.index("本标准适用于所有鲁班工坊。") < shown.index("Стандарт применяется во всех")
    assert "not written in this language" in shown
    assert "/standards/mechatronics/changes/?to=mechatronics-2023" in shown


def test_what_is_proposed_internal_or_declined_is_for_who_may_see_it(client: Client) -> None:
    make_mechatronics()
    make_authority("college", "tj")
    contributor = make_contributor("Farida", "college")
    enter(
        "recognitions",
        "waits",
        actor=contributor,
        standard_version="mechatronics-2023",
        authority="college",
        state="draft",
    )
    assert "College" not in page(client, PAGE)
    assert "waits for an officer" in page(client_of(contributor), PAGE)
    Version.objects.filter(edition="2023").update(audience="internal")
    cache.clear()
    hidden = page(client, PAGE)
    assert "2023" not in hidden.replace("November 2023", "")
    page(client, f"{CHANGES}?to=mechatronics-2023", status=404)
    Recognition.objects.filter(standard_version__edition="2021").update(standing="declined")
    cache.clear()
    assert "Host side" not in page(client, PAGE)


def test_an_authority_that_is_not_public_is_not_named(client: Client) -> None:
    make_mechatronics()
    Institution.objects.filter(key="ministry-of-education").update(audience="internal")
    shown = page(client, PAGE)
    assert "Ministry Of Education" not in shown
    assert "not public" in shown
    assert "Ministry Of Education" in page(client_of(make_officer()), PAGE)


def test_an_occupation_shows_the_competences_that_it_needs(client: Client) -> None:
    make_version("2023")
    enter("occupations", "7412", code="7412", name_en="Electrical mechanics and fitters")
    assert "Competences that it needs" not in page(client, "/occupations/7412/")
    for number in range(51):
        enter(
            "competences",
            f"competence-{number}",
            name_en=f"Assembles part {number}",
            standard_version="mechatronics-2023",
            occupation="7412",
        )
    shown = page(client, "/occupations/7412/")
    assert "Assembles part 0" in shown
    assert "/competences/?occupation=7412" in shown


def test_the_pages_ask_the_same_however_much_there_is(client: Client) -> None:
    make_mechatronics()
    make_follower()
    urls = (PAGE, CHANGES, "/standard-versions/mechatronics-2023/")
    few = {url: asked(client, url) for url in urls}
    for number in range(1, 12):
        make_follower(number)
        make_step("accredited", "2024", authority=f"ministry-{number}", country="kg")
        make_version(str(2023 + number))
    cells = {"standard_version": "mechatronics-2023", "text_en": "More"}
    for number in range(10, 60):
        enter("clauses", f"c{number}", cells, number=str(number), position=str(number))
    assert {url: asked(client, url) for url in urls} == few
    assert max(few.values()) <= 12


def test_the_registers_are_in_the_api(client: Client) -> None:
    make_mechatronics()
    found = client.get("/api/v1/recognitions?state=accredited").json()
    assert len(found["items"]) == 2
    version = client.get("/api/v1/standard-versions/mechatronics-2023").json()
    assert version["languages"] == ["zh-hans", "ru"]
