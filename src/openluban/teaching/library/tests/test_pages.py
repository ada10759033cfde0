"""Pages of resources and units: what they say, to whom, with how many queries."""

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openluban.foundation.registers.tests.make import client_of, make_contributor, make_officer
from openluban.teaching.library.models import StoredFile, Unit, UnitText
from openluban.teaching.library.tests.make import (
    PNG,
    RU,
    ZH,
    bring_in,
    make_folder,
    make_text,
    make_unit,
)

pytestmark = pytest.mark.django_db
UNIT = "/units/sorter.safety/"


@pytest.fixture(autouse=True)
def course(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    cache.clear()
    files: dict[str, str | bytes] = {"a.png": PNG}
    for place in range(1, 21):
        slug = "safety" if place == 1 else f"unit-{place}"
        files[f"{place:02}-{slug}.zh.md"] = f"{ZH}\n\n第{place}\n\n![图](a.png)\n"
        files[f"{place:02}-{slug}.ru.md"] = f"{RU}\n\nНомер {place}\n\n![рис](a.png)\n"
    bring_in(make_folder(tmp_path / "in", files))
    revised: dict[str, str | bytes] = {
        "01-safety.zh.md": ZH.replace("先断电", "先断气"),
        "a.png": PNG,
    }
    bring_in(make_folder(tmp_path / "again", revised))


def page(address: str, client: Client | None = None, language: str = "en") -> str:
    response = (client or Client()).get(address, headers={"accept-language": language})
    assert response.status_code == 200, address
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/library/sorter/", 15),
        ("/units/sorter.safety/", 14),
        (f"{UNIT}read/", 12),
        (f"{UNIT}read/ru/", 12),
        (f"{UNIT}beside/zh-hans/ru/", 12),
        (f"{UNIT}versions/zh-hans/", 12),
        (f"{UNIT}versions/zh-hans/1/", 12),
        (f"{UNIT}write/ru/", 12),
    ],
)
def test_pages_ask_a_fixed_number_of_queries(address: str, most: int) -> None:
    client = client_of(make_officer())
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    assert len(asked) <= most, "\n".join(each["sql"][:200] for each in asked)


def test_only_translations_say_from_which_version_they_were_made() -> None:
    assert "Translated from" not in page(f"{UNIT}versions/zh-hans/")
    assert "Translated from" in page(f"{UNIT}versions/ru/")


def test_a_unit_is_read_in_the_readers_language_or_the_original() -> None:
    assert '<article class="lesson" lang="ru"' in page(f"{UNIT}read/", language="ru")
    assert '<article class="lesson" lang="zh-hans"' in page(f"{UNIT}read/", language="en")
    assert Client().get(f"{UNIT}read/kk/").status_code == 404


def test_two_languages_stand_side_by_side_either_way() -> None:
    for pair in ("zh-hans/ru", "ru/zh-hans"):
        shown = page(f"{UNIT}beside/{pair}/")
        assert "<del>电</del><ins>气</ins>" in shown
        assert shown.count("the original has changed since this was translated") == 1
    assert Client().get(f"{UNIT}beside/ru/ru/").status_code == 404
    assert Client().get(f"{UNIT}beside/ru/kk/").status_code == 404


def test_two_translations_stand_side_by_side_through_their_original() -> None:
    unit = Unit.objects.get(key="sorter.safety")
    english = "# Safety\n\nSwitch off first.\n\n- Pressure 0.6 MPa.\n- Press it.\n"
    make_text(unit, "en", english, is_published=True)
    shown = page(f"{UNIT}beside/en/ru/")
    right = shown.partition("Pressure 0.6 MPa.")[2]

    assert right.index("Давление 0,6 МПа.") < right.index("Press it.") < right.index("Нажмите")
    assert "to bring up to date" not in shown


def test_drafts_are_for_those_who_write() -> None:
    unit = make_unit("sorter.new")
    make_text(unit)
    address = "/units/sorter.new/versions/zh-hans/1/"

    assert Client().get(address).status_code == 404
    assert "There is no text of this unit yet." in page("/units/sorter.new/read/")
    shown = page(address, client_of(make_contributor()))
    assert "only those who write see it" in shown
    assert "It is right" in shown


def test_whoever_wrote_it_sees_that_it_waits() -> None:
    carl = make_contributor()
    make_text(make_unit("sorter.new"), actor=carl)
    shown = page("/units/sorter.new/versions/zh-hans/1/", client_of(carl))

    assert "Waits for somebody of the other side" in shown
    assert "It is right" not in shown


def test_what_is_refused_stays_in_the_form_with_the_reason() -> None:
    client = client_of(make_contributor())
    sent = {"body": "# Моё", "version": "0"}
    refused = client.post(f"{UNIT}write/ru/", sent)

    assert refused.status_code == 422
    assert "# Моё" in refused.content.decode()
    assert "Somebody has saved this text" in refused.content.decode()
    assert client.post(f"{UNIT}write/ru/", {"body": " ", "version": "1"}).status_code == 422


def test_checking_every_clause_brings_a_translation_up_to_date() -> None:
    client = client_of(make_contributor())
    body = UnitText.objects.get(unit__key="sorter.safety", language="ru").body
    unchanged = client.post(f"{UNIT}write/ru/", {"body": body, "version": "1"})
    assert unchanged.status_code == 422
    kept = client.post(f"{UNIT}write/ru/", {"body": body, "version": "1", "is_checked": "1"})
    assert kept.status_code == 303


def test_another_language_is_found_by_its_tag() -> None:
    client = client_of(make_contributor())

    assert client.get(f"{UNIT}write/?language=kk")["Location"] == f"{UNIT}translate/kk/"
    assert client.get(f"{UNIT}write/?language=klingon").status_code == 409
    assert client.get(f"{UNIT}write/zh/").status_code == 404
    assert "Original: Simplified Chinese, version 2" in page(f"{UNIT}write/kk/", client)


def test_an_officer_takes_a_text_out_of_use_with_a_reason() -> None:
    client = client_of(make_officer())
    deed = f"{UNIT}versions/ru/1/deed/"

    assert client.post(deed, {"action": "supersede"}).status_code == 409
    assert client.post(deed, {"action": "supersede", "reason": "Wrong."}).status_code == 303
    assert "This version is superseded." in page(f"{UNIT}read/ru/")
    assert client.post(deed, {"action": "burn"}).status_code == 404


def test_images_are_served_as_images_and_nothing_else() -> None:
    kept = StoredFile.objects.get()
    response = Client().get(f"/library/files/{kept.name}")

    assert response.getvalue() == PNG
    assert response["Content-Type"] == "image/png"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in response["Cache-Control"]
    assert f'src="/library/files/{kept.name}"' in page("/units/sorter.unit-2/read/ru/")
    for name in (f"{kept.digest}.jpg", "0" * 64 + ".png", "..%2F..%2Fsecret-key", "x.svg"):
        assert Client().get(f"/library/files/{name}").status_code == 404


def test_search_leads_to_the_page_where_a_unit_is_read() -> None:
    assert f'href="{UNIT}read/"' in page("/search/?q=先断气")


def test_the_public_is_told_what_was_published_and_not_what_was_drafted() -> None:
    make_text(Unit.objects.get(key="sorter.safety"), "ru", RU + "\nещё\n")
    shown = page(f"{UNIT}history/")

    assert "text published" in shown
    assert "text written" not in shown
    assert "text written" in page(f"{UNIT}history/", client_of(make_officer()))
