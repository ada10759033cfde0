"""Pages on which packs are planned, made and fetched."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from openluban.foundation.files.address import read_address
from openluban.foundation.files.stores import the_store
from openluban.foundation.files.views import span_of
from openluban.foundation.registers.tests.make import make_account, make_officer
from openluban.teaching.library.public import Resource
from openluban.teaching.library.tests.make import AT
from openluban.teaching.packs.models import Pack
from openluban.teaching.packs.rules.wishes import Wish
from openluban.teaching.packs.tests.make import BOTH, make_course, place_of, revise
from openluban.teaching.packs.use_cases.make_pack import make_pack

pytestmark = pytest.mark.django_db
PACKS = "/library/sorter/packs/"
PLAN = f"{PACKS}plan/?in=zh-hans&in=ru&pictures=all"
MOST_QUERIES = 12


@pytest.fixture
def in_a_bucket(storage_url: str, tmp_path: Path, settings: Any) -> None:
    """Keep files in an S3 store."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.LUBAN_STORAGE = read_address(storage_url)


@pytest.fixture
def course(tmp_path: Path) -> Resource:
    return make_course(tmp_path / "material")


@pytest.fixture
def pack(course: Resource) -> Pack:
    return make_pack(resource_key="sorter", wish=BOTH, actor=make_officer(), at=AT)


def test_the_plan_says_size_and_time_before_anything_is_made(
    client: Client, course: Resource, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(MOST_QUERIES):
        page = client.get(PLAN).text
    assert "64 kbit/s" in page
    assert "second" in page
    assert "Side by side" in page
    assert "Make this pack" not in page
    assert not Pack.objects.exists()


def test_the_list_says_what_is_out_of_date(
    client: Client,
    pack: Pack,
    tmp_path: Path,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_max_num_queries(MOST_QUERIES):
        page = client.get(PACKS).text
    assert f"/packs/{pack.sha256}/" in page
    assert "newer texts" not in page
    revise(tmp_path / "newer", **{"02-start__zh__md": "# 起动\n\n先断电，再检查。\n"})
    assert "newer texts are published" in client.get(PACKS).text


@pytest.mark.parametrize("query", ["", "?in=kk", "?in=zh-hans&in=nonsense"])
def test_what_cannot_be_planned_is_said_in_words(
    client: Client, course: Resource, query: str
) -> None:
    answer = client.get(f"{PACKS}plan/{query}")
    assert answer.status_code == 422
    assert "error" in answer.text


def test_a_contributor_makes_what_was_planned(client: Client, course: Resource) -> None:
    client.force_login(make_account("Farida", "contributor", "dushanbe-college"))
    assert "Make this pack" in client.get(PLAN).text
    sent = {"in": ["zh-hans", "ru"], "pictures": "none", "since": ""}
    answer = client.post(f"{PACKS}make/", sent)
    made = Pack.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/packs/{made.sha256}/")
    assert made.pictures == "none"
    page = client.get(answer["Location"]).text
    assert "every file is as it was signed" in page
    assert made.sha256 in page
    plan = client.get(f"{PLAN.replace('all', 'none')}&since={made.sha256}").text
    assert "Nothing has changed since that pack" in plan
    refused = client.post(f"{PACKS}make/", sent | {"in": ["kk"]}, follow=True)
    assert "Nothing of it is published" in refused.text


def test_an_altered_pack_says_so(client: Client, pack: Pack) -> None:
    place = place_of(pack.sha256)
    data = bytearray(place.read_bytes())
    data[300:320] = b"\xff" * 20
    place.write_bytes(data)
    page = client.get(f"/packs/{pack.sha256}/").text
    assert "not what was signed" in page
    assert "Fetch it" not in page
    make_pack(resource_key="sorter", wish=BOTH, actor=make_officer("Oleg"), at=AT)
    assert "every file is as it was signed" in client.get(f"/packs/{pack.sha256}/").text


def test_a_download_goes_on_where_it_broke_off(client: Client, pack: Pack) -> None:
    address = f"/packs/{pack.sha256}.zip"
    whole = client.get(address, headers={"accept-encoding": "gzip"})
    data = whole.getvalue()
    assert hashlib.sha256(data).hexdigest() == pack.sha256
    assert (whole["Accept-Ranges"], whole["Content-Encoding"]) == ("bytes", "identity")
    assert whole["Content-Length"] == str(len(data))
    part = client.get(address, headers={"range": "bytes=1000-", "if-range": whole["ETag"]})
    assert part.status_code == 206
    assert part["Content-Range"] == f"bytes 1000-{len(data) - 1}/{len(data)}"
    assert data[:1000] + part.getvalue() == data
    other = client.get(address, headers={"range": "bytes=1000-", "if-range": '"another"'})
    assert (other.status_code, other.getvalue()) == (200, data)
    beyond = client.get(address, headers={"range": f"bytes={len(data)}-"})
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{len(data)}")
    same = client.get(address, headers={"if-none-match": whole["ETag"]})
    assert same.status_code == 304


def test_packs_in_a_bucket_are_made_shown_and_given_as_from_the_disk(
    in_a_bucket: None, client: Client, course: Resource, pack: Pack
) -> None:
    assert not place_of(pack.sha256).exists()
    assert "every file is as it was signed" in client.get(f"/packs/{pack.sha256}/").text
    data = client.get(f"/packs/{pack.sha256}.zip").getvalue()
    assert hashlib.sha256(data).hexdigest() == pack.sha256
    part = client.get(f"/packs/{pack.sha256}.zip", headers={"range": "bytes=1000-1999"})
    assert (part.status_code, part.getvalue()) == (206, data[1000:2000])
    wish = Wish(BOTH.languages, pictures="400")
    delta = make_pack(
        resource_key="sorter", wish=wish, since=pack.sha256, actor=make_officer("Oleg"), at=AT
    )
    assert delta.since == pack.digest
    assert len(list(the_store().everything())) == 2


def test_a_store_that_does_not_answer_is_said_in_words(
    client: Client, pack: Pack, settings: Any
) -> None:
    settings.LUBAN_STORAGE = read_address("s3://k:s@files?endpoint=http://127.0.0.1:9")
    answer = client.get(f"/packs/{pack.sha256}/")
    assert answer.status_code == 503
    assert "store of files cannot be used now" in answer.text


@pytest.mark.parametrize(
    ("asked", "span"),
    [
        ("bytes=0-0", (0, 0)),
        ("bytes=2-5", (2, 5)),
        ("bytes=2-", (2, 9)),
        ("bytes=2-999", (2, 9)),
        ("bytes=-3", (7, 9)),
        ("bytes=-30", (0, 9)),
        ("bytes=10-", (10, 9)),
        ("bytes=-0", (10, -1)),
        ("bytes=5-2", None),
        ("bytes=-", None),
        ("bytes=0-1,3-4", None),
        ("lines=0-1", None),
        ("", None),
    ],
)
def test_parts_of_ten_bytes(asked: str, span: tuple[int, int] | None) -> None:
    assert span_of(asked, 10) == span


def test_nothing_is_fetched_of_what_the_public_does_not_see(client: Client, pack: Pack) -> None:
    Resource.objects.filter(key="sorter").update(audience="internal")
    for address in (PACKS, PLAN, f"/packs/{pack.sha256}/", f"/packs/{pack.sha256}.zip"):
        assert client.get(address).status_code == 404, address
    assert client.get("/packs/nothing.zip").status_code == 404


def test_the_page_of_the_resource_leads_to_its_packs(client: Client, pack: Pack) -> None:
    page = client.get("/library/sorter/").text
    assert PACKS in page
    assert "at 64 kbit/s" in page
