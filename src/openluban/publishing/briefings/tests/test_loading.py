"""The briefings that come with OpenLuban."""

from pathlib import Path

import pytest

from openluban.kernel.actor import SYSTEM
from openluban.publishing.briefings.loading import NETWORK, load_briefings
from openluban.publishing.briefings.models import BriefingText
from openluban.publishing.briefings.tests.make import AT
from openluban.publishing.briefings.use_cases.write_text import write_text

pytestmark = pytest.mark.django_db
SHIPPED = Path(__file__).resolve().parents[5] / "data" / "briefings"


def test_texts_are_loaded_once_and_then_left_alone() -> None:
    assert load_briefings(folder=SHIPPED, at=AT) == 3
    write_text(briefing_key=NETWORK, language="en", body="# Ours", actor=SYSTEM, at=AT)
    assert load_briefings(folder=SHIPPED, at=AT) == 0
    text = BriefingText.objects.get(briefing__key=NETWORK, language="en")
    assert (text.body, text.version) == ("# Ours", 2)
    assert BriefingText.objects.get(briefing__key=NETWORK, language="ru").title.startswith(
        "Мастерские Лу Баня"
    )
