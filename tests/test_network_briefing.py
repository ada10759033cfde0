"""The main job on the real register: the network briefing, published, restated and corrected."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from openluban.config.loading import load_public_register
from openluban.foundation.registers.tests.make import make_officer
from openluban.foundation.registers.use_cases.edit import edit_record
from openluban.kernel.actor import SYSTEM
from openluban.publishing.briefings.loading import publish_as
from openluban.publishing.briefings.models import Edition
from openluban.publishing.briefings.queries.standing import standing_of
from openluban.publishing.briefings.queries.statements import contents_of

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
HEADLINE = "workshops bloc=sco_members_and_partners led_from=tianjin at=2025-08-30"


@pytest.fixture
def edition() -> Edition:
    """Publish the network briefing as it ships."""
    load_public_register(at=AT)
    return publish_as(make_officer("Olga"), make_officer("Wei"), day=date(2025, 8, 30), at=AT)


def test_every_number_is_answered_in_three_languages(edition: Edition) -> None:
    assert edition.titles == {
        "en": "Luban Workshops in SCO countries: 10 workshops in 8 countries",
        "zh-hans": "天津在上合组织8个国家建成10家鲁班工坊",
        "ru": "Мастерские Лу Баня в странах ШОС: 10 мастерских Лу Баня, 8 стран",
    }
    figures = contents_of(edition.statement).figures
    assert len(figures) >= 25
    assert all(figure.records for figure in figures.values())
    assert figures[HEADLINE].count == 10
    assert "workshops/kz-enu" in {one.reference for one in figures[HEADLINE].records}
    assert standing_of(edition) == {}


def test_a_changed_country_restates_the_headline_everywhere(edition: Edition) -> None:
    edit_record(
        register_key="workshops", key="eg-asu", cells={"country": "fr"}, actor=SYSTEM, at=AT
    )
    found = standing_of(edition)[HEADLINE]
    assert found.now is not None
    assert (found.frozen.value, found.now.value) == ("10", "9")
    assert [one.reference for one in found.removed] == ["workshops/eg-asu"]
    client = Client()
    for language in ("en", "zh-hans", "ru"):
        page = client.get("/briefings/network/", headers={"accept-language": language})
        assert '<a href="/workshops/eg-asu/">' in page.content.decode()
    told = client.get("/api/v1/briefings/network/editions/1").json()
    assert HEADLINE in {one["question"] for one in told["restated"]}
