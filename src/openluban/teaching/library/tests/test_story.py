"""The Chinese unit changes, the Russian one is marked clause by clause, and follows."""

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from openluban.foundation.registers.tests.make import client_of, make_contributor, make_officer
from openluban.teaching.library.tests.make import RU, ZH, bring_in, make_folder

pytestmark = pytest.mark.django_db
BESIDE = "/units/sorter.safety/beside/zh-hans/ru/"
CHANGED = "the original has changed since this was translated"


@pytest.fixture(autouse=True)
def fresh(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"
    cache.clear()


def page(address: str, client: Client | None = None) -> str:
    response = (client or Client()).get(address)
    assert response.status_code == 200, address
    return " ".join(response.content.decode().split())


def test_a_changed_clause_is_shown_stale_until_it_is_translated_anew(tmp_path: Path) -> None:
    bring_in(make_folder(tmp_path / "in", {"01-safety.zh.md": ZH, "01-safety.ru.md": RU}))
    assert "Every clause of the translation still follows the original." in page(BESIDE)

    bring_in(make_folder(tmp_path / "in", {"01-safety.zh.md": ZH.replace("0.6", "0.5")}))
    shown = page(BESIDE)
    assert shown.count(CHANGED) == 1
    assert "<del>6</del><ins>5</ins>" in shown
    assert "1 clause to bring up to date" in page("/library/sorter/")
    assert "1 clause to bring up to date" in page("/units/sorter.safety/read/ru/")

    host, officer = make_contributor("Rustam", "ttu"), make_officer()
    writing = client_of(host)
    form = page("/units/sorter.safety/write/ru/", writing)
    assert CHANGED in form
    assert 'name="version" value="1"' in form
    assert 'name="source_version" value="2"' in form
    sent = {"body": RU.replace("0,6", "0,5"), "version": "1", "source_version": "2"}
    kept = writing.post("/units/sorter.safety/write/ru/", sent)
    assert (kept.status_code, kept["Location"]) == (303, "/units/sorter.safety/versions/ru/2/")
    assert CHANGED in page(BESIDE), "a draft changes nothing for readers"

    deed = f"{kept['Location']}deed/"
    assert writing.post(deed, {"action": "review"}).status_code == 409
    publishing = client_of(officer)
    assert publishing.post(deed, {"action": "publish"}).status_code == 409
    assert publishing.post(deed, {"action": "review"}).status_code == 303
    assert publishing.post(deed, {"action": "publish"}).status_code == 303

    assert CHANGED not in page(BESIDE)
    assert "clause to bring up to date" not in page("/library/sorter/")
    assert "0,5 МПа" in page("/units/sorter.safety/read/ru/")
    assert "This version is superseded." in page("/units/sorter.safety/versions/ru/1/")
