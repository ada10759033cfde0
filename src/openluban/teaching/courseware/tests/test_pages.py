"""Pages on which packages are brought in and handed out."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from openluban.foundation.registers.tests.make import make_account
from openluban.teaching.courseware.models import KeptPackage
from openluban.teaching.courseware.tests.make import (
    FILES,
    ITEMS,
    PAGE,
    RESOURCES,
    bring_in,
    manifest,
    package,
    zipped,
)
from openluban.teaching.library.public import Resource, UnitText

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


@pytest.fixture
def contributor(client: Client) -> Client:
    client.force_login(make_account("Farida", "contributor", "dushanbe-college"))
    return client


def send(client: Client, data: bytes, name: str = "sorter.imscc") -> str:
    answer = client.post("/courseware/import/", {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 303
    return answer["Location"]


def test_a_teacher_brings_a_package_in(
    contributor: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    assert 'type="file"' in contributor.get("/courseware/import/").text
    where = send(contributor, package())
    with django_assert_max_num_queries(MOST_QUERIES):
        page = contributor.get(where).text
    assert "Common Cartridge 1.3" in page
    assert "pages/safety.html" in page
    assert "A script is left out." in page
    assert not KeptPackage.objects.exists()
    answer = contributor.post(where, {"rights": "CC-BY-4.0"})
    kept = KeptPackage.objects.get()
    assert answer["Location"] == f"/courseware/{kept.digest}/"
    assert UnitText.objects.count() == 2
    with django_assert_max_num_queries(MOST_QUERIES):
        page = contributor.get(answer["Location"]).text
    assert "a-sorter.safety" in page
    assert kept.digest in page
    assert contributor.get(where).status_code == 404


def test_what_is_missing_is_asked_for(contributor: Client) -> None:
    made = manifest(ITEMS, RESOURCES, lom="")
    page = PAGE.replace(' lang="zh-CN"', "")
    where = send(contributor, zipped({"imsmanifest.xml": made, **FILES, "pages/safety.html": page}))
    assert 'name="language"' in contributor.get(where).text
    refused = contributor.post(where, {"rights": "CC-BY-4.0"})
    assert refused.status_code == 422
    assert "says its language" in refused.text
    refused = contributor.post(where, {"language": "zh-hans"})
    assert (refused.status_code, "SPDX" in refused.text) == (422, True)
    done = contributor.post(where, {"language": "zh-hans", "rights": "CC-BY-4.0"})
    assert done.status_code == 303


def test_what_is_unfit_is_shown_with_file_and_rule(contributor: Client) -> None:
    where = send(contributor, package(space="urn:other"))
    answer = contributor.get(where)
    assert answer.status_code == 422
    assert "manifest.kind" in answer.text
    assert "imsmanifest.xml" in answer.text
    assert contributor.post(where).status_code == 422
    assert not Resource.objects.exists()


def test_an_empty_file_is_none(contributor: Client) -> None:
    assert contributor.post("/courseware/import/", {}).status_code == 422


def test_the_list_names_what_is_kept(
    contributor: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    assert "No package has been brought in yet." in contributor.get("/courseware/").text
    bring_in(package())
    with django_assert_max_num_queries(MOST_QUERIES):
        page = contributor.get("/courseware/").text
    assert "/library/a-sorter/" in page
    assert KeptPackage.objects.get().digest in page


def test_a_package_is_handed_out_and_never_shown(contributor: Client) -> None:
    data = package()
    kept = bring_in(data).reading.digest
    answer = contributor.get(f"/courseware/{kept}/file")
    assert answer.getvalue() == data
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_others_learn_nothing_of_it(client: Client) -> None:
    kept = bring_in(package()).reading.digest
    for address in ("", "import/", f"{kept}/", f"{kept}/file"):
        answer = client.get(f"/courseware/{address}")
        assert (answer.status_code, "/accounts/login/" in answer["Location"]) == (302, True)


def test_nothing_is_found_that_is_not_there(contributor: Client) -> None:
    for address in (f"{'0' * 64}/", f"{'0' * 64}/file", "import/nothing/"):
        assert contributor.get(f"/courseware/{address}").status_code == 404
