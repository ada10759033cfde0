"""Aligned texts go into the memory."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from openluban.foundation.registers.tests.make import (
    client_of,
    make_contributor,
    make_officer,
)
from openluban.kernel.actor import SYSTEM
from openluban.teaching.memory.models import Origin, Unit
from openluban.teaching.memory.queries.looking_up import look_up

pytestmark = pytest.mark.django_db
_HANDED = {
    "source": "Lesson 3\r\nThe pump runs.\r\nIt is safe.\r\nA line alone.",
    "target": "第3课\r\n水泵在运转。\r\n它很安全。",
    "beads": "[0]:[0]:0.99\n[1, 2]:[1]:0.95\n[]:[2]:0.4\n[3]:[]:0.9",
    "from": "en",
    "to": "zh-Hans",
}
_APPLY = {**_HANDED, "to": "zh-hans", "what": "apply", "origin": "Pump lessons"}


def _sent(client: Client, form: dict[str, str], status: int) -> str:
    answer = client.post("/memory/aligned/", form)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_page_of_pairs_offers_the_memory() -> None:
    page = client_of(make_officer()).post("/align/", {"source": "One", "target": "一"})
    assert 'formaction="/memory/aligned/"' in page.content.decode()


def test_pairs_are_counted_first_and_nothing_is_kept() -> None:
    contributor = client_of(make_contributor())
    with CaptureQueriesContext(connection) as queries:
        page = _sent(contributor, _HANDED, 200)
    assert "2 pairs." in page
    assert re.search(r'value="zh-hans"\s+selected', page)
    assert not Unit.objects.exists()
    assert len(queries) <= 12


def test_sentences_of_a_pair_are_kept_as_one_text_with_their_neighbours() -> None:
    _sent(client_of(make_officer()), {**_APPLY, "public": "1", "licence": "CC0-1.0"}, 303)
    assert Unit.objects.count() == 2
    [match] = look_up(
        "The pump runs. It is safe.",
        source_language="en",
        target_language="zh-hans",
        actor=SYSTEM,
        before="Lesson 3",
    )
    assert match.target == "水泵在运转。"
    assert match.percent == 101
    origin = Origin.objects.get()
    assert (origin.title, origin.licence, origin.is_public) == ("Pump lessons", "CC0-1.0", True)


def test_what_is_unsure_stays_out_or_comes_as_a_draft() -> None:
    unsure = {**_APPLY, "beads": "[0]:[0]:0.99\n[1]:[1]:0.3"}
    officer = client_of(make_officer())
    _sent(officer, unsure, 303)
    assert [unit.status for unit in Unit.objects.all()] == [Unit.Status.REVIEWED]
    _sent(officer, {**unsure, "unsure": "1"}, 303)
    statuses = [unit.status for unit in Unit.objects.order_by("pk")]
    assert statuses == [Unit.Status.REVIEWED, Unit.Status.DRAFT]


def test_a_contributor_adds_units_but_not_for_everybody() -> None:
    contributor = client_of(make_contributor())
    assert 'name="public"' not in _sent(contributor, _HANDED, 200)
    assert "may not" in _sent(contributor, {**_APPLY, "public": "1"}, 422)
    _sent(contributor, _APPLY, 303)
    assert not Origin.objects.get().is_public


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"beads": "[0]:[7]"}, "The pairs do not fit these texts."),
        ({"beads": "nonsense"}, "Line 1 is no bead"),
        ({"beads": "[0]:[]\n[]:[0]"}, "No sentence has a counterpart."),
        ({"from": ""}, "Choose the language."),
        ({"from": "zh-hans"}, "Choose another language"),
        ({"origin": "水泵"}, "in Latin letters"),
        ({"source": "x" * 30_000}, "a sentence may have"),
        ({"source": "a\n" * 1_001}, "at most 1000 are aligned"),
    ],
)
def test_what_does_not_hold_is_said_and_nothing_is_kept(change: dict[str, str], says: str) -> None:
    assert says in _sent(client_of(make_officer()), {**_APPLY, **change}, 422)
    assert not Unit.objects.exists()
