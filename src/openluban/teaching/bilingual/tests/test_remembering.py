"""What is published teaches the memory."""

import pytest

from openluban.foundation.history.models import Entry
from openluban.kernel.actor import PUBLIC
from openluban.kernel.refusals import NotAllowed, NotFound
from openluban.teaching.bilingual.errors import IsOriginal
from openluban.teaching.bilingual.tests.make import (
    AT,
    CHINA,
    HOST,
    OFFICER,
    RU,
    make_text,
    opened,
    original,
    revise,
    save,
    translate,
)
from openluban.teaching.bilingual.use_cases.finish import Finishing, finish
from openluban.teaching.bilingual.use_cases.remembering import remember_text
from openluban.teaching.library.public import Unit, publish_text, review_text
from openluban.teaching.memory.public import Pair, Source, confirm, forget, look_up, remember
from openluban.teaching.memory.tests.make import units_of_memory

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    unit = original()
    make_text(unit, "ru", RU, is_published=True, is_checked=True)
    return unit


def targets(text: str) -> list[str]:
    found = look_up(text, source_language="zh-hans", target_language="ru", actor=CHINA)
    return [match.target for match in found if match.percent >= 100]


def test_published_sentences_are_reviewed_ones_of_the_memory(unit: Unit) -> None:
    assert remember_text(unit_key=unit.key, language="ru", actor=OFFICER, at=AT) > 3
    assert targets("先断电。") == ["Сначала отключите питание."]
    assert remember_text(unit_key=unit.key, language="ru", actor=OFFICER, at=AT) == 0


def test_what_is_stale_teaches_nothing(unit: Unit) -> None:
    revise(unit)
    remember_text(unit_key=unit.key, language="ru", actor=OFFICER, at=AT)
    assert targets("先断电。") == targets("先断电。再挂锁。") == []
    assert targets("安全") == ["Безопасность"]


def test_only_what_is_published_is_taken(unit: Unit) -> None:
    with pytest.raises(IsOriginal):
        remember_text(unit_key=unit.key, language="zh-hans", actor=OFFICER, at=AT)
    with pytest.raises(NotFound):
        remember_text(unit_key=unit.key, language="en", actor=OFFICER, at=AT)
    with pytest.raises(NotAllowed):
        remember_text(unit_key=unit.key, language="ru", actor=HOST, at=AT)
    save(unit, opened(unit).rows[0], "Техника безопасности")
    with pytest.raises(NotFound):
        remember_text(unit_key=unit.key, language="ru", actor=OFFICER, at=AT)


def statuses() -> dict[str, set[str]]:
    """Return how far each sentence of the memory has come, by its translation."""
    found: dict[str, set[str]] = {}
    for target, status in units_of_memory().values_list("target__text", "status"):
        found.setdefault(target, set()).add(status)
    return found


def written() -> tuple[Unit, tuple[str, int]]:
    """Translate a unit in the editor, and keep it as a version."""
    unit = original()
    translate(unit)
    text = finish(unit_key=unit.key, finishing=Finishing(language="ru"), actor=HOST, at=AT)
    return unit, (text.language, text.version)


def test_the_other_sides_review_raises_what_the_editor_entered() -> None:
    unit, edition = written()
    assert set().union(*statuses().values()) == {"draft"}
    review_text(unit_key=unit.key, edition=edition, actor=CHINA, at=AT)
    found = statuses()
    assert found["Сначала отключите питание."] == {"reviewed"}
    assert set().union(*found.values()) == {"reviewed"}
    entry = Entry.objects.get(action="memory.confirmed")
    assert entry.actor_key == CHINA.key


def test_publishing_without_review_raises_as_well() -> None:
    unit, edition = written()
    publish_text(
        unit_key=unit.key, edition=edition, without_review="Reviewed.", actor=OFFICER, at=AT
    )
    assert set().union(*statuses().values()) == {"reviewed"}


def test_what_the_reviewed_text_does_not_say_stays_a_draft() -> None:
    unit, first = written()
    row = opened(unit).rows[1]
    save(unit, row, "Обесточьте станок.")
    text = finish(unit_key=unit.key, finishing=Finishing(language="ru"), actor=HOST, at=AT)
    assert (text.language, text.version) != first
    review_text(unit_key=unit.key, edition=(text.language, text.version), actor=CHINA, at=AT)
    found = statuses()
    assert found["Обесточьте станок."] == {"reviewed"}
    assert found["Сначала отключите питание."] == {"draft"}


def test_an_open_draft_does_not_hide_the_text_that_is_reviewed() -> None:
    unit, edition = written()
    save(unit, opened(unit).rows[1], "Обесточьте станок.")
    review_text(unit_key=unit.key, edition=edition, actor=CHINA, at=AT)
    assert statuses()["Сначала отключите питание."] == {"reviewed"}


def test_sentences_of_stale_clauses_stay_drafts() -> None:
    unit, edition = written()
    revise(unit)
    review_text(unit_key=unit.key, edition=edition, actor=CHINA, at=AT)
    found = statuses()
    assert found["Сначала отключите питание."] == {"draft"}
    assert found["Нажмите кнопку."] == {"reviewed"}


def test_another_origins_drafts_and_retired_ones_stay_as_they_are() -> None:
    unit, edition = written()
    pair = Pair("zh-hans", "ru", "先断电。", "Сначала отключите питание.", status="draft")
    remember(pairs=[pair], origin=Source("else"), actor=OFFICER, at=AT)
    retired = units_of_memory().get(target__text="Нажмите кнопку.")
    forget(unit=retired.pk, reason="Wrong.", actor=OFFICER, at=AT)
    review_text(unit_key=unit.key, edition=edition, actor=CHINA, at=AT)
    assert statuses()["Сначала отключите питание."] == {"reviewed", "draft"}
    retired.refresh_from_db()
    assert retired.status == "draft"


def test_nobody_without_a_role_confirms() -> None:
    with pytest.raises(NotAllowed):
        confirm(pairs=[], languages=("zh-hans", "ru"), origin="x", actor=PUBLIC, at=AT)
