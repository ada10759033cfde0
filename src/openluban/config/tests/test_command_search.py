"""``luban search``: told to people and to programs."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from openluban.foundation.search.indexing import Document, index
from openluban.foundation.search.models import SearchPassage
from openluban.kernel.text import LocalizedText

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_concept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("openluban.config.management.prepared.prepare", lambda _say: None)
    title = LocalizedText({"ru": "Токарный станок", "en": "Turning lathe"})
    index([Document("concepts", "lathe", title, "", is_shown=True, texts={})])
    hidden = LocalizedText({"ru": "Станок тайный"})
    index([Document("concepts", "hidden", hidden, "", is_shown=False, texts={})])


def told(*asked: str) -> str:
    out = StringIO()
    call_command("search", *asked, stdout=out)
    return out.getvalue()


def test_a_hit_is_told_with_its_language_and_what_was_marked() -> None:
    lines = told("станки", "--in", "ru")
    assert "concepts/lathe  [ru]  Токарный станок" in lines
    assert "Токарный [станок]" in lines
    assert "hidden" not in lines


def test_what_is_not_public_is_told_when_asked_for() -> None:
    assert "concepts/hidden" in told("тайный", "--all")
    assert told("тайный") == ""


def test_programs_get_every_member(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("search", "токорный", "--json")
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert answer["meant"] == {"токорный": "токарный"}
    (hit,) = answer["hits"]
    assert (hit["register"], hit["key"], hit["language"]) == ("concepts", "lathe", "ru")
    assert hit["corrected"] == ["токарный"]
    assert hit["marked"] == [["Токарный", True], [" станок", False]]
    assert hit["snippet"] == "Токарный станок"


def test_limit_and_an_unknown_register() -> None:
    assert told("станок", "--all", "--limit", "1").count("concepts/") == 1
    with pytest.raises(CommandError, match="concepts"):
        told("станок", "--register", "nowhere")


def test_what_is_renewed_is_what_the_registers_hold() -> None:
    SearchPassage.objects.all().delete()
    assert told("--renew") == ""
    # These two are in no register, so they stay away.
    assert told("станок", "--all") == ""
